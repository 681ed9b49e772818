package dev.ration.runtime.choose.core;

import java.util.List;

/**
 * The prices of energy and money while a mission's budget must last to an end. They start from the
 * first calls, so that no unit has to be tuned. Used by one thread at a time.
 */
final class Pace {
  /** A mission without an end. */
  static final long NO_END = Long.MAX_VALUE;

  private static final double GAP_MEMORY = 0.05;
  private static final double START = 0.2;
  private static final double RANGE = 1_000;

  private final List<TierSpec> tiers;
  private final CoreSettings settings;
  private Pacer energy;
  private Pacer money;
  private boolean hasEnergy;
  private boolean hasMoney;
  private boolean isTold;
  private long leftMicrojoules;
  private long leftMicroMoney;
  private long endNanos = NO_END;
  private long lastNanos = Long.MIN_VALUE;
  private double gapNanos;
  private double ahead = 1;

  Pace(List<TierSpec> tiers, CoreSettings settings) {
    this.tiers = tiers;
    this.settings = settings;
    energy = none();
    money = none();
  }

  private static Pacer none() {
    return new Pacer(0, 0, 0, 0);
  }

  void end(long nanos) {
    endNanos = nanos;
  }

  void left(long microjoules, long microMoney) {
    isTold = true;
    leftMicrojoules = microjoules;
    leftMicroMoney = microMoney;
  }

  void spent(double microjoules, double microMoney) {
    energy.spent(microjoules);
    money.spent(microMoney);
  }

  /** Sets the verdict's prices for a call whose tiers have been weighed. */
  void asked(Ask ask, Verdict verdict) {
    gap(ask.nowNanos());
    verdict.energyPrice = 0;
    verdict.moneyPrice = 0;
    if (!settings.hasPacing() || endNanos == NO_END) {
      return;
    }
    long microjoules = isTold ? leftMicrojoules : ask.limits().microjoules();
    long microMoney = isTold ? leftMicroMoney : ask.limits().microMoney();
    if (microjoules != Ask.UNLIMITED) {
      if (!hasEnergy) {
        energy = start(verdict, verdict.expectedMicrojoules);
        hasEnergy = true;
      }
      energy.asked(microjoules, ahead);
      verdict.energyPrice = energy.price() * ask.setting().band().weight();
    }
    if (microMoney != Ask.UNLIMITED) {
      if (!hasMoney) {
        money = start(verdict, verdict.expectedMicroMoney);
        hasMoney = true;
      }
      money.asked(microMoney, ahead);
      verdict.moneyPrice = money.price();
    }
  }

  private void gap(long nowNanos) {
    if (lastNanos != Long.MIN_VALUE) {
      double gap = Math.max(0, nowNanos - lastNanos);
      gapNanos = gapNanos == 0 ? gap : gapNanos + GAP_MEMORY * (gap - gapNanos);
    }
    lastNanos = nowNanos;
    ahead = 1;
    if (gapNanos > 0 && endNanos != NO_END) {
      ahead += Math.max(0, endNanos - nowNanos) / gapNanos;
    }
  }

  /** How many more requests than this one the mission will probably see; 0 without an end. */
  double later() {
    return ahead - 1;
  }

  /** A fifth of what the best tier gains over the worst for each unit that it costs. */
  private Pacer start(Verdict verdict, double[] costs) {
    double worst = 1;
    double dearest = 0;
    double best = 0;
    for (int tier = 0; tier < tiers.size(); tier++) {
      worst = Math.min(worst, verdict.quality[tier]);
      best = Math.max(best, verdict.quality[tier]);
      dearest = Math.max(dearest, costs[tier]);
    }
    double start = dearest > 0 ? START * Math.max(0.01, best - worst) / dearest : 0;
    return new Pacer(settings.priceStep(), start, start / RANGE, start * RANGE);
  }
}
