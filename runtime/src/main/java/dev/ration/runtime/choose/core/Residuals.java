package dev.ration.runtime.choose.core;

import java.util.Arrays;
import java.util.List;

/**
 * The last 64 latencies of one kind of attempt, as multiples of what was predicted, with a level
 * for each promised probability that adapts itself to how often the promise held (adaptive
 * conformal inference). Used by one thread at a time.
 *
 * <p>What was stopped before its end is kept as lasting at least so long: its place is the median
 * of the longer ones, or just above itself when there is none.
 */
public final class Residuals {
  /** How many are kept. */
  public static final int SIZE = 64;

  private static final double BEYOND = 1.25;
  private static final double JUST_ABOVE = 1.1;
  private static final long NEVER = Long.MIN_VALUE;

  private final Promises promises;
  private final double[] ring = new double[SIZE];
  private final double[] sorted = new double[SIZE];
  private int size;
  private int next;
  private int observed;
  private long lastNanos = NEVER;

  /**
   * Starts with what a profile expects.
   *
   * @param gain how fast the levels adapt, 0.03 to 0.05
   */
  public Residuals(double gain, List<Double> seeds) {
    promises = new Promises(gain);
    for (int i = 0; i < Math.min(SIZE, seeds.size()); i++) {
      insert(seeds.get(i));
    }
  }

  /** Adds an attempt that ran to its end. */
  public void add(double ratio, long nowNanos) {
    for (int i = 0; i < promises.size(); i++) {
      promises.ended(i, ratio > at(promises.quantile(i)));
    }
    insert(ratio);
    seen(nowNanos);
  }

  /** Adds an attempt that would have lasted longer than {@code ratio}. */
  public void addCensored(double ratio, long nowNanos) {
    for (int i = 0; i < promises.size(); i++) {
      // Within the promised time nothing is known about the promise.
      if (ratio > at(promises.quantile(i))) {
        promises.ended(i, true);
      }
    }
    int longer = firstAbove(ratio);
    insert(longer < size ? sorted[(longer + size) >>> 1] : ratio * JUST_ABOVE);
    seen(nowNanos);
  }

  private void seen(long nowNanos) {
    observed = Math.min(SIZE, observed + 1);
    lastNanos = nowNanos;
  }

  /** Within which an attempt ends with the probability {@code p}, as far as the promises held. */
  public double bound(double p) {
    return at(promises.quantile(p));
  }

  /** The plain quantile of what is kept, without adaptation. */
  public double at(double p) {
    if (size == 0) {
      return 1;
    }
    if (p >= 1) {
      return BEYOND * sorted[size - 1];
    }
    int index = (int) Math.ceil(p * (size + 1)) - 1;
    return sorted[Math.clamp(index, 0, size - 1)];
  }

  /** What share of attempts ends within {@code ratio}. */
  public double share(double ratio) {
    return (firstAbove(ratio) + 0.5) / (size + 1);
  }

  /** The mean of what is kept when everything is cut at {@code most}. */
  public double meanUpTo(double most) {
    if (size == 0) {
      return Math.min(1, most);
    }
    int longer = firstAbove(most);
    double sum = most * (size - longer);
    for (int i = 0; i < longer; i++) {
      sum += sorted[i];
    }
    return sum / size;
  }

  /** How many of the kept are observed, not the profile's. */
  public int observed() {
    return observed;
  }

  /** How long ago the last attempt was seen; {@link Long#MAX_VALUE} when none was. */
  public long ageNanos(long nowNanos) {
    return lastNanos == NEVER ? Long.MAX_VALUE : nowNanos - lastNanos;
  }

  private int firstAbove(double ratio) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] <= ratio) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private void insert(double ratio) {
    if (size == SIZE) {
      int gone = Arrays.binarySearch(sorted, ring[next]);
      System.arraycopy(sorted, gone + 1, sorted, gone, SIZE - 1 - gone);
      size--;
    }
    int place = firstAbove(ratio);
    System.arraycopy(sorted, place, sorted, place + 1, size - place);
    sorted[place] = ratio;
    size++;
    ring[next] = ratio;
    next = (next + 1) % SIZE;
  }
}
