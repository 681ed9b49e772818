package dev.ration.runtime.choose;

import dev.ration.runtime.choose.core.Promises;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What calls really took, tier by tier: the last {@value #WINDOW}, each as a multiple of what its
 * profile holds for typical. Thread-safe.
 *
 * <p>As long as fewer were seen, quantiles of the profile fill the window, so that the estimate
 * goes over from the profile to the observations without a step. A call that was cut is recorded as
 * having taken at least that long, and forgotten after a minute, so that a tier which had a bad
 * spell is tried again.
 *
 * <p>Which quantile of the window stands for a promise of 90 % and more follows how often the
 * promise was held.
 */
public final class Observations {
  /** How many calls of a tier are remembered. */
  public static final int WINDOW = 64;

  private static final long FORGET_NANOS = 60_000_000_000L;
  private static final double BEYOND = 1.25;

  private final LongSupplier clock;
  private final Map<String, Deque<Sample>> samples = new HashMap<>();
  private @Nullable Observations copy;

  /**
   * @param clock monotonic nanoseconds; only differences count
   */
  public Observations(LongSupplier clock) {
    this.clock = clock;
  }

  /**
   * One call; {@code ratio} of what is typical.
   *
   * @param levels of the promises after it; empty when nobody knows them any more
   */
  record Sample(double ratio, boolean isCut, long atNanos, List<Double> levels) {
    Sample {
      levels = List.copyOf(levels);
    }
  }

  /** What was seen so far, with its age at an instant of this clock. */
  synchronized Map<String, List<Sample>> all() {
    long now = clock.getAsLong();
    Map<String, List<Sample>> all = new TreeMap<>();
    samples.forEach(
        (key, window) ->
            all.put(
                key,
                window.stream()
                    .map(one -> new Sample(one.ratio, one.isCut, one.atNanos - now, one.levels))
                    .toList()));
    return all;
  }

  /** Takes over what was seen before this clock began; its instants lie before 0. */
  synchronized void addAll(Map<String, List<Sample>> earlier) {
    earlier.forEach((key, window) -> samples.put(key, new ArrayDeque<>(window)));
  }

  /** Tells {@code other} of every call as well. */
  synchronized void copyTo(Observations other) {
    copy = other;
  }

  synchronized void add(String key, long tookNanos, LatencyModel profile, boolean isCut) {
    Deque<Sample> window = samples.computeIfAbsent(key, _ -> new ArrayDeque<>());
    if (copy != null) {
      copy.add(key, tookNanos, profile, isCut);
    }
    double ratio = (double) tookNanos / typical(profile);
    Promises promises = promises(window);
    double[] values = values(window, profile);
    for (int i = 0; i < promises.size(); i++) {
      boolean isMiss = ratio > at(values, promises.quantile(i));
      // A call that was cut within the promised time says nothing about the promise.
      if (isMiss || !isCut) {
        promises.ended(i, isMiss);
      }
    }
    if (window.size() == WINDOW) {
      window.removeFirst();
    }
    window.addLast(new Sample(ratio, isCut, clock.getAsLong(), promises.levels()));
  }

  synchronized int count(String key) {
    return window(key).size();
  }

  /** Within which a call is over with probability {@code p}. */
  synchronized long quantile(String key, double p, LatencyModel profile) {
    Deque<Sample> window = window(key);
    if (window.isEmpty()) {
      return profile.quantile(p);
    }
    double quantile = p < Promises.LEAST ? p : promises(window).quantile(p);
    return Math.round(at(values(window, profile), quantile) * typical(profile));
  }

  private static long typical(LatencyModel profile) {
    return Math.max(1, profile.quantile(0.5));
  }

  private static Promises promises(Deque<Sample> window) {
    return window.isEmpty()
        ? new Promises(Promises.GAIN)
        : new Promises(Promises.GAIN, window.getLast().levels);
  }

  /** What was seen, filled up with the profile, in order. */
  private static double[] values(Deque<Sample> window, LatencyModel profile) {
    double[] values = new double[WINDOW];
    int used = 0;
    for (Sample sample : window) {
      values[used++] = sample.ratio;
    }
    int missing = WINDOW - used;
    for (int i = 0; i < missing; i++) {
      values[used + i] = (double) profile.quantile((i + 0.5) / missing) / typical(profile);
    }
    Arrays.sort(values);
    return values;
  }

  private static double at(double[] values, double p) {
    if (p >= 1) {
      return BEYOND * values[WINDOW - 1];
    }
    int index = (int) Math.ceil(p * WINDOW) - 1;
    return values[Math.clamp(index, 0, WINDOW - 1)];
  }

  private Deque<Sample> window(String key) {
    Deque<Sample> window = samples.getOrDefault(key, new ArrayDeque<>());
    long now = clock.getAsLong();
    for (Iterator<Sample> each = window.iterator(); each.hasNext(); ) {
      Sample sample = each.next();
      if (sample.isCut && now - sample.atNanos >= FORGET_NANOS) {
        each.remove();
      }
    }
    return window;
  }
}
