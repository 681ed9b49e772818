package dev.ration.plan.feasible;

/**
 * What the clauses of one activity allow; {@link Spread#NONE} for what they do not say or what is
 * only known when it runs. Immutable.
 *
 * @param nanos the deadline
 * @param reserveNanos the declared reserve
 * @param microjoules the energy budget
 * @param microwatts the power cap at every moment
 * @param quantile the probability that a model must promise, 0 to 1
 */
public record Limits(
    long nanos, long reserveNanos, long microjoules, long microwatts, double quantile) {
  /** The probability where no {@code at} says another. */
  public static final double DEFAULT_QUANTILE = 0.95;

  /** No limit at all. */
  public static final Limits OPEN =
      new Limits(Spread.NONE, Spread.NONE, Spread.NONE, Spread.NONE, DEFAULT_QUANTILE);

  /** A deadline alone. */
  public static Limits within(long nanos) {
    return new Limits(nanos, Spread.NONE, Spread.NONE, Spread.NONE, DEFAULT_QUANTILE);
  }

  /** The same, where more may be burnt after the budget has run out. */
  Limits beyond(long more) {
    long most = microjoules == Spread.NONE ? Spread.NONE : Spread.sum(microjoules, more);
    return new Limits(nanos, reserveNanos, most, microwatts, quantile);
  }

  /** The same without the energy budget. */
  Limits withoutEnergy() {
    return new Limits(nanos, reserveNanos, Spread.NONE, microwatts, quantile);
  }

  /** The same without the deadline. */
  Limits withoutDeadline() {
    return new Limits(Spread.NONE, Spread.NONE, microjoules, microwatts, quantile);
  }
}
