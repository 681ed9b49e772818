package dev.ration.interpreter.values;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * Products and quotients of exact amounts, rounded half to even to whole grains. All throw {@link
 * ArithmeticException} when the result does not fit or a divisor is zero.
 */
public final class Grains {
  private static final double LONG_EDGE = 0x1p63;

  private Grains() {}

  /** Returns {@code left · right · 10^exponent}. */
  public static long multiply(long left, long right, int exponent) {
    if (exponent <= 0
        && exponent >= -18
        && Math.multiplyHigh(left, right) == (left * right) >> 63) {
      return divideRounded(left * right, powerOfTen(-exponent));
    }
    return slowMultiply(left, right, exponent);
  }

  /** Returns {@code left / right · 10^exponent}. */
  public static long divide(long left, long right, int exponent) {
    if (right == 0) {
      throw zero();
    }
    return slowDivide(left, right, exponent);
  }

  /** Returns the amount times a plain number. */
  public static long scale(long amount, double factor) {
    return whole(amount * factor);
  }

  /** Rounds to a whole number. */
  public static long whole(double value) {
    double rounded = Math.rint(value);
    if (!(rounded >= -LONG_EDGE && rounded < LONG_EDGE)) {
      throw overflow();
    }
    return (long) rounded;
  }

  private static long divideRounded(long value, long divisor) {
    if (divisor == 1) {
      return value;
    }
    long quotient = value / divisor;
    long rest = value - quotient * divisor;
    if (rest == 0) {
      return quotient;
    }
    long twice = Math.abs(rest) - (divisor - Math.abs(rest));
    boolean isUp = twice > 0 || (twice == 0 && (quotient & 1) != 0);
    return isUp ? quotient + (value < 0 ? -1 : 1) : quotient;
  }

  /** Returns {@code 10^exponent} for exponents from 0 to 18. */
  static long powerOfTen(int exponent) {
    long power = 1;
    for (int i = 0; i < exponent; i++) {
      power *= 10;
    }
    return power;
  }

  @TruffleBoundary
  private static long slowMultiply(long left, long right, int exponent) {
    return BigDecimal.valueOf(left)
        .multiply(BigDecimal.valueOf(right))
        .scaleByPowerOfTen(exponent)
        .setScale(0, RoundingMode.HALF_EVEN)
        .longValueExact();
  }

  @TruffleBoundary
  private static long slowDivide(long left, long right, int exponent) {
    BigInteger above = BigInteger.valueOf(left);
    BigInteger below = BigInteger.valueOf(right);
    if (exponent >= 0) {
      above = above.multiply(BigInteger.TEN.pow(exponent));
    } else {
      below = below.multiply(BigInteger.TEN.pow(-exponent));
    }
    return new BigDecimal(above)
        .divide(new BigDecimal(below), 0, RoundingMode.HALF_EVEN)
        .longValueExact();
  }

  @TruffleBoundary
  private static ArithmeticException overflow() {
    return new ArithmeticException("overflow");
  }

  @TruffleBoundary
  private static ArithmeticException zero() {
    return new ArithmeticException("zero");
  }
}
