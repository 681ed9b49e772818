package dev.ration.plan.profile;

import java.util.OptionalLong;

/**
 * How an amount varies: least, typical (the median), 95th percentile, and an enforced maximum if
 * there is one; in grains (nanoseconds, microwatts, microjoules).
 *
 * <p>Two shapes. {@link Shape#POINTS} is linear from the least to the typical value and exponential
 * above it; {@link Shape#LOGNORMAL} is what its name says. Both pass through the typical value and
 * the 95th percentile, and are cut at least and max. Immutable.
 *
 * @param least never less than this; not below 0
 * @param max never more than this; empty when nothing enforces one
 */
public record Distribution(Shape shape, long least, long typical, long p95, OptionalLong max) {
  private static final double Z95 = 1.6448536269514722;

  /** How values between the given points are found. */
  public enum Shape {
    POINTS,
    LOGNORMAL
  }

  public Distribution {
    boolean ordered = 0 <= least && least <= typical && typical <= p95;
    if (!ordered || (max.isPresent() && max.getAsLong() < p95)) {
      throw new IllegalArgumentException(
          "figures out of order: " + least + ", " + typical + ", " + p95 + ", " + max);
    }
  }

  /** Always the same, and enforced. */
  public static Distribution constant(long value) {
    return new Distribution(Shape.POINTS, value, value, value, OptionalLong.of(value));
  }

  /** Three points without a maximum. */
  public static Distribution of(long least, long typical, long p95) {
    return new Distribution(Shape.POINTS, least, typical, p95, OptionalLong.empty());
  }

  /** Lognormal through its median and 95th percentile. */
  public static Distribution lognormal(long p50, long p95) {
    return new Distribution(Shape.LOGNORMAL, 0, p50, p95, OptionalLong.empty());
  }

  /** The same with a maximum that is enforced; figures above it come down to it. */
  public Distribution atMost(long maximum) {
    return new Distribution(
        shape,
        Math.min(least, maximum),
        Math.min(typical, maximum),
        Math.min(p95, maximum),
        OptionalLong.of(maximum));
  }

  /**
   * The value below which a share {@code p} of all values lies; {@code p} in 0 .. 1. The same on
   * every machine.
   */
  public long quantile(double p) {
    double inside = Math.min(Math.max(p, 0), 1 - 1e-9);
    double value =
        switch (shape) {
          case POINTS -> points(inside);
          case LOGNORMAL -> lognormal(inside);
        };
    long rounded = Math.max(least, Math.round(value));
    return max.isPresent() ? Math.min(rounded, max.getAsLong()) : rounded;
  }

  /**
   * The mean, of values that are not cut at the maximum; at most the maximum. In closed form: a
   * lognormal's is exp(µ + σ²/2); of points, the lower half is uniform and the upper exponential.
   */
  public long mean() {
    double value =
        switch (shape) {
          case POINTS -> {
            double scale = (p95 - typical) / StrictMath.log(10);
            yield 0.5 * (least + typical) / 2 + 0.5 * (typical + scale);
          }
          case LOGNORMAL -> {
            double sigma = typical == 0 ? 0 : StrictMath.log((double) p95 / typical) / Z95;
            yield typical * StrictMath.exp(sigma * sigma / 2);
          }
        };
    long rounded = Math.max(least, Math.round(value));
    return max.isPresent() ? Math.min(rounded, max.getAsLong()) : rounded;
  }

  private double points(double p) {
    if (p <= 0.5) {
      return least + (typical - least) * (p / 0.5);
    }
    double scale = (p95 - typical) / StrictMath.log(10);
    return typical + scale * StrictMath.log(0.5 / (1 - p));
  }

  private double lognormal(double p) {
    if (typical == 0 || p == 0) {
      return 0;
    }
    double sigma = StrictMath.log((double) p95 / typical) / Z95;
    return typical * StrictMath.exp(sigma * normalQuantile(p));
  }

  /** Acklam's rational approximation; its relative error is below 1.2e-9. */
  static double normalQuantile(double p) {
    if (p < 0.02425) {
      return tail(StrictMath.sqrt(-2 * StrictMath.log(p)));
    }
    if (p > 1 - 0.02425) {
      return -tail(StrictMath.sqrt(-2 * StrictMath.log(1 - p)));
    }
    double q = p - 0.5;
    double r = q * q;
    double above =
        ((((-3.969683028665376e+01 * r + 2.209460984245205e+02) * r - 2.759285104469687e+02) * r
                            + 1.383577518672690e+02)
                        * r
                    - 3.066479806614716e+01)
                * r
            + 2.506628277459239e+00;
    double below =
        ((((-5.447609879822406e+01 * r + 1.615858368580409e+02) * r - 1.556989798598866e+02) * r
                            + 6.680131188771972e+01)
                        * r
                    - 1.328068155288572e+01)
                * r
            + 1;
    return above * q / below;
  }

  private static double tail(double q) {
    double above =
        ((((-7.784894002430293e-03 * q - 3.223964580411365e-01) * q - 2.400758277161838e+00) * q
                            - 2.549732539343734e+00)
                        * q
                    + 4.374664141464968e+00)
                * q
            + 2.938163982698783e+00;
    double below =
        (((7.784695709041462e-03 * q + 3.224671290700398e-01) * q + 2.445134137142996e+00) * q
                    + 3.754408661907416e+00)
                * q
            + 1;
    return above / below;
  }
}
