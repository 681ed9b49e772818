package dev.ration.runtime.choose.core;

/** The choice by one figure after the other, with a tolerance for the first (M3). */
final class Strict {
  private static final double EQUAL = 0;

  private Strict() {}

  /** The best of the tiers that no bar keeps out; NONE when there is none. */
  static int best(Wish wish, Verdict verdict) {
    double least = Double.POSITIVE_INFINITY;
    for (int place = 0; place < wish.count(verdict.size()); place++) {
      int tier = wish.tier(place);
      if (verdict.bars[tier] == Bar.NONE) {
        if (wish.mode() == Wish.Mode.FIRST) {
          return tier;
        }
        least = Math.min(least, figure(wish.mode(), tier, verdict));
      }
    }
    double within =
        wish.mode() == Wish.Mode.QUALITY
            ? least + wish.tolerance()
            : least * (1 + wish.tolerance());
    int best = Verdict.NONE;
    for (int place = 0; place < wish.count(verdict.size()); place++) {
      int tier = wish.tier(place);
      if (verdict.bars[tier] == Bar.NONE
          && figure(wish.mode(), tier, verdict) <= within
          && (best == Verdict.NONE || isBetter(wish.mode(), tier, best, verdict))) {
        best = tier;
      }
    }
    return best;
  }

  /** Whether a tier wins the tie; the first of equals stays. */
  private static boolean isBetter(Wish.Mode mode, int tier, int best, Verdict verdict) {
    Wish.Mode second =
        switch (mode) {
          case QUALITY, COST, PRICED, FIRST -> Wish.Mode.ENERGY;
          case ENERGY, SPEED -> Wish.Mode.QUALITY;
        };
    double by = figure(second, tier, verdict) - figure(second, best, verdict);
    if (Math.abs(by) > EQUAL) {
      return by < 0;
    }
    return figure(Wish.Mode.COST, tier, verdict) < figure(Wish.Mode.COST, best, verdict);
  }

  /** What is to be small. */
  private static double figure(Wish.Mode mode, int tier, Verdict verdict) {
    return switch (mode) {
      case QUALITY, PRICED, FIRST -> -quality(tier, verdict);
      case ENERGY -> verdict.reserveMicrojoules[tier];
      case SPEED -> verdict.boundNanos[tier];
      case COST -> verdict.mostMicroMoney[tier];
    };
  }

  /** What is to be expected of a tier that may be late: the floor's answer, where it is (M2). */
  private static double quality(int tier, Verdict verdict) {
    int floor = verdict.floors[tier];
    if (!verdict.isGamble[tier] || floor == Verdict.NONE) {
      return verdict.quality[tier];
    }
    double inTime = verdict.inTime[tier];
    return inTime * verdict.quality[tier] + (1 - inTime) * verdict.quality[floor];
  }
}
