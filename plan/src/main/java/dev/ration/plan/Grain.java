package dev.ration.plan;

/** How a quantity is kept at run time. */
public enum Grain {
  /** A {@code long} counting billionths of the coherent unit: time in nanoseconds. */
  NANO(9),
  /** A {@code long} counting millionths: microjoules, microwatts, millionths of a currency. */
  MICRO(6),
  /** A {@code long} counting units: bits. */
  ONE(0),
  /** A {@code double} of coherent units. */
  FLOATING(0);

  private final int decimals;

  Grain(int decimals) {
    this.decimals = decimals;
  }

  /** How many grains make one coherent unit, as a power of ten. */
  public int decimals() {
    return decimals;
  }

  /** Tells whether values are whole numbers of grains. */
  public boolean isExact() {
    return this != FLOATING;
  }
}
