package dev.ration.plan.feasible;

import dev.ration.plan.Dimension;
import dev.ration.plan.Quantity;
import java.math.BigDecimal;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;

/** Figures as messages show them. */
public final class FigureText {
  private FigureText() {}

  /** Nanoseconds with a fitting unit. */
  public static String time(long nanos) {
    return Quantity.ofGrains(nanos, Dimension.TIME).toString();
  }

  /** Microjoules with a fitting unit. */
  public static String energy(long microjoules) {
    return Quantity.ofGrains(microjoules, Dimension.ENERGY).toString();
  }

  /** Microwatts with a fitting unit. */
  public static String power(long microwatts) {
    return Quantity.ofGrains(microwatts, Dimension.POWER).toString();
  }

  /** Bytes with a fitting unit. */
  public static String memory(long bytes) {
    return Quantity.ofGrains(Math.multiplyExact(bytes, 8), Dimension.DATA).toString();
  }

  /** Millionths of a currency; of none when nobody says which. */
  public static String money(long micros, @Nullable Dimension currency) {
    return currency == null
        ? BigDecimal.valueOf(micros, 6).stripTrailingZeros().toPlainString()
        : Quantity.ofGrains(micros, currency).toString();
  }

  /** A share of 0 to 1 in percent. */
  static String share(double share) {
    return BigDecimal.valueOf(share * 100)
            .round(new MathContext(4))
            .stripTrailingZeros()
            .toPlainString()
        + " %";
  }
}
