package dev.ration.runtime.energy;

import java.math.BigInteger;

/**
 * A growing amount in millionths, with the part below one millionth kept (in billionths of it), so
 * that power times time never loses anything. Used with the scheduler's lock held.
 */
final class Amount {
  private static final long PARTS = 1_000_000_000L;
  private static final BigInteger BIG_PARTS = BigInteger.valueOf(PARTS);

  private long micros;
  private long parts;

  long micros() {
    return micros;
  }

  void add(long moreMicros) {
    micros = Math.addExact(micros, moreMicros);
  }

  /** Takes over all of another, to the last part. */
  void add(Amount other) {
    add(other.micros);
    carry(other.parts);
  }

  /** Takes away another, to the last part; false, and nothing taken, where there is less. */
  boolean subtract(Amount other) {
    boolean borrows = parts < other.parts;
    long left = micros - other.micros - (borrows ? 1 : 0);
    if (left < 0) {
      return false;
    }
    micros = left;
    parts += (borrows ? PARTS : 0) - other.parts;
    return true;
  }

  /** Adds power times time: microwatts times nanoseconds are billionths of a microjoule. */
  void addProduct(long microwatts, long nanos) {
    if (microwatts == 0 || nanos == 0) {
      return;
    }
    long low = microwatts * nanos;
    if (Math.multiplyHigh(microwatts, nanos) == 0 && low >= 0) {
      add(low / PARTS);
      carry(low % PARTS);
      return;
    }
    BigInteger[] split =
        BigInteger.valueOf(microwatts)
            .multiply(BigInteger.valueOf(nanos))
            .divideAndRemainder(BIG_PARTS);
    add(split[0].longValueExact());
    carry(split[1].longValue());
  }

  private void carry(long moreParts) {
    parts += moreParts;
    if (parts >= PARTS) {
      parts -= PARTS;
      add(1);
    }
  }

  /** Takes the larger of itself and a whole number of millionths. */
  void raiseTo(long atLeastMicros) {
    if (micros < atLeastMicros) {
      micros = atLeastMicros;
      parts = 0;
    }
  }

  /** Compares with a whole number of millionths, to the last part. */
  int compareTo(long otherMicros) {
    int whole = Long.compare(micros, otherMicros);
    return whole != 0 ? whole : Long.signum(parts);
  }

  /** In whole millionths, rounded up. */
  long ceiling() {
    return parts == 0 ? micros : Math.addExact(micros, 1);
  }

  /**
   * How long {@code microwatts} take to bring this amount to {@code targetMicros}, rounded up to
   * whole nanoseconds; 0 if it is there, {@code Long.MAX_VALUE} if that never happens.
   */
  long nanosUntil(long targetMicros, long microwatts) {
    if (micros >= targetMicros) {
      return 0;
    }
    if (microwatts <= 0) {
      return Long.MAX_VALUE;
    }
    BigInteger missing =
        BigInteger.valueOf(targetMicros)
            .subtract(BigInteger.valueOf(micros))
            .multiply(BIG_PARTS)
            .subtract(BigInteger.valueOf(parts));
    BigInteger rate = BigInteger.valueOf(microwatts);
    BigInteger nanos = missing.add(rate).subtract(BigInteger.ONE).divide(rate);
    return nanos.bitLength() > 62 ? Long.MAX_VALUE : nanos.longValue();
  }
}
