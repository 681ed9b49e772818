package dev.ration.runtime.choose.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * The last 64 latencies of one kind of attempt, as multiples of what was predicted, with a level
 * for each promised probability that adapts itself to how often the promise held (adaptive
 * conformal inference). As long as fewer were seen, the profile's fill the window. Used by one
 * thread at a time.
 *
 * <p>What was stopped before its end is kept as lasting at least so long: its place is the median
 * of the longer ones, or just above itself when there is none. After a minute it is forgotten, so
 * that a tier which had a bad spell is tried again; and if nothing came after it, so are the levels
 * that it moved, because nobody would ask a tier whose promises it alone has made too long.
 *
 * <p>Where a figure depends on a {@code part}, that is the part of what is predicted which the
 * profile lets vary, 0 to 1.
 */
public final class Residuals {
  /** How many are kept. */
  public static final int SIZE = 64;

  /** After which an attempt that was stopped is forgotten. */
  public static final long FORGET_NANOS = 60_000_000_000L;

  private static final double BEYOND = 1.25;
  private static final double JUST_ABOVE = 1.1;
  private static final long NEVER = Long.MIN_VALUE;

  private final double gain;
  private final Spread spread;
  private final double[] seeds;
  private final double[] ratios = new double[SIZE];
  private final boolean[] stopped = new boolean[SIZE];
  private final long[] atNanos = new long[SIZE];
  private final double[] sorted = new double[SIZE];
  private Promises promises;
  private int seedCount;
  private int gone;
  private int size;
  private long lastNanos = NEVER;

  /**
   * Starts with what a profile expects.
   *
   * @param gain how fast the levels adapt, 0.03 to 0.05
   */
  public Residuals(double gain, Spread spread) {
    this.gain = gain;
    this.spread = spread;
    promises = new Promises(gain);
    seedCount = Math.min(SIZE, spread.residuals().size());
    seeds = new double[seedCount];
    for (int i = 0; i < seedCount; i++) {
      seeds[i] = spread.residuals().get(i);
    }
    Arrays.sort(seeds);
  }

  /**
   * One attempt that was seen.
   *
   * @param ratio where it stands among the others, a multiple of what was predicted
   * @param isStopped whether it would have lasted longer than it ran
   */
  public record Sample(double ratio, boolean isStopped, long atNanos) {}

  /** Adds an attempt that ran to its end. */
  public void add(double ratio, double part, long nowNanos) {
    for (int i = 0; i < promises.size(); i++) {
      promises.ended(i, ratio > level(promises.quantile(i), i, part));
    }
    insert(new Sample(ratio, false, nowNanos));
  }

  /** Adds an attempt that would have lasted longer than {@code ratio}. */
  public void addCensored(double ratio, double part, long nowNanos) {
    for (int i = 0; i < promises.size(); i++) {
      // Within the promised time nothing is known about the promise.
      if (ratio > level(promises.quantile(i), i, part)) {
        promises.ended(i, true);
      }
    }
    int count = count();
    int longer = firstAbove(ratio, part);
    double place = longer < count ? kth((longer + count) >>> 1, part) : ratio * JUST_ABOVE;
    insert(new Sample(place, true, nowNanos));
  }

  private double level(double quantile, int promise, double part) {
    return isProfile() ? profile(Promises.promise(promise), part) : at(quantile, part);
  }

  /** Whether there is nothing but a profile that knows every quantile. */
  private boolean isProfile() {
    return size == 0 && spread.exact() != null;
  }

  private double profile(double p, double part) {
    DoubleUnaryOperator exact = spread.exact();
    return exact == null ? 1 : 1 + part * (exact.applyAsDouble(p) - 1);
  }

  /** Within which an attempt ends with the probability {@code p}, as far as the promises held. */
  public double bound(double p, double part) {
    if (isProfile()) {
      return profile(p, part);
    }
    return at(p < Promises.LEAST ? p : promises.quantile(p), part);
  }

  /** The plain quantile of what is kept, without adaptation. */
  public double at(double p, double part) {
    if (isProfile() && p < 1) {
      return profile(p, part);
    }
    int count = count();
    if (count == 0) {
      return 1;
    }
    if (p >= 1) {
      return BEYOND * kth(count - 1, part);
    }
    int index = (int) Math.ceil(p * (count + 1)) - 1;
    return kth(Math.clamp(index, 0, count - 1), part);
  }

  /** What share of attempts ends within {@code ratio}. */
  public double share(double ratio, double part) {
    return (firstAbove(ratio, part) + 0.5) / (count() + 1);
  }

