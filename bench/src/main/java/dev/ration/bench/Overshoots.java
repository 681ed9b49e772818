package dev.ration.bench;

import java.util.Arrays;

/** By how much deadlines were missed, in nanoseconds. Used by one thread. */
final class Overshoots {
  private final String name;
  private long[] samples = new long[1_024];
  private int size;

  Overshoots(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  void add(long nanos) {
    if (size == samples.length) {
      samples = Arrays.copyOf(samples, 2 * size);
    }
    samples[size++] = nanos;
  }

  void clear() {
    size = 0;
  }

  /** The least sample that so many of them do not exceed. */
  long quantile(double share) {
    if (size == 0) {
      return -1;
    }
    long[] sorted = Arrays.copyOf(samples, size);
    Arrays.sort(sorted);
    return sorted[Math.min(size - 1, (int) Math.ceil(share * size) - 1)];
  }

  /** A line of the table, beside the floor of the same run. */
  String line(Overshoots floor) {
    return "| %s | %d | %s | %s | %s | %s | %s |"
        .formatted(
            name,
            size,
            millis(quantile(0.5)),
            millis(quantile(0.99)),
            millis(quantile(0.999)),
            millis(quantile(1)),
            floor.equals(this) ? "" : millis(quantile(0.99) - floor.quantile(0.99)));
  }

  private static String millis(long nanos) {
    return "%.3f ms".formatted(nanos / 1e6);
  }
}
