package dev.ration.plan.feasible;

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
              shares(feasibility, activity.body(), Figure.POWER)));
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
    List<Verdict.Share> shares = shares(feasibility, activity.body(), Figure.TIME);
    if (activity.isRespond()) {
      effect(Effects.of(feasibility, activity.body()).time(), limit, shares, verdicts);
      return;
    }
    Spread time = sheet.body().time();
    if (time.minimum() > limit - kept) {
      verdicts.add(new Verdict(Verdict.Kind.TIME_MINIMUM, time.minimum(), kept, limit, shares));
    } else if (time.expected() > limit - kept) {
      verdicts.add(new Verdict(Verdict.Kind.TIME_EXPECTED, time.expected(), kept, limit, shares));
    } else if (time.p95() > limit - kept) {
      verdicts.add(new Verdict(Verdict.Kind.TIME_P95, time.p95(), kept, limit, shares));
    }
  }

  /** What a {@code respond} keeps back is for its handler's first effect, which is declared. */
  private static void effect(
      Spread time, long limit, List<Verdict.Share> shares, List<Verdict> verdicts) {
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
    List<Verdict.Share> shares = shares(feasibility, activity.body(), Figure.ENERGY);
    if (Spread.sum(energy.minimum(), kept) > limit) {
      verdicts.add(new Verdict(Verdict.Kind.ENERGY_MINIMUM, energy.minimum(), kept, limit, shares));
    } else if (energy.expected() != Spread.NONE && Spread.sum(energy.expected(), kept) > limit) {
      verdicts.add(
          new Verdict(Verdict.Kind.ENERGY_EXPECTED, energy.expected(), kept, limit, shares));
    }
  }

  /** Which figure a share is of. */
  private enum Figure {
    TIME,
    ENERGY,
    POWER
  }

  /** The leaves that the least need is made of, largest first. */
  private static List<Verdict.Share> shares(Feasibility feasibility, Work work, Figure figure) {
    List<Verdict.Share> found = new ArrayList<>();
    collect(feasibility, work, figure, found);
    return found.stream()
        .filter(share -> share.amount() > 0)
        .sorted(Comparator.comparingLong(Verdict.Share::amount).reversed())
        .limit(MOST_SHARES)
        .toList();
  }

  private static void collect(
      Feasibility feasibility, Work work, Figure figure, List<Verdict.Share> found) {
    // What is found is cut to the largest few; more than this says nothing, and costs.
    if (found.size() > 64) {
      return;
    }
    switch (work) {
      case Work.Computation _, Work.Perhaps _, Work.Unknown _ -> {}
      case Work.Alongside alongside -> collect(feasibility, alongside.main(), figure, found);
      case Work.Pause pause -> found.add(share("wait", feasibility, pause, figure, ""));
      case Work.Command command ->
          found.add(
              share(
                  command.name(),
                  feasibility,
                  command,
                  figure,
                  figure == Figure.TIME ? command.takes().origin() : command.draws().origin()));
      case Work.Question question ->
          found.add(share(question.name(), feasibility, question, figure, ""));
      case Work.Sequence sequence ->
          sequence.parts().forEach(part -> collect(feasibility, part, figure, found));
      case Work.Choice choice ->
          choice.ways().stream()
              .min(Comparator.comparingLong(way -> amount(feasibility, way, figure)))
              .ifPresent(way -> collect(feasibility, way, figure, found));
      case Work.Loop loop -> {
        if (loop.least() > 0) {
          collect(feasibility, loop.round(), figure, found);
        }
      }
      case Work.Parallel parallel -> {
        if (figure == Figure.TIME) {
          parallel.branches().stream()
              .max(Comparator.comparingLong(branch -> amount(feasibility, branch, figure)))
              .ifPresent(branch -> collect(feasibility, branch, figure, found));
        } else {
          parallel.branches().forEach(branch -> collect(feasibility, branch, figure, found));
        }
      }
      case Work.Activity activity -> collect(feasibility, activity.body(), figure, found);
    }
  }

  private static Verdict.Share share(
      String name, Feasibility feasibility, Work work, Figure figure, String source) {
    return new Verdict.Share(name, amount(feasibility, work, figure), source);
  }

  private static long amount(Feasibility feasibility, Work work, Figure figure) {
    Need need = feasibility.of(work).need();
    return switch (figure) {
      case TIME -> need.time().minimum();
      case ENERGY -> need.energy().minimum();
      case POWER -> need.power().minimum();
    };
  }
}
