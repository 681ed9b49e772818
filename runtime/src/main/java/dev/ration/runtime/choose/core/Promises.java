package dev.ration.runtime.choose.core;

import java.util.ArrayList;
import java.util.List;

/**
 * For each of a few promised probabilities the quantile to take, so that the promise is held: it
 * moves up after every miss and slowly down while there is none (adaptive conformal inference).
 * Used by one thread at a time.
 */
public final class Promises {
  /** How fast the quantiles move, where nothing else is said. */
  public static final double GAIN = 0.05;

  /** The least probability that is a promise; below, quantiles are taken as they are. */
  public static final double LEAST = 0.90;

  private static final double[] PROMISES = {LEAST, 0.95, 0.99};
  private static final double LEAST_LEVEL = -0.2;
  private static final double MOST_LEVEL = 0.5;

  private final double gain;
  private final double[] levels = new double[PROMISES.length];

  /** Begins with the promises themselves. */
  public Promises(double gain) {
    this.gain = gain;
    for (int i = 0; i < PROMISES.length; i++) {
      levels[i] = 1 - PROMISES[i];
    }
  }

  /** Begins where others were; {@code levels} are {@link #levels} of those. */
  public Promises(double gain, List<Double> levels) {
    this(gain);
    for (int i = 0; i < Math.min(this.levels.length, levels.size()); i++) {
      this.levels[i] = Math.clamp(levels.get(i), LEAST_LEVEL, MOST_LEVEL);
    }
  }

  /** The probability that one of the promises names. */
  static double promise(int promise) {
    return PROMISES[promise];
  }

  /** How many promises there are. */
  public int size() {
    return PROMISES.length;
  }

  /** The quantile that stands for a promise now; 1 and more is beyond all that was seen. */
  public double quantile(int promise) {
    return 1 - levels[promise];
  }

  /** The quantile that stands for any probability from {@link #LEAST} on. */
  public double quantile(double p) {
    // Between two promises the shift of the next higher one is taken, which is the careful side.
    int above = 0;
    while (above < PROMISES.length - 1 && PROMISES[above] < p) {
      above++;
    }
    return p == PROMISES[above]
        ? quantile(above)
        : Math.max(0, p + 1 - PROMISES[above] - levels[above]);
  }

  /** Learns whether the bound of a promise was passed. */
  public void ended(int promise, boolean isMiss) {
    double level = levels[promise] + gain * (1 - PROMISES[promise] - (isMiss ? 1 : 0));
    levels[promise] = Math.clamp(level, LEAST_LEVEL, MOST_LEVEL);
  }

  /** Takes back what misses have moved: a promise that nobody could keep or break begins anew. */
  public void renew() {
    for (int i = 0; i < PROMISES.length; i++) {
      levels[i] = Math.max(levels[i], 1 - PROMISES[i]);
    }
  }

  /** What it has come to. */
  public List<Double> levels() {
    List<Double> all = new ArrayList<>();
    for (double level : levels) {
      all.add(level);
    }
    return List.copyOf(all);
  }
}
