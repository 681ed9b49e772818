package dev.ration.interpreter.agree;

/** How many of many were above a figure that 5 of 100 are to be above. Used by one thread. */
final class Shares {
  /** What lies outside of the interval on each side: one in two thousand. */
  private static final double OUTSIDE = 0.0005;

  private static final double ABOVE = 0.05;

  private int count;
  private int above;

  void add(long figure, long actual) {
    count++;
    above += actual > figure ? 1 : 0;
  }

  int count() {
    return count;
  }

  int above() {
    return above;
  }

  /** The least number above it in 99.9 % of all trials. */
  int least() {
    double sum = 0;
    for (int k = 0; k <= count; k++) {
      sum += probability(k);
      if (sum > OUTSIDE) {
        return k;
      }
    }
    return count;
  }

  /** The most above it in 99.9 % of all trials. */
  int most() {
    double sum = 0;
    for (int k = count; k >= 0; k--) {
      sum += probability(k);
      if (sum > OUTSIDE) {
        return k;
      }
    }
    return 0;
  }

  private double probability(int k) {
    double log = k * Math.log(ABOVE) + (count - k) * Math.log(1 - ABOVE);
    for (int i = 1; i <= Math.min(k, count - k); i++) {
      log += Math.log((count - i + 1.0) / i);
    }
    return Math.exp(log);
  }

  @Override
  public String toString() {
    return "%d of %d, where %d to %d are likely".formatted(above, count, least(), most());
  }
}
