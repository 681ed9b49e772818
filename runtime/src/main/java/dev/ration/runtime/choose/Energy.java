package dev.ration.runtime.choose;

import java.math.BigInteger;

/** Power times time, rounded up to whole microjoules. */
final class Energy {
  private static final long PARTS = 1_000_000_000L;

  private Energy() {}

  static long of(long microwatts, long nanos) {
    if (Math.multiplyHigh(microwatts, nanos) == 0 && microwatts * nanos >= 0) {
      long product = microwatts * nanos;
      return product / PARTS + (product % PARTS == 0 ? 0 : 1);
    }
    return BigInteger.valueOf(microwatts)
        .multiply(BigInteger.valueOf(nanos))
        .add(BigInteger.valueOf(PARTS - 1))
        .divide(BigInteger.valueOf(PARTS))
        .longValueExact();
  }
}
