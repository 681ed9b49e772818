package dev.ration.runtime.choose.core;

import java.util.Arrays;

/**
 * Pairs of tiers, the second started late, as further candidates. Only the three best single tiers
 * make pairs, the better answer first: its answer stops the second, whose answer counts at the cut.
 * Used by one thread at a time.
 */
final class Hedges {
  private static final int MOST = 3;
  private static final double SLOW = 0.95;

  private final Forecasts forecasts;
  private final Sieve sieve;
  private final double target;
  private final int[] best = new int[MOST];

  Hedges(Forecasts forecasts, Sieve sieve, double target) {
    this.forecasts = forecasts;
    this.sieve = sieve;
    this.target = target;
  }

  /** Puts the best pair into the verdict when it is worth more than what stands there. */
  void look(Ask ask, Verdict verdict) {
    if (!ask.call().mayHedge() || ask.limits().leftNanos() == Ask.UNLIMITED) {
      return;
    }
    pickBest(verdict);
    for (int first : best) {
      for (int second : best) {
        if (first != second
            && first != Verdict.NONE
            && second != Verdict.NONE
            && verdict.floors[first] != second
            && verdict.quality[first] >= verdict.quality[second]
            && sieve.fitsTogether(first, second, ask, verdict)) {
          pair(first, second, ask, verdict);
        }
      }
    }
  }

  private void pickBest(Verdict verdict) {
    Arrays.fill(best, Verdict.NONE);
    for (int tier = 0; tier < verdict.size(); tier++) {
      if (verdict.bars[tier] != Bar.NONE || tier == verdict.floor) {
        continue;
      }
      int moved = tier;
      for (int i = 0; i < MOST; i++) {
        int here = best[i];
        if (here == Verdict.NONE || verdict.value[moved] > verdict.value[here]) {
          best[i] = moved;
          moved = here;
          if (moved == Verdict.NONE) {
            break;
          }
        }
      }
    }
  }

  private void pair(int first, int second, Ask ask, Verdict verdict) {
    double left = Forecasts.left(ask) - CoreSettings.MARGIN_NANOS;
    double late = left - forecasts.quantile(second, ask, target, verdict);
    double slow = forecasts.quantile(first, ask, SLOW, verdict);
    double delay = Math.max(0, Math.min(late, slow));
    double firstByDelay = forecasts.share(first, ask, delay, verdict);
    double firstByCut = verdict.inTime[first];
    double secondByCut = forecasts.share(second, ask, left - delay, verdict);
    double started = 1 - firstByDelay;
    // A second tier that starts as the first is stopped half-way, in the mean.
    double share = 1 - firstByCut + 0.5 * Math.max(0, firstByCut - firstByDelay);
    int floor = verdict.floors[first];
    double fallback = floor == Verdict.NONE ? 0 : verdict.quality[floor];
    double value =
        firstByCut * verdict.quality[first]
            + (1 - firstByCut)
                * (secondByCut * verdict.quality[second] + (1 - secondByCut) * fallback);
    value -=
        verdict.energyPrice
            * (verdict.expectedMicrojoules[first] + share * verdict.expectedMicrojoules[second]);
    value -=
        verdict.moneyPrice
            * (verdict.expectedMicroMoney[first] + started * verdict.expectedMicroMoney[second]);
    if (value > verdict.worth) {
      verdict.worth = value;
      verdict.first = first;
      verdict.second = second;
      verdict.delayNanos = Math.round(delay);
      verdict.why = Verdict.Why.BEST;
    }
  }
}
