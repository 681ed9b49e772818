package dev.ration.plan.feasible;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.LongStream;

/** What work side by side needs (S1, P1). */
final class Branches {
  private Branches() {}

  static Need need(Feasibility feasibility, Work.Parallel parallel) {
    List<Need> needs =
        parallel.branches().stream().map(branch -> feasibility.of(branch).need()).toList();
    if (needs.isEmpty()) {
      return Need.NOTHING;
    }
    List<Spread> ends = ends(needs, parallel.arrows());
    Need all =
        new Need(
            ends.stream().reduce(Spread.ZERO, Spread::max),
            needs.stream().map(Need::energy).reduce(Spread.ZERO, Spread::then),
            power(needs, needs.size()),
            needs.stream().mapToLong(Need::tailMicrojoules).reduce(0, Spread::sum),
            needs.stream().mapToLong(Need::startMicrojoules).reduce(0, Spread::sum));
    if (parallel.wanted() == 0) {
      return new Need(
          all.time().perhaps(),
          all.energy().perhaps(),
          all.power().perhaps(),
          all.tailMicrojoules(),
          all.startMicrojoules());
    }
    int wanted = Math.clamp(parallel.wanted(), 1, needs.size());
    if (wanted == needs.size() && !parallel.isRace()) {
      return all;
    }
    Spread time = parallel.isRace() ? race(feasibility, parallel, ends) : some(ends, wanted);
    // Losers are stopped early: only what the winners need is sure to be used.
    long energy = least(needs, wanted, Need::energy).sum();
    return new Need(
        time,
        all.energy().notBefore(energy),
        power(needs, wanted),
        all.tailMicrojoules(),
        all.startMicrojoules());
  }

  /**
   * Side by side they may draw all at once; but whatever waits for another, for a resource or for
   * room under a cap does not, so that only the largest of the least draws is sure.
   */
  private static Spread power(List<Need> needs, int wanted) {
    Spread sum = needs.stream().map(Need::power).reduce(Spread.ZERO, Spread::then);
    return sum.notBefore(least(needs, wanted, Need::power).max().orElse(0));
  }

  /** The least figures of the branches that need least. */
  private static LongStream least(List<Need> needs, int wanted, Function<Need, Spread> figure) {
    return needs.stream().mapToLong(need -> figure.apply(need).minimum()).sorted().limit(wanted);
  }

  /** When each branch ends, those it waits for included. */
  private static List<Spread> ends(List<Need> needs, List<Work.Arrow> arrows) {
    Spread[] ends = new Spread[needs.size()];
    for (int i = 0; i < ends.length; i++) {
      ends[i] = end(i, needs, arrows, ends, 0);
    }
    return Arrays.asList(ends);
  }

  private static Spread end(
      int branch, List<Need> needs, List<Work.Arrow> arrows, Spread[] ends, int depth) {
    Spread own = needs.get(branch).time();
    if (ends[branch] != null || depth > needs.size()) {
      return ends[branch] == null ? own : ends[branch];
    }
    Spread start = Spread.ZERO;
    for (Work.Arrow arrow : arrows) {
      if (arrow.after() == branch) {
        start = start.max(end(arrow.before(), needs, arrows, ends, depth + 1));
      }
    }
    ends[branch] = start.then(own);
    return ends[branch];
  }

  /**
   * The first end, and then what the losers take to wind down. One that is skipped decides nothing.
   */
  private static Spread race(Feasibility feasibility, Work.Parallel parallel, List<Spread> ends) {
    Spread first = ends.stream().reduce(Spread::first).orElse(Spread.ZERO);
    long longest = ends.stream().reduce(Spread.ZERO, Spread::max).bound();
    long decided = Spread.NONE;
    long stop = 0;
    for (int i = 0; i < ends.size(); i++) {
      Work branch = parallel.branches().get(i);
      if (!feasibility.maySkip(branch)) {
        decided = Spread.smaller(decided, ends.get(i).bound());
      }
      stop = Math.max(stop, feasibility.windDown(branch).nanos());
    }
    long bound = decided == Spread.NONE ? longest : Spread.sum(decided, stop);
    return new Spread(first.minimum(), first.expected(), first.p95(), bound);
  }

  /** Made from its parts; {@link Feasibility#maySkip} remembers it. */
  static boolean maySkip(Feasibility feasibility, Work work) {
    return switch (work) {
      case Work.Perhaps _ -> true;
      case Work.Computation _, Work.Pause _, Work.Unknown _, Work.Command _, Work.Question _ ->
          false;
      case Work.Sequence sequence -> sequence.parts().stream().anyMatch(feasibility::maySkip);
      case Work.Choice choice -> choice.ways().stream().anyMatch(feasibility::maySkip);
      case Work.Loop loop -> feasibility.maySkip(loop.round());
      case Work.Parallel parallel -> parallel.branches().stream().anyMatch(feasibility::maySkip);
      case Work.Alongside alongside -> feasibility.maySkip(alongside.main());
      case Work.Activity activity ->
          feasibility.maySkip(activity.body())
              || activity.handlers().stream().anyMatch(one -> feasibility.maySkip(one.body()));
    };
  }

  /** Some successes: the quickest at least; others may fail, so the last one bounds it. */
  private static Spread some(List<Spread> ends, int wanted) {
    long[] least = ends.stream().mapToLong(Spread::minimum).sorted().toArray();
    List<Spread> byMean =
        ends.stream().sorted(Comparator.comparingLong(end -> ordered(end.expected()))).toList();
    Spread reached = byMean.get(wanted - 1);
    Spread all = ends.stream().reduce(Spread.ZERO, Spread::max);
    return new Spread(least[wanted - 1], reached.expected(), reached.p95(), all.bound());
  }

  private static long ordered(long figure) {
    return figure == Spread.NONE ? Long.MAX_VALUE : figure;
  }
}
