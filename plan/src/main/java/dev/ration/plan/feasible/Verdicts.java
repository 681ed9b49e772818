package dev.ration.plan.feasible;

import dev.ration.plan.profile.Distribution;
import dev.ration.plan.profile.Figure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Compares what an activity needs with what its clauses give (S2). */
final class Verdicts {
  private static final int MOST_SHARES = 4;

  private Verdicts() {}

  static List<Verdict> on(Feasibility feasibility, Work.Activity activity, Sheet sheet) {
    List<Verdict> verdicts = new ArrayList<>();
    Limits limits = activity.limits();
    if (activity.body() instanceof Work.Question question) {
      verdicts.addAll(Questions.verdicts(question, limits));
    }
    time(feasibility, activity, sheet, verdicts);
    energy(feasibility, activity, sheet, verdicts);
    Spread power = sheet.body().power();
    if (limits.microwatts() != Spread.NONE && power.minimum() > limits.microwatts()) {
      verdicts.add(
          new Verdict(
              Verdict.Kind.POWER_MINIMUM,
              power.minimum(),
              0,
              limits.microwatts(),
              shares(feasibility, activity.body(), Measure.POWER)));
    }
    return verdicts;
  }

  private static void time(
      Feasibility feasibility, Work.Activity activity, Sheet sheet, List<Verdict> verdicts) {
    long limit = activity.limits().nanos();
    if (limit == Spread.NONE || sheet.keptNanos() >= limit) {
      // A reserve that leaves nothing is found by the checker.
      return;
    }
    long kept = sheet.keptNanos();
    List<Verdict.Share> shares = shares(feasibility, activity.body(), Measure.TIME);
    if (activity.isRespond()) {
      effect(Effects.of(feasibility, activity.body()), limit, verdicts);
      return;
    }
    Spread time = sheet.body().time();
    Work.Cleanup cleanup = activity.cleanup();
    long sure = cleanup == null ? 0 : cleanup.limitNanos();
    if (time.minimum() > limit - Math.min(sure, kept)) {
      verdicts.add(new Verdict(Verdict.Kind.TIME_MINIMUM, time.minimum(), sure, limit, shares));
    } else if (time.minimum() > limit - kept) {
      verdicts.add(new Verdict(Verdict.Kind.TIME_KEPT, time.minimum(), kept, limit, shares));
    } else if (time.expected() > limit - kept) {
      verdicts.add(new Verdict(Verdict.Kind.TIME_EXPECTED, time.expected(), kept, limit, shares));
    } else if (time.p95() > limit - kept) {
      verdicts.add(new Verdict(Verdict.Kind.TIME_P95, time.p95(), kept, limit, shares));
    }
  }

  /** What a {@code respond} keeps back is for its handler's first effect, which is declared. */
  private static void effect(Effects.Effect effect, long limit, List<Verdict> verdicts) {
    Spread time = effect.time();
    List<Verdict.Share> shares = List.of();
    if (effect.first() != null) {
      Work.Command first = effect.first().command();
      Figure<Distribution> begins = first.begins() == null ? first.takes() : first.begins();
      shares = List.of(new Verdict.Share(first.name(), begins.value().least(), begins.origin()));
    }
    if (time.minimum() > limit) {
      verdicts.add(new Verdict(Verdict.Kind.EFFECT_MINIMUM, time.minimum(), 0, limit, shares));
    } else if (time.expected() > limit) {
      verdicts.add(new Verdict(Verdict.Kind.EFFECT_EXPECTED, time.expected(), 0, limit, shares));
    }
  }

  private static void energy(
      Feasibility feasibility, Work.Activity activity, Sheet sheet, List<Verdict> verdicts) {
    long limit = activity.limits().microjoules();
    if (limit == Spread.NONE) {
      return;
    }
    Spread energy = sheet.body().energy();
    long kept = sheet.keptMicrojoules();
    List<Verdict.Share> shares = shares(feasibility, activity.body(), Measure.ENERGY);
    long start = sheet.body().startMicrojoules();
    if (Spread.sum(start, kept) > limit) {
      verdicts.add(new Verdict(Verdict.Kind.ENERGY_MINIMUM, start, kept, limit, shares));
    } else if (energy.expected() != Spread.NONE && Spread.sum(energy.expected(), kept) > limit) {
      verdicts.add(
          new Verdict(Verdict.Kind.ENERGY_EXPECTED, energy.expected(), kept, limit, shares));
    }
  }

  /** Which measure a share is of. */
  private enum Measure {
    TIME,
    ENERGY,
    POWER
  }

  /** The leaves that the least need is made of, largest first. */
  private static List<Verdict.Share> shares(Feasibility feasibility, Work work, Measure measure) {
    List<Verdict.Share> found = new ArrayList<>();
    collect(feasibility, work, measure, found);
    return found.stream()
        .filter(share -> share.amount() > 0)
        .sorted(Comparator.comparingLong(Verdict.Share::amount).reversed())
        .limit(MOST_SHARES)
        .toList();
  }

  private static void collect(
      Feasibility feasibility, Work work, Measure measure, List<Verdict.Share> found) {
    // What is found is cut to the largest few; more than this says nothing, and costs.
    if (found.size() > 64) {
      return;
    }
    switch (work) {
      case Work.Computation _, Work.Perhaps _, Work.Unknown _ -> {}
      case Work.Alongside alongside -> collect(feasibility, alongside.main(), measure, found);
      case Work.Pause pause -> found.add(share("wait", feasibility, pause, measure, ""));
      case Work.Command command ->
          found.add(
              share(
                  command.name(),
                  feasibility,
                  command,
                  measure,
                  measure == Measure.TIME ? command.takes().origin() : command.draws().origin()));
      case Work.Question question ->
          found.add(share(question.name(), feasibility, question, measure, ""));
      case Work.Sequence sequence ->
          sequence.parts().forEach(part -> collect(feasibility, part, measure, found));
      case Work.Choice choice ->
          choice.ways().stream()
              .min(Comparator.comparingLong(way -> amount(feasibility, way, measure)))
              .ifPresent(way -> collect(feasibility, way, measure, found));
      case Work.Loop loop -> {
        List<Verdict.Share> round = new ArrayList<>();
        if (loop.least() > 0) {
          collect(feasibility, loop.round(), measure, round);
        }
        long rounds = measure == Measure.POWER ? 1 : loop.least();
        round.forEach(one -> found.add(one.times(rounds)));
      }
      case Work.Parallel parallel -> {
        if (measure == Measure.TIME) {
          parallel.branches().stream()
              .max(Comparator.comparingLong(branch -> amount(feasibility, branch, measure)))
              .ifPresent(branch -> collect(feasibility, branch, measure, found));
        } else {
          parallel.branches().forEach(branch -> collect(feasibility, branch, measure, found));
        }
      }
      case Work.Activity activity -> collect(feasibility, activity.body(), measure, found);
    }
  }

  private static Verdict.Share share(
      String name, Feasibility feasibility, Work work, Measure measure, String source) {
    return new Verdict.Share(name, amount(feasibility, work, measure), source);
  }

  private static long amount(Feasibility feasibility, Work work, Measure measure) {
    Need need = feasibility.of(work).need();
    return switch (measure) {
      case TIME -> need.time().minimum();
      case ENERGY -> need.energy().minimum();
      case POWER -> need.power().minimum();
    };
  }
}
