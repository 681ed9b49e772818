package dev.ration.plan.profile;

import dev.ration.plan.Dimension;
import dev.ration.plan.Quantity;

/**
 * An amount of one currency.
 *
 * @param micros millionths of the currency's unit
 * @param currency its dimension, as {@code Dimension.of(Base.EUR)}
 */
public record Money(long micros, Dimension currency) {
  public Money {
    if (!currency.isMoney()) {
      throw new IllegalArgumentException(currency + " is no currency");
    }
  }

  @Override
  public String toString() {
    return Quantity.ofGrains(micros, currency).toString();
  }
}
