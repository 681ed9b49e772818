package dev.ration.runtime.choose.core;

import java.util.Arrays;

/** Which tier served each kind of call last, so that noise does not move it. */
final class Incumbents {
  private static final long DWELL_NANOS = 2_000_000_000L;
  private static final int WINS = 2;

  private int[] tiers = {};
  private int[] wins = {};
  private int[] winners = {};
  private long[] sinceNanos = {};

  Incumbents(int kinds) {
    grow(kinds);
  }

  /** Makes room for more kinds of call. */
  void grow(int kinds) {
    int known = tiers.length;
    tiers = Arrays.copyOf(tiers, kinds);
    wins = Arrays.copyOf(wins, kinds);
    winners = Arrays.copyOf(winners, kinds);
    sinceNanos = Arrays.copyOf(sinceNanos, kinds);
    Arrays.fill(tiers, known, kinds, Verdict.NONE);
    Arrays.fill(winners, known, kinds, Verdict.NONE);
  }

  /** The tier that serves: the best, or the incumbent when the best is hardly better. */
  int settle(Ask ask, int best, double stay, Verdict verdict) {
    int kind = ask.call().kind();
    int old = tiers[kind];
    if (old == best || old == Verdict.NONE || verdict.bars[old] != Bar.NONE) {
      take(kind, best, ask.nowNanos());
      return best;
    }
    wins[kind] = winners[kind] == best ? wins[kind] + 1 : 1;
    winners[kind] = best;
    boolean isClear =
        verdict.value[best] - verdict.value[old] > stay * Math.abs(verdict.value[old]);
    boolean isSettled = ask.nowNanos() - sinceNanos[kind] >= DWELL_NANOS;
    if (isClear || (isSettled && wins[kind] >= WINS)) {
      take(kind, best, ask.nowNanos());
      return best;
    }
    return old;
  }

  private void take(int kind, int tier, long nowNanos) {
    if (tiers[kind] != tier) {
      sinceNanos[kind] = nowNanos;
    }
    tiers[kind] = tier;
    wins[kind] = 0;
    winners[kind] = Verdict.NONE;
  }
}
