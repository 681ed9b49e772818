package dev.ration.interpreter.reference;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a piece of a policy needs at least and at most, from enforced figures only (S1). Times are
 * in microseconds, energy in microjoules, power in watts.
 *
 * @param least the least time that it takes to succeed
 * @param most the longest it can take; {@link #NONE} when nothing bounds it
 * @param leastEnergy the least energy that it takes to succeed
 * @param mostEnergy the most it can cost; {@link #NONE} when nothing bounds it
 * @param peak the most that it draws at once
 * @param effect when the first of it is heard or seen (T9)
 */
record Bounds(long least, long most, long leastEnergy, long mostEnergy, long peak, Effect effect) {
  static final long NONE = Part.NONE;
  private static final long MILLI = 1000;
  private static final long JOULE = 1_000_000;
  private static final Bounds NOTHING = new Bounds(0, 0, 0, 0, 0);

  /**
   * The time to the first effect; to the end, where there may be none.
   *
   * @param isSure whether there is one whenever all goes well
   */
  record Effect(long least, long most, boolean isSure) {
    private Effect or(Effect other) {
      return new Effect(
          Math.min(least, other.least), larger(most, other.most), isSure && other.isSure);
    }

    private Effect beside(Effect other) {
      long first = Math.min(least, other.least);
      if (isSure && other.isSure) {
        return new Effect(first, smaller(most, other.most), true);
      }
      return isSure || other.isSure
          ? new Effect(first, isSure ? most : other.most, true)
          : new Effect(first, larger(most, other.most), false);
    }

    private Effect within(long micros) {
      return new Effect(Math.min(least, micros), smaller(most, micros), isSure);
    }
  }

  /** What has no effect of its own. */
  Bounds(long least, long most, long leastEnergy, long mostEnergy, long peak) {
    this(least, most, leastEnergy, mostEnergy, peak, new Effect(least, most, false));
  }

  /** What a sequence needs: the sum. */
  static Bounds of(List<Part> parts, List<Scenario.Action> actions) {
    Bounds sum = NOTHING;
    for (Part part : parts) {
      sum = sum.then(of(part, actions));
    }
    return sum;
  }

  static Bounds of(Part part, List<Scenario.Action> actions) {
    return switch (part) {
      case Part.Wait(long millis, boolean isKnown) ->
          isKnown
              ? new Bounds(millis * MILLI, millis * MILLI, 0, 0, 0)
              : new Bounds(0, NONE, 0, 0, 0);
      case Part.Act(int action) -> of(actions.get(action));
      case Part.Fail _ -> NOTHING;
      case Part.Step step ->
          governed(of(step.body(), actions), step.clauses(), step.trailers(), actions);
      case Part.Freeze _, Part.Whenever _ -> NOTHING;
      case Part.Every every -> new Bounds(0, NONE, 0, NONE, of(every.body(), actions).peak);
      case Part.Respond respond ->
          governed(of(respond.body(), actions), Part.Clauses.NOTHING, respond.trailers(), actions);
      case Part.Critical(long within, List<Part> body) -> of(body, actions).within(within);
      case Part.Parallel parallel ->
          governed(branches(parallel, actions), parallel.clauses(), parallel.trailers(), actions);
    };
  }

  /** A host action may take its maximum, and then the time that it takes to stop (T3). */
  private static Bounds of(Scenario.Action action) {
    long stop = Scenario.stopMillis(action.holds()) * MILLI;
    long most = Math.max(action.max(), action.takes()) + stop;
    return new Bounds(
        action.least(),
        most,
        action.watts() * action.least(),
        action.watts() * most,
        action.watts(),
        action.begins() == 0
            ? new Effect(action.least(), most, true)
            : new Effect(action.begins(), action.begins() + stop, true));
  }

  /** Before any starts, the least energy of all is set aside, whatever decides them (E3). */
  static Bounds branches(Part.Parallel parallel, List<Scenario.Action> actions) {
    Bounds all = NOTHING;
    List<Long> times = new ArrayList<>();
    for (Part.Step branch : parallel.branches()) {
      Bounds one = of(branch, actions);
      all = all.beside(one);
      times.add(one.least);
    }
    Collections.sort(times);
    long least =
        switch (parallel.kind()) {
          case ALL, COLLECT -> chained(parallel, actions, false);
          case ANY, RACE -> times.getFirst();
          case AT_LEAST -> times.get(parallel.atLeast() - 1);
        };
    long most = parallel.arrows().isEmpty() ? all.most : chained(parallel, actions, true);
    boolean isAll = parallel.kind() == Part.Kind.ALL || parallel.kind() == Part.Kind.COLLECT;
    Effect effect = isAll ? all.effect : new Effect(least, most, false);
    return new Bounds(least, most, all.leastEnergy, all.mostEnergy, all.peak, effect);
  }

  /** The longest way along the arrows (P1). */
  private static long chained(
      Part.Parallel parallel, List<Scenario.Action> actions, boolean isMost) {
    int count = parallel.branches().size();
    long[] ends = new long[count];
    long longest = 0;
    // Arrows lead from an earlier branch to a later one.
    for (int i = 0; i < count; i++) {
      long from = 0;
      for (Part.Arrow arrow : parallel.arrows()) {
        from = arrow.after() == i ? larger(from, ends[arrow.before()]) : from;
      }
      Bounds one = of(parallel.branches().get(i), actions);
      ends[i] = sum(from, isMost ? one.most : one.least);
      longest = larger(longest, ends[i]);
    }
    return longest;
  }

  /** Body, then the dearest handler, then the cleanup, under the clauses. */
  private static Bounds governed(
      Bounds body, Part.Clauses clauses, Part.Trailers trailers, List<Scenario.Action> actions) {
    Bounds handlers = NOTHING;
    for (Part.Handler handler : trailers.handlers()) {
      handlers = handlers.or(of(handler.body(), actions));
    }
    Bounds whole = trailers.isEmpty() ? body : body.perhaps();
    whole = whole.then(handlers.perhaps()).then(cleanup(trailers.cleanup(), actions).perhaps());
    whole = whole.within(clauses.within()).costing(clauses.energy());
    if (clauses.attempts() > 0) {
      Effect effect = new Effect(whole.effect.least, NONE, whole.effect.isSure);
      whole = new Bounds(whole.least, NONE, whole.leastEnergy, NONE, whole.peak, effect);
    }
    if (clauses.isSkipped() || clauses.isUntil()) {
      whole = whole.perhaps();
    }
    return whole.within(clauses.within());
  }

  /** What a cleanup may take: it is cut at its own bound (C3). */
  static Bounds cleanup(Part.@Nullable Cleanup cleanup, List<Scenario.Action> actions) {
    return cleanup == null ? NOTHING : of(cleanup.body(), actions).within(cleanup.withinMillis());
  }

  private Bounds then(Bounds next) {
    return new Bounds(
        least + next.least,
        sum(most, next.most),
        leastEnergy + next.leastEnergy,
        sum(mostEnergy, next.mostEnergy),
        Math.max(peak, next.peak),
        effect.isSure
            ? effect
            : new Effect(
                least + next.effect.least, sum(most, next.effect.most), next.effect.isSure));
  }

  private Bounds or(Bounds other) {
    return new Bounds(
        Math.min(least, other.least),
        larger(most, other.most),
        Math.min(leastEnergy, other.leastEnergy),
        larger(mostEnergy, other.mostEnergy),
        Math.max(peak, other.peak),
        effect.or(other.effect));
  }

  private Bounds beside(Bounds other) {
    return new Bounds(
        Math.max(least, other.least),
        larger(most, other.most),
        leastEnergy + other.leastEnergy,
        sum(mostEnergy, other.mostEnergy),
        peak + other.peak,
        effect.beside(other.effect));
  }

  private Bounds perhaps() {
    return new Bounds(0, most, 0, mostEnergy, peak);
  }

  private Bounds within(long millis) {
    if (millis == NONE) {
      return this;
    }
    long micros = millis * MILLI;
    return new Bounds(
        Math.min(least, micros),
        smaller(most, micros),
        leastEnergy,
        smaller(mostEnergy, peak * micros),
        peak,
        effect.within(micros));
  }

  private Bounds costing(long joules) {
    return joules == NONE
        ? this
        : new Bounds(
            least,
            most,
            Math.min(leastEnergy, joules * JOULE),
            smaller(mostEnergy, joules * JOULE),
            peak,
            effect);
  }

  private static long sum(long left, long right) {
    return left == NONE || right == NONE ? NONE : left + right;
  }

  private static long larger(long left, long right) {
    return left == NONE || right == NONE ? NONE : Math.max(left, right);
  }

  private static long smaller(long left, long right) {
    return left == NONE || right == NONE ? Math.max(left, right) : Math.min(left, right);
  }
}
