package dev.ration.interpreter.lower;

import java.math.BigInteger;

/**
 * The least and the most that something takes: times in nanoseconds, energy in microjoules.
 *
 * @param boundNanos {@link #NONE} when nothing enforced bounds it
 * @param boundMicrojoules {@link #NONE} when nothing enforced bounds it
 * @param peakMicrowatts the most it draws at once; {@link #NONE} when that is not known
 * @param effect when a person hears or sees the first of it (T9)
 */
record Estimate(
    long minimumNanos,
    long boundNanos,
    long minimumMicrojoules,
    long boundMicrojoules,
    long peakMicrowatts,
    Effect effect) {
  /**
   * The time to the first effect; to the end, where none is sure.
   *
   * @param boundNanos {@link #NONE} when nothing enforced bounds it
   * @param isSure whether an effect comes whenever all goes well
   */
  record Effect(long minimumNanos, long boundNanos, boolean isSure) {
    private Effect or(Effect other) {
      return new Effect(
          Math.min(minimumNanos, other.minimumNanos),
          larger(boundNanos, other.boundNanos),
          isSure && other.isSure);
    }

    private Effect beside(Effect other) {
      if (isSure == other.isSure) {
        return new Effect(
            Math.min(minimumNanos, other.minimumNanos),
            isSure ? smaller(boundNanos, other.boundNanos) : larger(boundNanos, other.boundNanos),
            isSure);
      }
      Effect sure = isSure ? this : other;
      return new Effect(Math.min(minimumNanos, other.minimumNanos), sure.boundNanos, true);
    }

    private Effect within(long nanos) {
      return new Effect(Math.min(minimumNanos, nanos), smaller(boundNanos, nanos), isSure);
    }
  }

  /** No bound: a value of its own. */
  static final long NONE = -1;

  private static final BigInteger PARTS = BigInteger.valueOf(1_000_000_000L);

  /** What computes only. */
  static final Estimate NOTHING = silent(0, 0, 0, 0, 0);

  /** What nothing is known of. */
  static final Estimate UNBOUNDED = silent(0, NONE, 0, NONE, NONE);

  /** What has no effect of its own. */
  static Estimate silent(
      long minimumNanos,
      long boundNanos,
      long minimumMicrojoules,
      long boundMicrojoules,
      long peakMicrowatts) {
    return new Estimate(
        minimumNanos,
        boundNanos,
        minimumMicrojoules,
        boundMicrojoules,
        peakMicrowatts,
        new Effect(minimumNanos, boundNanos, false));
  }

  /** One after the other. */
  Estimate then(Estimate next) {
    return new Estimate(
        sum(minimumNanos, next.minimumNanos),
        bounded(boundNanos, next.boundNanos),
        sum(minimumMicrojoules, next.minimumMicrojoules),
        bounded(boundMicrojoules, next.boundMicrojoules),
        larger(peakMicrowatts, next.peakMicrowatts),
        effect.isSure
            ? effect
            : new Effect(
                sum(minimumNanos, next.effect.minimumNanos),
                bounded(boundNanos, next.effect.boundNanos),
                next.effect.isSure));
  }

  /** One or the other. */
  Estimate or(Estimate other) {
    return new Estimate(
        Math.min(minimumNanos, other.minimumNanos),
        larger(boundNanos, other.boundNanos),
        Math.min(minimumMicrojoules, other.minimumMicrojoules),
        larger(boundMicrojoules, other.boundMicrojoules),
        larger(peakMicrowatts, other.peakMicrowatts),
        effect.or(other.effect));
  }

  /** Both at once, until both have ended. */
  Estimate beside(Estimate other) {
    return new Estimate(
        Math.max(minimumNanos, other.minimumNanos),
        larger(boundNanos, other.boundNanos),
        sum(minimumMicrojoules, other.minimumMicrojoules),
        bounded(boundMicrojoules, other.boundMicrojoules),
        bounded(peakMicrowatts, other.peakMicrowatts),
        effect.beside(other.effect));
  }

  /** The same, but it may also not happen. */
  Estimate perhaps() {
    return silent(0, boundNanos, 0, boundMicrojoules, peakMicrowatts);
  }

  /** One or more times. */
  Estimate attempts() {
    return new Estimate(
        minimumNanos,
        NONE,
        minimumMicrojoules,
        NONE,
        peakMicrowatts,
        new Effect(effect.minimumNanos, NONE, effect.isSure));
  }

  /** The same energy, but it may be over sooner. */
  Estimate sooner(long least) {
    return silent(least, boundNanos, minimumMicrojoules, boundMicrojoules, peakMicrowatts);
  }

  /** The same, but it takes as long as the other. */
  Estimate lasting(Estimate other) {
    return new Estimate(
        other.minimumNanos,
        other.boundNanos,
        minimumMicrojoules,
        boundMicrojoules,
        peakMicrowatts,
        effect);
  }

  /** Any number of times. */
  Estimate repeated() {
    return silent(0, NONE, 0, NONE, peakMicrowatts);
  }

  /** The same under a deadline; {@link #NONE} for none. */
  Estimate within(long nanos) {
    if (nanos == NONE) {
      return this;
    }
    long time = boundNanos == NONE ? nanos : Math.min(boundNanos, nanos);
    long most = peakMicrowatts == NONE ? NONE : energy(peakMicrowatts, nanos);
    return new Estimate(
        Math.min(minimumNanos, nanos),
        time,
        minimumMicrojoules,
        smaller(boundMicrojoules, most),
        peakMicrowatts,
        effect.within(nanos));
  }

  /** The same under an energy budget; {@link #NONE} for none. */
  Estimate energy(long microjoules) {
    if (microjoules == NONE) {
      return this;
    }
    return new Estimate(
        minimumNanos,
        boundNanos,
        Math.min(minimumMicrojoules, microjoules),
        smaller(boundMicrojoules, microjoules),
        peakMicrowatts,
        effect);
  }

  /** The same, whose first effect comes then. */
  Estimate beginning(long least, long bound) {
    return new Estimate(
        minimumNanos,
        boundNanos,
        minimumMicrojoules,
        boundMicrojoules,
        peakMicrowatts,
        new Effect(least, bound, true));
  }

  /** Microwatts times nanoseconds, in microjoules, rounded up. */
  static long energy(long microwatts, long nanos) {
    BigInteger parts = BigInteger.valueOf(microwatts).multiply(BigInteger.valueOf(nanos));
    BigInteger[] split = parts.divideAndRemainder(PARTS);
    BigInteger microjoules = split[1].signum() == 0 ? split[0] : split[0].add(BigInteger.ONE);
    return microjoules.bitLength() > 62 ? Long.MAX_VALUE : microjoules.longValue();
  }

  private static long smaller(long left, long right) {
    if (left == NONE || right == NONE) {
      return Math.max(left, right);
    }
    return Math.min(left, right);
  }

  private static long bounded(long left, long right) {
    return left == NONE || right == NONE ? NONE : sum(left, right);
  }

  private static long larger(long left, long right) {
    return left == NONE || right == NONE ? NONE : Math.max(left, right);
  }

  private static long sum(long left, long right) {
    long total = left + right;
    return total < 0 ? Long.MAX_VALUE : total;
  }
}
