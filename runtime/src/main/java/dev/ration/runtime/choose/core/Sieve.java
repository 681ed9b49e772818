package dev.ration.runtime.choose.core;

import java.util.List;

/**
 * The hard filter: the first thing that is against a tier, with the number that decides (M1, M2).
 */
final class Sieve {
  private static final double SLACK = 3;

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

  /** Looks at one tier; {@code floor} is the tier that runs beside it, or NONE. */
  void look(int tier, Ask ask, Breaker.State breaker, int floor, Verdict verdict) {
    verdict.refuse(tier, Bar.NONE, 0, 0);
    if (!place(tier, ask, verdict)) {
      return;
    }
    boolean hasSlack = verdict.boundNanos[tier] * SLACK <= Forecasts.left(ask);
    // A probe must not cost a hard deadline: it goes behind a floor, or where there is time for
    // more.
    boolean isProbe = breaker == Breaker.State.HALF_OPEN;
    boolean isRisky = floor == Verdict.NONE && ask.limits().isHard() && !hasSlack;
    if (breaker == Breaker.State.OPEN || (isProbe && isRisky)) {
      verdict.refuse(tier, Bar.BREAKER, 1, 0);
      return;
    }
    Ask.Limits limits = ask.limits();
    boolean isBeside = floor != Verdict.NONE && floor != tier;
    // A hard deadline is kept by the floor; a hedge may run a slower tier beside it (M8).
    boolean mayBeLate = !limits.isHard() || (hasBeside && isPriced(ask) && ask.call().mayHedge());
    boolean mustFit = !isBeside || !mayBeLate;
    double room = Forecasts.left(ask) - CoreSettings.MARGIN_NANOS;
    if (mustFit && verdict.boundNanos[tier] > room) {
      verdict.refuse(tier, Bar.LATENCY, verdict.boundNanos[tier], room);
      return;
    }
    budgets(tier, limits, floor, verdict, isBeside ? keptMicrojoules : 0);
    if (verdict.bars[tier] == Bar.NONE && verdict.quality[tier] < ask.wish().minQuality()) {
      verdict.refuse(tier, Bar.QUALITY, ask.wish().minQuality(), verdict.quality[tier]);
    }
  }

  /** Whether the call and the robot's state let the tier be asked at all. */
  private boolean place(int tier, Ask ask, Verdict verdict) {
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
    return verdict.bars[tier] == Bar.NONE;
  }

  private static boolean isPriced(Ask ask) {
    return ask.wish().mode() == Wish.Mode.PRICED;
  }

  private void budgets(int tier, Ask.Limits limits, int floor, Verdict verdict, double kept) {
    boolean hasFloor = floor != Verdict.NONE && floor != tier;
    double energy =
        kept
            + verdict.reserveMicrojoules[tier]
            + (hasFloor ? verdict.reserveMicrojoules[floor] : 0);
    double power =
        tiers.get(tier).cost().microwatts() + (hasFloor ? tiers.get(floor).cost().microwatts() : 0);
    if (!fits(energy, limits.microjoules())) {
      verdict.refuse(tier, Bar.ENERGY, energy, limits.microjoules());
    } else if (!fits(power, limits.microwatts())) {
      verdict.refuse(tier, Bar.POWER, power, limits.microwatts());
    } else if (!fits(verdict.mostMicroMoney[tier], limits.microMoney())) {
      verdict.refuse(tier, Bar.MONEY, verdict.mostMicroMoney[tier], limits.microMoney());
    }
  }

  /** Whether two tiers may be set aside together, beside the floor. */
  boolean fitsTogether(int first, int second, Ask ask, Verdict verdict) {
    int floor = verdict.floor;
    boolean hasFloor = floor != Verdict.NONE;
    double energy =
        keptMicrojoules + verdict.reserveMicrojoules[first] + verdict.reserveMicrojoules[second];
    double power = tiers.get(first).cost().microwatts() + tiers.get(second).cost().microwatts();
    if (hasFloor) {
      energy += verdict.reserveMicrojoules[floor];
      power += tiers.get(floor).cost().microwatts();
    }
    double money = verdict.mostMicroMoney[first] + verdict.mostMicroMoney[second];
    Ask.Limits limits = ask.limits();
    return fits(energy, limits.microjoules())
        && fits(power, limits.microwatts())
        && fits(money, limits.microMoney());
  }

  private static boolean fits(double need, long have) {
    return have == Ask.UNLIMITED || need <= have;
  }
}
