package dev.ration.bench.score;

import dev.ration.runtime.choose.core.Residuals;
import dev.ration.runtime.choose.core.Spread;
import java.util.Arrays;

/**
 * How often the bound on the next latency held, one step ahead on a trace in time order.
 *
 * @param share of the steps at which it held
 * @param worst share in any hundred steps in a row
 * @param median of the bound, in milliseconds
 * @param tightness the 90th percentile of bound over observed
 */
@SuppressWarnings("ArrayRecordComponent")
record Coverage(
    String name,
    double share,
    double worst,
    double median,
    double tightness,
    double[] observed,
    double[] bounds) {
  private static final double PROMISE = 0.95;
  private static final double TYPICAL = 80;
  private static final int RUN = 100;

  /** An outage counts as three seconds. */
  static final double OUTAGE = 3_000;

  /** Looks at the bound that the choice uses, begun with a profile of 80 ms. */
  static Coverage of(String name, double[] roundTrips, double gain) {
    Residuals seen = new Residuals(gain, Spread.of(0.6, 0.8, 1.0, 1.4, 2.5));
    double[] observed = new double[roundTrips.length];
    double[] bounds = new double[roundTrips.length];
    for (int i = 0; i < observed.length; i++) {
      observed[i] = Double.isNaN(roundTrips[i]) ? OUTAGE : roundTrips[i];
      bounds[i] = TYPICAL * seen.bound(PROMISE, 1);
      seen.add(observed[i] / TYPICAL, 1, i * 10_000_000_000L);
    }
    int held = 0;
    int inRun = 0;
    double worst = 1;
    double[] ratio = new double[observed.length];
    for (int i = 0; i < observed.length; i++) {
      boolean holds = observed[i] <= bounds[i];
      held += holds ? 1 : 0;
      inRun += holds ? 1 : 0;
      if (i >= RUN) {
        inRun -= observed[i - RUN] <= bounds[i - RUN] ? 1 : 0;
      }
      if (i >= RUN - 1) {
        worst = Math.min(worst, (double) inRun / RUN);
      }
      ratio[i] = bounds[i] / observed[i];
    }
    return new Coverage(
        name,
        (double) held / observed.length,
        worst,
        quantile(bounds, 0.5),
        quantile(ratio, 0.9),
        observed,
        bounds);
  }

  private static double quantile(double[] values, double p) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[(int) Math.round(p * (sorted.length - 1))];
  }
}
