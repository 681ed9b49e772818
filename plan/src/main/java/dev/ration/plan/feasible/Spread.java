package dev.ration.plan.feasible;

/**
 * How much of something a piece of work takes: four figures in grains (nanoseconds, microjoules,
 * microwatts), of which each is at least as large as the one before (S1).
 *
 * <p>The minimum holds for success only; the bound follows from enforced figures only. Immutable.
 *
 * @param minimum at least this, whenever it succeeds
 * @param expected the mean; {@link #NONE} when nothing tells
 * @param p95 95 of 100 stay below; {@link #NONE} when nothing tells
 * @param bound never more; {@link #NONE} when nothing enforces one
 */
public record Spread(long minimum, long expected, long p95, long bound) {
  /** No figure: a value of its own, not a large number. */
  public static final long NONE = -1;

  /** Nothing at all. */
  public static final Spread ZERO = new Spread(0, 0, 0, 0);

  /** Anything. */
  public static final Spread UNKNOWN = new Spread(0, NONE, NONE, NONE);

  public Spread {
    if (minimum < 0) {
      throw new IllegalArgumentException("a minimum below 0: " + minimum);
    }
  }

  /** Always the same. */
  public static Spread constant(long value) {
    return new Spread(value, value, value, value);
  }

  /** One after the other: all four add up. */
  public Spread then(Spread next) {
    return new Spread(
        sum(minimum, next.minimum),
        sum(expected, next.expected),
        sum(p95, next.p95),
        sum(bound, next.bound));
  }

  /** The larger of two, figure by figure: what is side by side ends with the last. */
  public Spread max(Spread other) {
    return new Spread(
        Math.max(minimum, other.minimum),
        larger(expected, other.expected),
        larger(p95, other.p95),
        larger(bound, other.bound));
  }

  /** The first of two to end: the bound is the earlier one that there is. */
  public Spread first(Spread other) {
    return new Spread(
        Math.min(minimum, other.minimum),
        smaller(expected, other.expected),
        smaller(p95, other.p95),
        smaller(bound, other.bound));
  }

  /**
   * One of several, nobody knows which: the expected value takes them as equally probable, the 95th
   * percentile and the bound are those of the largest.
   */
  public static Spread oneOf(Iterable<Spread> ways) {
    long minimum = Long.MAX_VALUE;
    long expected = 0;
    long p95 = 0;
    long bound = 0;
    int count = 0;
    for (Spread way : ways) {
      minimum = Math.min(minimum, way.minimum);
      expected = sum(expected, way.expected);
      p95 = larger(p95, way.p95);
      bound = larger(bound, way.bound);
      count++;
    }
    if (count == 0) {
      return ZERO;
    }
    return new Spread(minimum, expected == NONE ? NONE : expected / count, p95, bound);
  }

  /** The same, but it may also end at once: only the minimum goes. */
  public Spread perhaps() {
    return new Spread(0, expected, p95, bound);
  }

  /** So many times; {@link #NONE} for a number that nobody knows, but at least {@code least}. */
  public Spread times(long least, long most) {
    boolean isKnown = least == most;
    return new Spread(
        product(minimum, least),
        isKnown ? product(expected, most) : NONE,
        isKnown ? product(p95, most) : NONE,
        atMost(bound, most));
  }

  /**
   * Cut at a limit; {@link #NONE} for none. What needs more than the limit never succeeds, so the
   * limit is a minimum for it too, and only the activity that has the limit is found fault with.
   */
  public Spread cut(long limit) {
    if (limit == NONE) {
      return this;
    }
    return new Spread(
        Math.min(minimum, limit),
        capped(expected, limit),
        capped(p95, limit),
        smaller(bound, limit));
  }

  /** The same with another minimum, which must not be larger. */
  Spread notBefore(long least) {
    return new Spread(least, expected, p95, bound);
  }

  /** Whether nothing enforces a bound. */
  public boolean isUnbounded() {
    return bound == NONE;
  }

  /** A bound so many times; nothing any number of times is nothing. */
  static long atMost(long bound, long most) {
    return bound == 0 ? 0 : product(bound, most);
  }

  /** The sum; {@link #NONE} with one of them, the largest number where it would be more. */
  public static long sum(long left, long right) {
    if (left == NONE || right == NONE) {
      return NONE;
    }
    long total = left + right;
    return total < 0 ? Long.MAX_VALUE : total;
  }

  static long larger(long left, long right) {
    return left == NONE || right == NONE ? NONE : Math.max(left, right);
  }

  static long smaller(long left, long right) {
    if (left == NONE || right == NONE) {
      return Math.max(left, right);
    }
    return Math.min(left, right);
  }

  private static long capped(long figure, long limit) {
    return figure == NONE ? NONE : Math.min(figure, limit);
  }

  private static long product(long figure, long count) {
    if (figure == NONE || count == NONE) {
      return NONE;
    }
    return figure != 0 && count > Long.MAX_VALUE / figure ? Long.MAX_VALUE : figure * count;
  }
}
