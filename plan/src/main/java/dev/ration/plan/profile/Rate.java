package dev.ration.plan.profile;

import dev.ration.plan.Quantity;

/**
 * An amount for each of something, kept exactly: money per token, tokens per second.
 *
 * @param amount its dimension is a quotient, as {@code EUR/tok}
 */
public record Rate(Quantity amount) {
  /** Coherent units, as tokens per second. */
  public double perUnit() {
    return amount.toDouble();
  }

  @Override
  public String toString() {
    return amount.toString();
  }
}
