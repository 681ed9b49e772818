package dev.ration.runtime.resource;

/**
 * A resource to hold, whole or a share of it. Immutable.
 *
 * @param resource its dotted name
 * @param millionths how much of its capacity, in millionths of the whole
 */
public record Holding(String resource, long millionths) {
  /** All of a resource. */
  public static final long WHOLE = 1_000_000;

  public Holding {
    if (millionths <= 0) {
      throw new IllegalArgumentException("a share of " + millionths + " millionths");
    }
  }

  /** The whole resource. */
  public static Holding of(String resource) {
    return new Holding(resource, WHOLE);
  }
}
