package dev.ration.runtime.spi;

import java.util.List;

/**
 * What a host action promises: figures of time in nanoseconds, of power in microwatts.
 *
 * <p>Immutable.
 *
 * @param takes from request to end
 * @param begins from request to first effect; all zero when it is not declared
 * @param draws marginal power while it runs
 * @param holds the resources it moves, dotted names
 * @param fails the codes it can fail with
 * @param isPure whether it changes nothing in the world
 */
public record CommandContract(
    Figures takes,
    Figures begins,
    Figures draws,
    List<String> holds,
    List<String> fails,
    boolean isPure) {
  public CommandContract {
    holds = List.copyOf(holds);
    fails = List.copyOf(fails);
  }

  /** Least, typical, p95 and enforced maximum; {@code max} is {@link #NO_MAX} when none is. */
  public record Figures(long least, long typical, long p95, long max) {
    /** No maximum is enforced. */
    public static final long NO_MAX = -1;

    /** Nothing at all. */
    public static final Figures ZERO = new Figures(0, 0, 0, 0);

    public Figures {
      if (least < 0 || least > typical || typical > p95 || (max != NO_MAX && max < p95)) {
        throw new IllegalArgumentException(
            "figures out of order: " + least + ", " + typical + ", " + p95 + ", " + max);
      }
    }
  }
}
