package dev.ration.plan.feasible;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

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
    Spread energy = needs.stream().map(Need::energy).reduce(Spread.ZERO, Spread::then);
    Spread power = needs.stream().map(Need::power).reduce(Spread.ZERO, Spread::then);
    if (!parallel.arrows().isEmpty()) {
      // What waits for another does not draw beside it; all that is sure is the largest of them.
      long least = needs.stream().mapToLong(need -> need.power().minimum()).max().orElse(0);
      power = new Spread(least, power.expected(), power.p95(), power.bound());
    }
    if (parallel.isRace()) {
      return new Need(race(ends), stopped(energy, needs, 1), power);
    }
    int wanted = Math.clamp(parallel.wanted(), 1, needs.size());
    if (wanted == needs.size()) {
      return new Need(ends.stream().reduce(Spread.ZERO, Spread::max), energy, power);
    }
    return new Need(some(ends, wanted), stopped(energy, needs, wanted), power);
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

  /** The first end of any kind, which may be a failure at once. */
  private static Spread race(List<Spread> ends) {
    Spread first = ends.stream().reduce(Spread::first).orElse(Spread.ZERO);
    return first.perhaps();
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

  /** Losers are stopped early: only what the winners need is sure to be used. */
  private static Spread stopped(Spread all, List<Need> needs, int wanted) {
    long least =
        needs.stream().mapToLong(need -> need.energy().minimum()).sorted().limit(wanted).sum();
    return new Spread(least, all.expected(), all.p95(), all.bound());
  }
}
