package dev.ration.runtime.choose;

import dev.ration.plan.Dimension;
import dev.ration.runtime.choose.core.Bar;
import dev.ration.runtime.choose.core.CoreSettings;
import dev.ration.runtime.choose.core.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What kept a tier from serving, in words with its numbers. Stateless. */
final class Bars {
  private Bars() {}

  /** All that a verdict has against a tier, the first thing first. */
  static List<Refusal> of(Verdict verdict, int tier, Question question) {
    List<Refusal> refusals = new ArrayList<>();
    for (Bar bar : Bar.values()) {
      if (verdict.isBarred(tier, bar)) {
        Refusal refusal = of(bar, verdict, tier, question);
        if (refusal != null) {
          refusals.add(refusal);
        }
      }
    }
    return refusals;
  }

  private static @Nullable Refusal of(Bar bar, Verdict verdict, int tier, Question question) {
    long needed = Math.round(verdict.needed(tier, bar));
    long had = Math.round(verdict.had(tier, bar));
    return switch (bar) {
      // These have their own words, from before the arithmetic.
      case NONE, NOT_ALLOWED, PRIVATE -> null;
      case BAND -> new Refusal(RefusalCode.BAND, "may not serve with so little in the battery");
      case MEMORY ->
          numbers(RefusalCode.MEMORY, "has a model that is too large for it", needed, had, "bytes");
      case BREAKER ->
          had > 0
              ? numbers(
                  RefusalCode.BREAKER,
                  "has failed of late, and a hard deadline is only risked where %s are left, not %s"
                      .formatted(Figures.time(needed), Figures.time(had)),
                  needed,
                  had,
                  "ns")
              : numbers(
                  RefusalCode.BREAKER,
                  "has failed of late, and is left alone for another " + Figures.time(needed),
                  needed,
                  had,
                  "ns");
      case LATENCY -> latency(needed, had, question);
      case ENERGY ->
          numbers(
              RefusalCode.ENERGY,
              "may need " + Figures.energy(needed) + ", " + Figures.energy(had) + " are free",
              needed,
              had,
              "uj");
      case POWER -> power(needed, had);
      case MONEY -> money(needed, had, question.currency());
      case QUALITY -> quality(verdict, tier, verdict.needed(tier, bar));
    };
  }

  private static Refusal numbers(
      RefusalCode code, String words, double needed, double had, String unit) {
    return new Refusal(code, words, new Refusal.Numbers(needed, had, unit));
  }

  /** One for a tier that is too slow, {@code had} without what the decision itself may take. */
  private static Refusal latency(long needed, long had, Question question) {
    long left = Math.max(0, question.leftNanos());
    String words =
        "needs %s for %s of its answers, %s are left"
            .formatted(
                Figures.time(needed), Figures.share(question.probability()), Figures.time(left));
    String less =
        needed > left
            ? ""
            : ", less " + Figures.time(CoreSettings.MARGIN_NANOS) + " for the decision itself";
    return numbers(RefusalCode.LATENCY, words + less, needed, Math.max(0, had), "ns");
  }

  /** One for a draw that the caps leave no room for, {@code had} without those over a window. */
  static Refusal power(long needed, long had) {
    String draws = "draws " + Figures.power(needed) + ", ";
    if (had >= needed) {
      return new Refusal(RefusalCode.POWER, draws + "more than an average over time leaves now");
    }
    String words = draws + "the caps leave " + Figures.power(had);
    return numbers(RefusalCode.POWER, words, needed, had, "uw");
  }

  private static Refusal money(long needed, long had, @Nullable Dimension currency) {
    String words =
        "may cost %s, %s may be spent"
            .formatted(Figures.money(needed, currency), Figures.money(had, currency));
    return numbers(RefusalCode.MONEY, words, needed, had, "micro_money");
  }

  private static Refusal quality(Verdict verdict, int tier, double wanted) {
    String is =
        verdict.isQualityKnown(tier)
            ? "is right " + Figures.share(verdict.quality(tier)) + " of the time"
            : "has a quality nobody has stated";
    return numbers(
        RefusalCode.QUALITY,
        is + ", " + Figures.share(wanted) + " are wanted",
        wanted,
        verdict.quality(tier),
        "share");
  }
}
