package dev.ration.runtime.clock;

/** Arithmetic on instants and durations in nanoseconds, in which "never" is a value of its own. */
public final class Instants {
  /** No limit, no instant: later than every instant. Never a number to calculate with. */
  public static final long NEVER = Long.MIN_VALUE;

  private Instants() {}

  /** Tells whether there is an instant at all. */
  public static boolean isSet(long instantNanos) {
    return instantNanos != NEVER;
  }

  /** Tells whether {@code left} comes strictly before {@code right}. */
  public static boolean isBefore(long left, long right) {
    if (left == NEVER) {
      return false;
    }
    return right == NEVER || left < right;
  }

  /** Returns the earlier of two. */
  public static long earlier(long left, long right) {
    return isBefore(right, left) ? right : left;
  }

  /**
   * Adds a duration; never stays never.
   *
   * @throws ArithmeticException on overflow
   */
  public static long plus(long instantNanos, long durationNanos) {
    return instantNanos == NEVER || durationNanos == NEVER
        ? NEVER
        : Math.addExact(instantNanos, durationNanos);
  }

  /** Returns the time from {@code from} to {@code to}; never when {@code to} is. */
  public static long between(long from, long to) {
    return to == NEVER ? NEVER : Math.subtractExact(to, from);
  }
}
