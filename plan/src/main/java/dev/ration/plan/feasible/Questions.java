package dev.ration.plan.feasible;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What questions to models need, and which tiers can answer them (M1, M2). */
final class Questions {
  private Questions() {}

  /** One answer from the first tier that fits; its least figures are those of any that could. */
  static Need need(Work.Question question, Limits limits) {
    List<Option> options = question.options();
    if (options == null) {
      return Need.UNKNOWN;
    }
    List<Option> possible =
        options.stream().filter(option -> refusal(option, limits) == null).toList();
    if (possible.isEmpty()) {
      return Need.UNKNOWN;
    }
    Need chosen = possible.getFirst().need();
    long time = chosen.time().minimum();
    long energy = chosen.energy().minimum();
    long power = chosen.power().minimum();
    long most = chosen.power().bound();
    for (Option option : possible) {
      Need need = option.need();
      time = Math.min(time, need.time().minimum());
      energy = Math.min(energy, need.energy().minimum());
      power = Math.min(power, need.power().minimum());
      most = Math.max(most, need.power().bound());
    }
    return new Need(
        new Spread(time, chosen.time().expected(), chosen.time().p95(), Spread.NONE),
        new Spread(energy, chosen.energy().expected(), chosen.energy().p95(), Spread.NONE),
        new Spread(power, chosen.power().expected(), chosen.power().p95(), most));
  }

  /**
   * Why a tier cannot answer, in words.
   *
   * @param isCertain whether it never can; if not, calls that went well may teach otherwise
   */
  record Refusal(String words, boolean isCertain) {}

  /** Why a tier cannot answer under these limits; null when it can. */
  static @Nullable Refusal refusal(Option option, Limits limits) {
    if (!option.against().isEmpty()) {
      return new Refusal(option.against(), true);
    }
    long left = left(limits);
    if (left != Spread.NONE && option.nanos(0) > left) {
      return new Refusal("needs at least " + FigureText.time(option.nanos(0)), true);
    }
    long joules = option.need().energy().minimum();
    if (limits.microjoules() != Spread.NONE && joules > limits.microjoules()) {
      return new Refusal("needs at least " + FigureText.energy(joules), true);
    }
    if (limits.microwatts() != Spread.NONE && option.microwatts() > limits.microwatts()) {
      return new Refusal("draws " + FigureText.power(option.microwatts()), true);
    }
    long promised = option.nanos(limits.quantile());
    if (left != Spread.NONE && promised > left) {
      String words =
          FigureText.share(limits.quantile())
              + " of its answers come within "
              + FigureText.time(promised)
              + ", not sooner";
      return new Refusal(words, false);
    }
    return null;
  }

  private static long left(Limits limits) {
    if (limits.nanos() == Spread.NONE || limits.reserveNanos() == Spread.NONE) {
      return limits.nanos();
    }
    return limits.nanos() - limits.reserveNanos();
  }

  /** What is wrong with the tiers of a question. */
  static List<Verdict> verdicts(Work.Question question, Limits limits) {
    List<Option> options = question.options();
    if (options == null) {
      return List.of();
    }
    List<Verdict.Share> dead = new ArrayList<>();
    boolean isCertain = true;
    for (Option option : options) {
      Refusal refusal = refusal(option, limits);
      if (refusal != null) {
        isCertain &= refusal.isCertain();
        dead.add(
            new Verdict.Share(option.tier(), option.nanos(limits.quantile()), refusal.words()));
      }
    }
    if (dead.isEmpty()) {
      return List.of();
    }
    boolean isAll = dead.size() == options.size();
    Verdict.Kind kind =
        isAll && isCertain
            ? Verdict.Kind.NO_TIER
            : isAll ? Verdict.Kind.NO_LIKELY_TIER : Verdict.Kind.DEAD_TIER;
    return List.of(new Verdict(kind, 0, 0, limits.nanos(), dead));
  }
}
