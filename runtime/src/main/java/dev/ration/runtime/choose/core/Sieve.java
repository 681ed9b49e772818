package dev.ration.runtime.choose.core;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The hard filter: what is against a tier, with the numbers that decide (M1, M2). */
final class Sieve {
  private static final double SLACK = 3;
  private static final double LIKELY = 0.5;

  /** For how long a probe waits for a call that risks nothing by it. */
  private static final long PATIENCE_NANOS = 120_000_000_000L;

  private final List<TierSpec> tiers;
  private final boolean hasBeside;
  private double keptMicrojoules;

  Sieve(List<TierSpec> tiers, boolean hasBeside) {
    this.tiers = tiers;
    this.hasBeside = hasBeside;
  }

  /** Sets what is kept back of the energy for the floors of later calls. */
  void keep(double microjoules) {
    keptMicrojoules = microjoules;
  }

  /**
   * Looks at one tier.
   *
   * @param breaker of its endpoint; null where it has none
   * @param floor the tier that runs beside it, or NONE
   */
  void look(int tier, Ask ask, @Nullable Breaker breaker, int floor, Verdict verdict) {
    verdict.accept(tier);
    boolean isBeside = floor != Verdict.NONE && floor != tier;
    verdict.floors[tier] = isBeside ? floor : Verdict.NONE;
    place(tier, ask, verdict);
    Ask.Limits limits = ask.limits();
    double left = Forecasts.left(ask);
    if (breaker != null) {
      // A probe must not cost a hard deadline: it goes behind a floor, or where there is time for
      // more.
      boolean isRisky = !isBeside && limits.isHard() && verdict.boundNanos[tier] * SLACK > left;
      look(tier, breaker, ask, isRisky, verdict);
    }
    double room = left - CoreSettings.MARGIN_NANOS;
    verdict.isGamble[tier] = verdict.boundNanos[tier] > room;
    if (verdict.isGamble[tier] && !(isBeside && mayBeLate(tier, ask, verdict))) {
      verdict.refuse(tier, Bar.LATENCY, verdict.boundNanos[tier], room);
    }
    budgets(tier, limits, floor, verdict, isBeside ? keptMicrojoules : 0);
    if (verdict.quality[tier] < ask.wish().minQuality()) {
      verdict.refuse(tier, Bar.QUALITY, ask.wish().minQuality(), verdict.quality[tier]);
    }
  }

  private static void look(int tier, Breaker breaker, Ask ask, boolean isRisky, Verdict verdict) {
    long nowNanos = ask.nowNanos();
    switch (breaker.state(nowNanos)) {
      case CLOSED -> {}
      case OPEN -> verdict.refuse(tier, Bar.BREAKER, breaker.untilNanos() - nowNanos, 0);
      case HALF_OPEN -> {
        if (isRisky && nowNanos - breaker.untilNanos() < PATIENCE_NANOS) {
          double left = Forecasts.left(ask);
          verdict.refuse(tier, Bar.BREAKER, SLACK * verdict.boundNanos[tier], Math.max(1, left));
        }
      }
    }
  }

  /** Whether a tier that is not sure to be in time may try it while a floor runs. */
  private boolean mayBeLate(int tier, Ask ask, Verdict verdict) {
    if (isPriced(ask)) {
      // A hard deadline is kept by the floor; a hedge may run a slower tier beside it (M8).
      return !ask.limits().isHard() || (hasBeside && ask.call().mayHedge());
    }
    return !ask.limits().isHard() && verdict.inTime[tier] >= LIKELY;
  }

  /** Whether the call and the robot's state let the tier be asked at all. */
  private void place(int tier, Ask ask, Verdict verdict) {
    TierSpec spec = tiers.get(tier);
    Ask.Setting setting = ask.setting();
    if ((setting.allowed() & 1L << tier) == 0) {
      verdict.refuse(tier, Bar.NOT_ALLOWED, 1, 0);
    } else if (spec.isRemote() && ask.call().isPrivate()) {
      verdict.refuse(tier, Bar.PRIVATE, 1, 0);
    } else if ((spec.bands() & 1 << setting.band().ordinal()) == 0) {
      verdict.refuse(tier, Bar.BAND, setting.band().ordinal(), spec.bands());
    } else if (!spec.isRemote()
        && (setting.loaded() & 1L << tier) == 0
        && spec.memoryBytes() > ask.limits().memoryBytes()) {
      verdict.refuse(tier, Bar.MEMORY, spec.memoryBytes(), ask.limits().memoryBytes());
    }
  }

  private static boolean isPriced(Ask ask) {
    return ask.wish().mode() == Wish.Mode.PRICED;
  }

  private void budgets(int tier, Ask.Limits limits, int floor, Verdict verdict, double kept) {
    boolean hasFloor = floor != Verdict.NONE && floor != tier;
    double energy = kept + energy(tier, floor, hasFloor, verdict);
    double power = power(tier, floor, hasFloor);
    double money = money(tier, floor, hasFloor, verdict);
    if (!fits(energy, limits.microjoules())) {
      verdict.refuse(tier, Bar.ENERGY, energy, limits.microjoules());
    }
    if (!fits(power, limits.microwatts())) {
      verdict.refuse(tier, Bar.POWER, power, limits.microwatts());
    }
    if (!fits(money, limits.microMoney())) {
      verdict.refuse(tier, Bar.MONEY, money, limits.microMoney());
    }
  }

  private static double energy(int tier, int floor, boolean hasFloor, Verdict verdict) {
    return verdict.reserveMicrojoules[tier] + (hasFloor ? verdict.reserveMicrojoules[floor] : 0);
  }

  private double power(int tier, int floor, boolean hasFloor) {
    return tiers.get(tier).cost().microwatts()
        + (hasFloor ? tiers.get(floor).cost().microwatts() : 0);
  }

  private static double money(int tier, int floor, boolean hasFloor, Verdict verdict) {
    return verdict.mostMicroMoney[tier] + (hasFloor ? verdict.mostMicroMoney[floor] : 0);
  }

  /** Whether a floor can be set aside together with a tier. */
  boolean fitsBehind(int tier, int floor, Ask ask, Verdict verdict) {
    Ask.Limits limits = ask.limits();
    return fits(energy(tier, floor, true, verdict), limits.microjoules())
        && fits(power(tier, floor, true), limits.microwatts())
        && fits(money(tier, floor, true, verdict), limits.microMoney());
  }

  /** Whether two tiers may be set aside together, beside the floor. */
  boolean fitsTogether(int first, int second, Ask ask, Verdict verdict) {
    int floor = verdict.floors[first];
    boolean hasFloor = floor != Verdict.NONE;
    double energy = keptMicrojoules + energy(first, floor, hasFloor, verdict);
    double power = power(first, floor, hasFloor) + tiers.get(second).cost().microwatts();
    double money = money(first, floor, hasFloor, verdict) + verdict.mostMicroMoney[second];
    Ask.Limits limits = ask.limits();
    return fits(energy + verdict.reserveMicrojoules[second], limits.microjoules())
        && fits(power, limits.microwatts())
        && fits(money, limits.microMoney());
  }

  private static boolean fits(double need, long have) {
    return have == Ask.UNLIMITED || need <= have;
  }
}
