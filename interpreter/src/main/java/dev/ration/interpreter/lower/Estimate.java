package dev.ration.interpreter.lower;

/**
 * The least and the most that something takes: times in nanoseconds, energy in microjoules.
 *
 * @param boundNanos {@link #NONE} when nothing enforced bounds it
 * @param boundMicrojoules {@link #NONE} when nothing enforced bounds it
 * @param peakMicrowatts the most it draws at once; {@link #NONE} when that is not known
 */
record Estimate(
    long minimumNanos,
    long boundNanos,
    long minimumMicrojoules,
    long boundMicrojoules,
    long peakMicrowatts) {
  /** No bound: a value of its own. */
  static final long NONE = -1;

  /** What computes only. */
  static final Estimate NOTHING = new Estimate(0, 0, 0, 0, 0);

  /** What nothing is known of. */
  static final Estimate UNBOUNDED = new Estimate(0, NONE, 0, NONE, NONE);

  /** One after the other. */
  Estimate then(Estimate next) {
    return new Estimate(
        sum(minimumNanos, next.minimumNanos),
        bounded(boundNanos, next.boundNanos),
        sum(minimumMicrojoules, next.minimumMicrojoules),
        bounded(boundMicrojoules, next.boundMicrojoules),
        larger(peakMicrowatts, next.peakMicrowatts));
  }

  /** One or the other. */
  Estimate or(Estimate other) {
    return new Estimate(
        Math.min(minimumNanos, other.minimumNanos),
        larger(boundNanos, other.boundNanos),
        Math.min(minimumMicrojoules, other.minimumMicrojoules),
        larger(boundMicrojoules, other.boundMicrojoules),
        larger(peakMicrowatts, other.peakMicrowatts));
  }

  /** Both at once, until both have ended. */
  Estimate beside(Estimate other) {
    return new Estimate(
        Math.max(minimumNanos, other.minimumNanos),
        larger(boundNanos, other.boundNanos),
        sum(minimumMicrojoules, other.minimumMicrojoules),
        bounded(boundMicrojoules, other.boundMicrojoules),
        bounded(peakMicrowatts, other.peakMicrowatts));
  }

  /** The same, but it may also not happen. */
  Estimate perhaps() {
    return new Estimate(0, boundNanos, 0, boundMicrojoules, peakMicrowatts);
  }

  /** One or more times. */
  Estimate attempts() {
    return new Estimate(minimumNanos, NONE, minimumMicrojoules, NONE, peakMicrowatts);
  }

  /** The same energy, but it may be over at once. */
  Estimate atOnce() {
    return new Estimate(0, boundNanos, minimumMicrojoules, boundMicrojoules, peakMicrowatts);
  }

  /** Any number of times. */
  Estimate repeated() {
    return new Estimate(0, NONE, 0, NONE, peakMicrowatts);
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
        peakMicrowatts);
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
        peakMicrowatts);
  }

  /** Microwatts times nanoseconds, in microjoules, rounded up. */
  static long energy(long microwatts, long nanos) {
    double microjoules = Math.ceil(microwatts * (nanos / 1e9));
    return microjoules >= Long.MAX_VALUE ? Long.MAX_VALUE : (long) microjoules;
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