  /** The mean of what is kept when everything is cut at {@code most}. */
  public double meanUpTo(double most, double part) {
    if (count() == 0) {
      return Math.min(1, most);
    }
    double sum = 0;
    for (int i = 0; i < seedCount; i++) {
      sum += Math.min(most, seed(i, part));
    }
    for (int i = 0; i < size; i++) {
      sum += Math.min(most, sorted[i]);
    }
    return sum / count();
  }

  /** How many of the kept are observed, not the profile's. */
  public int observed() {
    return size;
  }

  /** How long ago the last attempt was seen; {@link Long#MAX_VALUE} when none was. */
  public long ageNanos(long nowNanos) {
    return lastNanos == NEVER ? Long.MAX_VALUE : nowNanos - lastNanos;
  }

  /** Forgets what was stopped too long ago. */
  public void forget(long nowNanos) {
    if (size > 0 && isForgotten(size - 1, nowNanos)) {
      promises.renew();
    }
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (!isForgotten(i, nowNanos)) {
        ratios[kept] = ratios[i];
        stopped[kept] = stopped[i];
        atNanos[kept] = atNanos[i];
        kept++;
      }
    }
    if (kept < size) {
      size = kept;
      System.arraycopy(ratios, 0, sorted, 0, size);
      Arrays.sort(sorted, 0, size);
    }
  }

  private boolean isForgotten(int place, long nowNanos) {
    return stopped[place] && nowNanos - atNanos[place] >= FORGET_NANOS;
  }

  /** The last attempt; there must have been one. */
  public Sample last() {
    return new Sample(ratios[size - 1], stopped[size - 1], atNanos[size - 1]);
  }

  /** To what the levels have come. */
  public List<Double> levels() {
    return promises.levels();
  }

  /** Takes over what others saw, oldest first, and to what their levels had come. */
  public void restore(List<Sample> samples, List<Double> levels) {
    samples.forEach(this::insert);
    promises = new Promises(gain, levels);
  }

  /** All that was seen, oldest first. */
  public List<Sample> samples() {
    List<Sample> all = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      all.add(new Sample(ratios[i], stopped[i], atNanos[i]));
    }
    return all;
  }

  private int count() {
    return seedCount + size;
  }

  private double seed(int index, double part) {
    return 1 + seedPart(part) * (seeds[index] - 1);
  }

  private double seedPart(double part) {
    return spread.isOfBase() ? part : 1;
  }

  /** The kept one at a place, by size: the seeds and the seen are sorted by themselves. */
  private double kth(int place, double part) {
    if (seedCount == 0) {
      return sorted[place];
    }
    int seed = 0;
    int seen = 0;
    while (seed + seen < place) {
      if (isSeedNext(seed, seen, part)) {
        seed++;
      } else {
        seen++;
      }
    }
    return isSeedNext(seed, seen, part) ? seed(seed, part) : sorted[seen];
  }

  private boolean isSeedNext(int seed, int seen, double part) {
    return seed < seedCount && (seen == size || seed(seed, part) <= sorted[seen]);
  }

  private int firstAbove(double ratio, double part) {
    int low = 0;
    int high = seedCount;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (seed(middle, part) <= ratio) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low + firstAbove(ratio);
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

  private void insert(Sample sample) {
    if (count() == SIZE) {
      if (seedCount > 0) {
        giveWay();
      } else {
        dropOldest();
      }
    }
    int place = firstAbove(sample.ratio());
    System.arraycopy(sorted, place, sorted, place + 1, size - place);
    sorted[place] = sample.ratio();
    ratios[size] = sample.ratio();
    stopped[size] = sample.isStopped();
    atNanos[size] = sample.atNanos();
    size++;
    lastNanos = sample.atNanos();
  }

  private void giveWay() {
    int place = Arrays.binarySearch(seeds, 0, seedCount, spread.residuals().get(gone));
    System.arraycopy(seeds, place + 1, seeds, place, seedCount - 1 - place);
    seedCount--;
    gone++;
  }

  private void dropOldest() {
    int place = Arrays.binarySearch(sorted, 0, size, ratios[0]);
    System.arraycopy(sorted, place + 1, sorted, place, size - 1 - place);
    System.arraycopy(ratios, 1, ratios, 0, size - 1);
    System.arraycopy(stopped, 1, stopped, 0, size - 1);
    System.arraycopy(atNanos, 1, atNanos, 0, size - 1);
    size--;
  }
}
