package dev.ration.plan;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * An amount of one dimension, kept exactly as a fraction of coherent units.
 *
 * <p>Immutable; always in lowest terms with a positive denominator, so that equal amounts are equal
 * objects whatever unit they were written in.
 */
public record Quantity(BigInteger numerator, BigInteger denominator, Dimension dimension)
    implements Comparable<Quantity> {

  public Quantity {
    if (denominator.signum() == 0) {
      throw new ArithmeticException("division by zero");
    }
    if (denominator.signum() < 0) {
      numerator = numerator.negate();
      denominator = denominator.negate();
    }
    BigInteger divisor = numerator.gcd(denominator);
    if (divisor.signum() != 0 && !divisor.equals(BigInteger.ONE)) {
      numerator = numerator.divide(divisor);
      denominator = denominator.divide(divisor);
    }
  }

  /** Returns {@code value} of {@code unit}. */
  public static Quantity of(BigDecimal value, Unit unit) {
    BigDecimal product = value.multiply(unit.numerator());
    Quantity scaled = fraction(product, BigDecimal.ONE, unit.dimension()).over(unit.denominator());
    return unit.isAffine()
        ? scaled.plus(fraction(unit.offset(), BigDecimal.ONE, unit.dimension()))
        : scaled;
  }

  /** Returns a plain number. */
  public static Quantity number(BigDecimal value) {
    return fraction(value, BigDecimal.ONE, Dimension.NONE);
  }

  /** Returns {@code grains} of the dimension's grain, which must be exact. */
  public static Quantity ofGrains(long grains, Dimension dimension) {
    if (!dimension.grain().isExact()) {
      throw new IllegalArgumentException(dimension + " has no exact grain");
    }
    return new Quantity(
        BigInteger.valueOf(grains), BigInteger.TEN.pow(dimension.grain().decimals()), dimension);
  }

  private static Quantity fraction(BigDecimal above, BigDecimal below, Dimension dimension) {
    int scale = Math.max(Math.max(above.scale(), below.scale()), 0);
    return new Quantity(
        above.setScale(scale).unscaledValue(), below.setScale(scale).unscaledValue(), dimension);
  }

  private Quantity over(BigInteger divisor) {
    return new Quantity(numerator, denominator.multiply(divisor), dimension);
  }

  /** Adds an amount of the same dimension. */
  public Quantity plus(Quantity other) {
    requireSame(other);
    return new Quantity(
        numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
        denominator.multiply(other.denominator),
        dimension);
  }

  /** Subtracts an amount of the same dimension. */
  public Quantity minus(Quantity other) {
    return plus(other.negated());
  }

  /** Multiplies, dimensions included. */
  public Quantity times(Quantity other) {
    return new Quantity(
        numerator.multiply(other.numerator),
        denominator.multiply(other.denominator),
        dimension.times(other.dimension));
  }

  /**
   * Divides, dimensions included.
   *
   * @throws ArithmeticException if {@code other} is zero
   */
  public Quantity dividedBy(Quantity other) {
    return new Quantity(
        numerator.multiply(other.denominator),
        denominator.multiply(other.numerator),
        dimension.dividedBy(other.dimension));
  }

  /** Changes the sign. */
  public Quantity negated() {
    return new Quantity(numerator.negate(), denominator, dimension);
  }

  /** Returns -1, 0 or 1. */
  public int signum() {
    return numerator.signum();
  }

  /** Tells whether the amount is a whole number of its dimension's grains. */
  public boolean isWholeGrains() {
    BigInteger scaled = numerator.multiply(BigInteger.TEN.pow(dimension.grain().decimals()));
    return scaled.mod(denominator).signum() == 0;
  }

  /**
   * Returns the whole number of grains, rounded half to even.
   *
   * @throws ArithmeticException if it does not fit a {@code long}
   */
  public long toGrains() {
    if (!dimension.grain().isExact()) {
      throw new IllegalStateException(dimension + " has no exact grain");
    }
    return new BigDecimal(numerator)
        .scaleByPowerOfTen(dimension.grain().decimals())
        .divide(new BigDecimal(denominator), 0, RoundingMode.HALF_EVEN)
        .longValueExact();
  }

  /** Returns the nearest floating-point number of coherent units. */
  public double toDouble() {
    return toDecimal().doubleValue();
  }

  /** Returns the amount in coherent units, to 34 digits. */
  public BigDecimal toDecimal() {
    return new BigDecimal(numerator).divide(new BigDecimal(denominator), MathContext.DECIMAL128);
  }

  /** Returns the amount counted in {@code unit}, which must be of the same dimension. */
  public BigDecimal in(Unit unit) {
    if (!unit.dimension().equals(dimension)) {
      throw new IllegalArgumentException(unit.symbol() + " does not measure " + dimension);
    }
    Quantity shifted =
        unit.isAffine() ? minus(fraction(unit.offset(), BigDecimal.ONE, dimension)) : this;
    return new BigDecimal(shifted.numerator)
        .multiply(new BigDecimal(unit.denominator()))
        .divide(
            new BigDecimal(shifted.denominator).multiply(unit.numerator()), MathContext.DECIMAL128);
  }

  @Override
  public int compareTo(Quantity other) {
    requireSame(other);
    return numerator.multiply(other.denominator).compareTo(other.numerator.multiply(denominator));
  }

  private void requireSame(Quantity other) {
    if (!dimension.equals(other.dimension)) {
      throw new IllegalArgumentException(
          "cannot combine " + dimension + " with " + other.dimension);
    }
  }

  /** The amount in the unit a person would pick. */
  @Override
  public String toString() {
    return QuantityText.of(this);
  }
}
