package dev.ration.runtime.scope;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * What was drawn under a cap {@code power P over T}, as far back as its window reaches (E6).
 * Guarded by the scheduler's lock; exact, in microwatts times nanoseconds.
 */
final class PowerWindow {
  private final long capMicrowatts;
  private final long lengthNanos;
  private final BigInteger most;

  /** Since when how much is drawn, the oldest first. */
  private final Deque<Level> levels = new ArrayDeque<>();

  private record Level(long sinceNanos, long microwatts) {}

  PowerWindow(long capMicrowatts, long lengthNanos, long nowNanos) {
    this.capMicrowatts = capMicrowatts;
    this.lengthNanos = lengthNanos;
    this.most = product(capMicrowatts, lengthNanos);
    levels.add(new Level(nowNanos, 0));
  }

  private static BigInteger product(long microwatts, long nanos) {
    return BigInteger.valueOf(microwatts).multiply(BigInteger.valueOf(nanos));
  }

  /** Notes what is drawn from now on. */
  void draws(long microwatts, long nowNanos) {
    levels.add(new Level(nowNanos, microwatts));
    long begin = nowNanos - lengthNanos;
    while (levels.size() > 1 && second().sinceNanos() <= begin) {
      levels.removeFirst();
    }
  }

  private Level second() {
    Iterator<Level> each = levels.iterator();
    each.next();
    return each.next();
  }

  private long present() {
    return levels.getLast().microwatts();
  }

  /** What was drawn from an instant until now, if the present level goes on. */
  private BigInteger drawn(long fromNanos, long nowNanos) {
    BigInteger sum = BigInteger.ZERO;
    Level before = null;
    for (Level level : levels) {
      if (before != null) {
        sum = sum.add(part(before, level.sinceNanos(), fromNanos));
      }
      before = level;
    }
    return before == null ? sum : sum.add(part(before, nowNanos, fromNanos));
  }

  private static BigInteger part(Level level, long untilNanos, long fromNanos) {
    long begin = Math.max(level.sinceNanos(), fromNanos);
    return untilNanos <= begin ? BigInteger.ZERO : product(level.microwatts(), untilNanos - begin);
  }

  /**
   * How long it takes until so much more may be drawn for so long; 0 if it may now.
   *
   * @param forNanos how long it will be drawn; 0 when that is not known
   */
  long nanosToRoom(long microwatts, long forNanos, long nowNanos) {
    long ahead = forNanos > 0 ? Math.min(forNanos, lengthNanos) : lengthNanos;
    BigInteger later = product(Math.addExact(present(), microwatts), ahead);
    BigInteger excess = drawn(nowNanos + ahead - lengthNanos, nowNanos).add(later).subtract(most);
    if (excess.signum() <= 0) {
      return 0;
    }
    return next(excess, present(), nowNanos + ahead - lengthNanos, true);
  }

  /** What was drawn on average in the window that ends now, rounded down. */
  long averageMicrowatts(long nowNanos) {
    return drawn(nowNanos - lengthNanos, nowNanos)
        .divide(BigInteger.valueOf(lengthNanos))
        .longValue();
  }

  /** Whether the average is above the cap now. */
  boolean isOver(long nowNanos) {
    return drawn(nowNanos - lengthNanos, nowNanos).compareTo(most) > 0;
  }

  /** In how long the average may pass the cap, if the present level goes on; at least 1. */
  long nanosToOver(long nowNanos) {
    if (present() <= capMicrowatts) {
      return Long.MAX_VALUE;
    }
    BigInteger room = most.subtract(drawn(nowNanos - lengthNanos, nowNanos));
    return next(room, present(), nowNanos - lengthNanos, false) + 1;
  }

  /**
   * When a linear change has used up a difference, or its slope changes because the window's
   * beginning passes another level.
   */
  private long next(BigInteger difference, long now, long beginNanos, boolean isFalling) {
    long old = 0;
    long change = Long.MAX_VALUE;
    for (Level level : levels) {
      if (level.sinceNanos() <= beginNanos) {
        old = level.microwatts();
      } else {
        change = Math.min(change, level.sinceNanos() - beginNanos);
      }
    }
    long slope = isFalling ? old - now : now - old;
    if (slope <= 0) {
      return Math.max(1, change);
    }
    BigInteger rate = BigInteger.valueOf(slope);
    BigInteger nanos = difference.add(rate).subtract(BigInteger.ONE).divide(rate);
    long linear = nanos.bitLength() > 62 ? Long.MAX_VALUE : nanos.longValue();
    return Math.max(1, Math.min(change, linear));
  }
}
