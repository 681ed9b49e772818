package dev.ration.runtime.choose;

import static dev.ration.runtime.energy.Accounts.AccountRequest.NONE;

import dev.ration.runtime.energy.Account;

/**
 * How much of a mission's budget is left for its model calls until its end: what is free, less what
 * everything else will use if it goes on as it did. Used with the scheduler's lock held.
 */
final class MissionBudget {
  private final long endNanos;
  private long microjoulesOfThinks;
  private long microMoneyOfThinks;
  private boolean isBegun;
  private long usedBefore;
  private long spentBefore;

  /**
   * Nothing is used yet.
   *
   * @param endNanos an instant of the run's clock, which begins at 0
   */
  MissionBudget(long endNanos) {
    this.endNanos = endNanos;
  }

  /** Books what a model call used. */
  void spent(long microjoules, long microMoney) {
    microjoulesOfThinks += microjoules;
    microMoneyOfThinks += microMoney;
  }

  /** Notes what of the run's account was used before the first call. */
  void look(Account policy) {
    if (!isBegun) {
      isBegun = true;
      // A mission's account counts what its earlier runs used; this run's own use is small yet.
      usedBefore = policy.usedMicrojoules();
      spentBefore = policy.spentMicroMoney();
    }
  }

  /**
   * What is left of the energy; NONE where nothing bounds it.
   *
   * @param policy the account of the whole run
   * @param own the account of the call, to which the run may have moved some of it
   */
  long microjoules(long nowNanos, Account policy, Account own) {
    long free = sum(policy.freeMicrojoules(), policy == own ? 0 : own.freeMicrojoules());
    return left(nowNanos, free, policy.usedMicrojoules() - usedBefore - microjoulesOfThinks);
  }

  /** What is left of the money; NONE where nothing bounds it. */
  long microMoney(long nowNanos, Account policy, Account own) {
    long free = sum(policy.freeMicroMoney(), policy == own ? 0 : own.freeMicroMoney());
    return left(nowNanos, free, policy.spentMicroMoney() - spentBefore - microMoneyOfThinks);
  }

  private static long sum(long free, long own) {
    return free == NONE ? NONE : free + Math.max(0, own);
  }

  private long left(long nowNanos, long free, long usedByOthers) {
    if (free == NONE) {
      return NONE;
    }
    double ahead = Math.max(0, endNanos - nowNanos);
    double expected = nowNanos > 0 ? Math.max(0, usedByOthers) * ahead / nowNanos : 0;
    return Math.round(Math.max(0, free - expected));
  }
}
