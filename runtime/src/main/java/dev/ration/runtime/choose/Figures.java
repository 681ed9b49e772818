package dev.ration.runtime.choose;

import dev.ration.plan.Dimension;
import dev.ration.plan.Quantity;
import java.math.BigDecimal;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;

/** Numbers as people read them, with units. */
final class Figures {
  private Figures() {}

  static String time(long nanos) {
    return Quantity.ofGrains(nanos, Dimension.TIME).toString();
  }

  static String energy(long microjoules) {
    return Quantity.ofGrains(microjoules, Dimension.ENERGY).toString();
  }

  static String power(long microwatts) {
    return Quantity.ofGrains(microwatts, Dimension.POWER).toString();
  }

  /** An amount of the site's currency, or of no currency when there is none. */
  static String money(long micros, @Nullable Dimension currency) {
    return currency == null
        ? BigDecimal.valueOf(micros, 6).stripTrailingZeros().toPlainString()
        : Quantity.ofGrains(micros, currency).toString();
  }

  static String share(double ratio) {
    return BigDecimal.valueOf(ratio * 100)
            .round(new MathContext(3))
            .stripTrailingZeros()
            .toPlainString()
        + " %";
  }

  /**
   * A forecast in one line: the latency at the quantile asked for, the odds, energy, money,
   * quality.
   *
   * @param isLimited whether there is a cut to be in time for
   */
  static String of(Forecast forecast, boolean isLimited) {
    StringBuilder text = new StringBuilder(time(forecast.latencyNanos()));
    if (isLimited) {
      text.append(" (in time ").append(share(forecast.inTime())).append(')');
    }
    text.append(", ").append(energy(forecast.energyMicrojoules()));
    text.append(", ").append(money(forecast.microMoney(), null)).append(" money");
    Double quality = forecast.quality();
    text.append(", quality ").append(quality == null ? "unknown" : share(quality));
    if (forecast.samples() > 0) {
      text.append(", ").append(forecast.samples()).append(" observed");
    }
    Double ratio = forecast.tokenRatio();
    if (ratio != null) {
      text.append(", tokens at ").append(share(ratio)).append(" of the profile's energy, metered");
    }
    return text.toString();
  }
}
