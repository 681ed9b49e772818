package dev.ration.runtime.choose;

import static dev.ration.runtime.energy.Accounts.AccountRequest.NONE;

import dev.ration.plan.Dimension;
import dev.ration.runtime.clock.Instants;
import dev.ration.runtime.scope.Prefer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The choice of a tier, as a pure function: a hard filter in which every refusal has its reason and
 * number, then the preference (M2, M3). Stateless.
 */
public final class Chooser {
  /** What deciding and handing back an answer takes at most. */
  public static final long MARGIN_NANOS = 1_000_000;

  private Chooser() {}

  /** Decides; {@code prospects} come in the order of the tiers. */
  public static Decision choose(Question question, List<Prospect> prospects) {
    List<Candidate> candidates = prospects.stream().map(one -> weigh(question, one)).toList();
    List<Candidate> feasible = candidates.stream().filter(Candidate::isFeasible).toList();
    Candidate chosen = feasible.isEmpty() ? null : best(question, feasible);
    return new Decision(
        question.atNanos(),
        question.leftNanos(),
        question.probability(),
        candidates,
        chosen,
        null,
        why(question, candidates, feasible, chosen));
  }

  private static Candidate weigh(Question question, Prospect prospect) {
    List<Refusal> refusals = new ArrayList<>(prospect.refusals());
    Forecast forecast = prospect.forecast();
    if (forecast != null) {
      time(question, forecast, refusals);
      budgets(question, forecast, refusals);
      if (!prospect.powerFits()) {
        refusals.add(
            new Refusal(
                RefusalCode.POWER,
                "draws "
                    + Figures.power(forecast.microwatts())
                    + ", more than the caps leave now"));
      }
      quality(question.prefer(), forecast, refusals);
    }
    return new Candidate(prospect.tier(), prospect.model(), forecast, refusals);
  }

  private static void time(Question question, Forecast forecast, List<Refusal> refusals) {
    long left = question.leftNanos();
    if (Instants.isSet(left) && forecast.latencyNanos() > left - MARGIN_NANOS) {
      refusals.add(
          new Refusal(
              RefusalCode.LATENCY,
              "needs "
                  + Figures.time(forecast.latencyNanos())
                  + " for "
                  + Figures.share(question.probability())
                  + " of its answers, "
                  + Figures.time(Math.max(0, left))
                  + " are left"));
    }
  }

  private static void budgets(Question question, Forecast forecast, List<Refusal> refusals) {
    long freeEnergy = question.freeMicrojoules();
    long energy = forecast.energyMicrojoules();
    if (freeEnergy != NONE && energy > freeEnergy) {
      refusals.add(
          new Refusal(
              RefusalCode.ENERGY,
              "may need "
                  + Figures.energy(energy)
                  + ", "
                  + Figures.energy(freeEnergy)
                  + " are free"));
    }
    long freeMoney = question.freeMicroMoney();
    long money = forecast.microMoney();
    if (freeMoney != NONE && money > freeMoney) {
      Dimension currency = question.currency();
      refusals.add(
          new Refusal(
              RefusalCode.MONEY,
              "may cost "
                  + Figures.money(money, currency)
                  + ", "
                  + Figures.money(freeMoney, currency)
                  + " may be spent"));
    }
  }

  private static void quality(@Nullable Prefer prefer, Forecast forecast, List<Refusal> refusals) {
    if (prefer == null || prefer.minQuality() <= 0) {
      return;
    }
    Double quality = forecast.quality();
    if (quality == null || quality < prefer.minQuality()) {
      refusals.add(
          new Refusal(
              RefusalCode.QUALITY,
              (quality == null
                      ? "has a quality nobody has stated"
                      : "is right " + Figures.share(quality) + " of the time")
                  + ", "
                  + Figures.share(prefer.minQuality())
                  + " are wanted"));
    }
  }

  private static Candidate best(Question question, List<Candidate> feasible) {
    Prefer prefer = question.prefer();
    if (prefer == null) {
      return feasible.getFirst();
    }
    List<Candidate> near = near(prefer, feasible);
    Comparator<Candidate> tie =
        switch (prefer.goal()) {
          case QUALITY, COST ->
              Comparator.comparingDouble((Candidate one) -> cost(Prefer.Goal.ENERGY, one))
                  .thenComparingDouble(one -> cost(Prefer.Goal.COST, one));
          case ENERGY, SPEED ->
              Comparator.comparingDouble((Candidate one) -> cost(Prefer.Goal.QUALITY, one))
                  .thenComparingDouble(one -> cost(Prefer.Goal.COST, one));
        };
    // The first of equals stays: the order of the tiers decides last.
    Candidate best = near.getFirst();
    for (Candidate one : near) {
      if (tie.compare(one, best) < 0) {
        best = one;
      }
    }
    return best;
  }

  /** Those that differ from the best by no more than the tolerance. */
  private static List<Candidate> near(Prefer prefer, List<Candidate> feasible) {
    ToDoubleFunction<Candidate> cost = one -> cost(prefer.goal(), one);
    double least = feasible.stream().mapToDouble(cost).min().orElseThrow();
    double within =
        prefer.goal() == Prefer.Goal.QUALITY
            ? least + prefer.tolerance()
            : least * (1 + prefer.tolerance());
    return feasible.stream().filter(one -> cost.applyAsDouble(one) <= within).toList();
  }

  /** What is to be small for a goal; an unknown quality counts as none. */
  private static double cost(Prefer.Goal goal, Candidate candidate) {
    Forecast forecast = candidate.forecast();
    if (forecast == null) {
      return Double.MAX_VALUE;
    }
    Double quality = forecast.quality();
    return switch (goal) {
      case QUALITY -> quality == null ? 0 : -quality;
      case ENERGY -> forecast.energyMicrojoules();
      case SPEED -> forecast.latencyNanos();
      case COST -> forecast.microMoney();
    };
  }

  private static String why(
      Question question,
      List<Candidate> all,
      List<Candidate> feasible,
      @Nullable Candidate chosen) {
    if (chosen == null) {
      return all.isEmpty() ? "no tier is allowed" : "no tier fits: " + refused(all);
    }
    if (feasible.size() == 1) {
      return all.size() == 1 ? "the only tier" : "the only tier that fits: " + refused(all);
    }
    Forecast forecast = chosen.forecast();
    Prefer prefer = question.prefer();
    if (prefer == null || forecast == null) {
      return "first of the tiers that fit";
    }
    String near = prefer.tolerance() > 0 ? " within " + Figures.share(prefer.tolerance()) : "";
    return switch (prefer.goal()) {
      case QUALITY -> {
        Double quality = forecast.quality();
        yield "best quality" + near + (quality == null ? "" : ", " + Figures.share(quality));
      }
      case ENERGY -> "least energy" + near + ", " + Figures.energy(forecast.energyMicrojoules());
      case SPEED -> "fastest" + near + ", " + Figures.time(forecast.latencyNanos());
      case COST ->
          "cheapest" + near + ", " + Figures.money(forecast.microMoney(), question.currency());
    };
  }

  private static String refused(List<Candidate> all) {
    return all.stream()
        .filter(one -> !one.isFeasible())
        .map(one -> one.tier() + " " + one.refusals().getFirst().code().word())
        .collect(Collectors.joining(", "));
  }
}
