package dev.ration.plan.feasible;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What questions to models need, and which tiers can answer them (M1, M2). */
final class Questions {
  private static final int MOST_AT_ONCE = 3;

  private Questions() {}

  /**
   * One answer from the first tier that fits. Its least figures are those of any that experience or
   * a safe answer behind it could still admit (M2); its most are those of all who may work at once
   * (M8).
   */
  static Need need(Work.Question question, Limits limits) {
    List<Option> options = question.options();
    if (options == null) {
      return Need.UNKNOWN;
    }
    List<Option> possible =
        options.stream().filter(option -> !isHopeless(refusal(option, limits))).toList();
    if (possible.isEmpty()) {
      return Need.UNKNOWN;
    }
    Need chosen =
        possible.stream()
            .filter(option -> refusal(option, limits) == null)
            .findFirst()
            .orElse(possible.getFirst())
            .need();
    long time = Long.MAX_VALUE;
    long energy = Long.MAX_VALUE;
    long power = Long.MAX_VALUE;
    long tails = 0;
    for (Option option : possible) {
      Need need = option.need();
      time = Math.min(time, need.time().minimum());
      energy = Math.min(energy, need.energy().minimum());
      power = Math.min(power, need.power().minimum());
      // One that failed is not asked again.
      tails = Spread.sum(tails, option.tailMicrojoules());
    }
    return new Need(
        new Spread(time, chosen.time().expected(), chosen.time().p95(), Spread.NONE),
        new Spread(energy, chosen.energy().expected(), chosen.energy().p95(), Spread.NONE),
        new Spread(power, chosen.power().expected(), chosen.power().p95(), atOnce(possible)),
        tails,
        energy);
  }

  /** A better answer, a second one that begins late, and a safe one on the robot behind both. */
  private static long atOnce(List<Option> possible) {
    boolean hasFloor = possible.stream().anyMatch(option -> !option.isRemote());
    return possible.stream()
        .map(Option::microwatts)
        .sorted(Comparator.reverseOrder())
        .limit(hasFloor ? MOST_AT_ONCE : MOST_AT_ONCE - 1)
        .mapToLong(Long::longValue)
        .sum();
  }

  /**
   * What radios burn on when it is cancelled: at most two tiers off the robot are asked at once.
   */
  static long tail(Work.Question question) {
    List<Option> options = question.options();
    return options == null
        ? 0
        : options.stream()
            .map(Option::tailMicrojoules)
            .sorted(Comparator.reverseOrder())
            .limit(MOST_AT_ONCE - 1)
            .reduce(0L, Spread::sum);
  }

  private static boolean isHopeless(@Nullable Refusal refusal) {
    return refusal != null && refusal.isCertain();
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
      // Under a nearer limit of its caller it keeps no reserve (T3).
      boolean isCertain = option.nanos(0) > limits.nanos();
      return new Refusal("needs at least " + FigureText.time(option.nanos(0)), isCertain);
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
