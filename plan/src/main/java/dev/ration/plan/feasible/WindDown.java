package dev.ration.plan.feasible;

/**
 * What work takes at most from a cancellation to its end: stops, critical sections and cleanups
 * (C2). Side by side it is the longest, and in energy the sum (S1).
 *
 * @param nanos how long
 * @param microjoules how much energy
 * @param tailMicrojoules what radios burn on then, for which each question has set energy aside
 */
record WindDown(long nanos, long microjoules, long tailMicrojoules) {
  private static final WindDown NOTHING = new WindDown(0, 0);

  private WindDown(long nanos, long microjoules) {
    this(nanos, microjoules, 0);
  }

  /** Made from its parts; {@link Feasibility#windDown} remembers it. */
  static WindDown of(Feasibility feasibility, Work work) {
    return switch (work) {
      case Work.Computation _, Work.Pause _, Work.Unknown _ -> NOTHING;
      case Work.Question question -> new WindDown(0, 0, Questions.tail(question));
      case Work.Command command -> {
        long most = Math.max(0, feasibility.of(command).need().power().bound());
        yield new WindDown(command.stopNanos(), Need.energy(most, command.stopNanos()));
      }
      case Work.Sequence sequence ->
          sequence.parts().stream()
              .map(part -> feasibility.windDown(part))
              .reduce(NOTHING, WindDown::or);
      case Work.Choice choice ->
          choice.ways().stream()
              .map(way -> feasibility.windDown(way))
              .reduce(NOTHING, WindDown::or);
      case Work.Loop loop -> feasibility.windDown(loop.round());
      case Work.Perhaps perhaps -> feasibility.windDown(perhaps.inner());
      case Work.Parallel parallel ->
          parallel.branches().stream()
              .map(branch -> feasibility.windDown(branch))
              .reduce(NOTHING, WindDown::beside);
      case Work.Alongside alongside ->
          alongside.others().stream()
              .map(other -> feasibility.windDown(other))
              .reduce(feasibility.windDown(alongside.main()), WindDown::beside);
      case Work.Activity activity -> activity(feasibility, activity);
    };
  }

  /** It is cancelled in its body or in a handler, and then its cleanup runs. */
  private static WindDown activity(Feasibility feasibility, Work.Activity activity) {
    WindDown inside = feasibility.windDown(activity.body());
    if (activity.isCritical()) {
      Need whole = feasibility.of(activity).need();
      inside =
          inside.or(
              new WindDown(Math.max(0, whole.time().bound()), Math.max(0, whole.energy().bound())));
    }
    for (Work.Handler handler : activity.handlers()) {
      inside = inside.or(feasibility.windDown(handler.body()));
    }
    Work.Cleanup cleanup = activity.cleanup();
    if (cleanup == null) {
      return inside;
    }
    Need last = feasibility.cleanup(cleanup);
    return new WindDown(
        Spread.sum(inside.nanos, cleanup.limitNanos()),
        Spread.sum(inside.microjoules, Math.max(0, last.energy().bound())),
        Math.max(inside.tailMicrojoules, feasibility.windDown(cleanup.body()).tailMicrojoules));
  }

  private WindDown or(WindDown other) {
    return new WindDown(
        Math.max(nanos, other.nanos),
        Math.max(microjoules, other.microjoules),
        Math.max(tailMicrojoules, other.tailMicrojoules));
  }

  private WindDown beside(WindDown other) {
    return new WindDown(
        Math.max(nanos, other.nanos),
        Spread.sum(microjoules, other.microjoules),
        Spread.sum(tailMicrojoules, other.tailMicrojoules));
  }
}
