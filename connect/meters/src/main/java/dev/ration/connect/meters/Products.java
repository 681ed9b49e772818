package dev.ration.connect.meters;

import java.math.BigInteger;

/** Power times time, and other products that outgrow 64 bits. */
final class Products {
  private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

  private Products() {}

  /** {@code left * right / by}, rounded down; the largest number where it is larger still. */
  static long floor(long left, long right, long by) {
    return product(left, right).divide(BigInteger.valueOf(by)).min(MOST).longValue();
  }

  /** The same, rounded up. */
  static long ceiling(long left, long right, long by) {
    BigInteger[] parts = product(left, right).divideAndRemainder(BigInteger.valueOf(by));
    return parts[0].add(BigInteger.valueOf(parts[1].signum())).min(MOST).longValue();
  }

  static BigInteger product(long left, long right) {
    return BigInteger.valueOf(left).multiply(BigInteger.valueOf(right));
  }
}
