package dev.ration.runtime.choose;

import static dev.ration.runtime.energy.Accounts.AccountRequest.NONE;

import dev.ration.plan.Dimension;
import dev.ration.runtime.choose.core.Band;
import dev.ration.runtime.scope.Prefer;
import org.jspecify.annotations.Nullable;

/**
 * What a call has left, and what it prefers. Immutable.
 *
 * @param atNanos the present instant
 * @param leftNanos the time to the cut; NEVER without one
 * @param probability that the answer must come in time, 0 to 1
 * @param prefer null for the order of the tiers
 * @param isPriced whether neither counts, but value at the mission's prices
 * @param band how full the battery is; counts at prices only
 * @param freeMicrojoules of the account; NONE when nothing bounds it
 * @param freeMicroMoney of the account; NONE when nothing bounds it
 * @param currency of the money; null when the site has none
 */
public record Question(
    long atNanos,
    long leftNanos,
    double probability,
    @Nullable Prefer prefer,
    boolean isPriced,
    Band band,
    long freeMicrojoules,
    long freeMicroMoney,
    @Nullable Dimension currency) {
  /** Longer than any call, and far enough from an overflow. */
  private static final long AGES_NANOS = Long.MAX_VALUE / 4;

  /**
   * How long the account can pay for one, with what another is to have left over; twice that, for
   * its forecast is no bound.
   */
  long lastsNanos(Forecast one, Forecast other) {
    if (freeMicrojoules == NONE || one.microwatts() == 0) {
      return AGES_NANOS;
    }
    long left = freeMicrojoules - 2 * other.energyMicrojoules() - one.tailMicrojoules();
    return (long) Math.min((double) AGES_NANOS, Math.max(0, left) * 1e9 / one.microwatts());
  }
}
