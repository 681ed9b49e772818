package dev.ration.interpreter.values;

import dev.ration.plan.Dimension;
import dev.ration.plan.Quantity;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Quantities as the run time keeps them: a long of grains, or a double of coherent units. */
public final class Amounts {
  private Amounts() {}

  /** Returns the run-time value of a quantity. */
  public static Object of(Quantity quantity) {
    return quantity.dimension().grain().isExact()
        ? (Object) quantity.toGrains()
        : (Object) quantity.toDouble();
  }

  /** Returns the quantity that a run-time value stands for. */
  public static Quantity quantity(Object value, Dimension dimension) {
    if (value instanceof Long grains && dimension.grain().isExact()) {
      return Quantity.ofGrains(grains, dimension);
    }
    BigDecimal decimal =
        value instanceof Long whole
            ? BigDecimal.valueOf(whole)
            : BigDecimal.valueOf((double) value);
    return ofDecimal(decimal, dimension);
  }

  /** Returns an amount counted in coherent units. */
  public static Quantity ofDecimal(BigDecimal value, Dimension dimension) {
    int scale = Math.max(value.scale(), 0);
    return new Quantity(
        value.setScale(scale).unscaledValue(), BigInteger.TEN.pow(scale), dimension);
  }
}
