package dev.ration.plan.feasible;

import java.util.List;

/**
 * What does not work out, with the numbers that decide (S2, S3). Immutable.
 *
 * @param kind what kind of shortage
 * @param needed nanoseconds, microjoules or microwatts
 * @param kept what is kept back of {@code allowed}, in the same unit
 * @param allowed what the clause gives
 * @param shares what the need is made of, largest first
 */
public record Verdict(Kind kind, long needed, long kept, long allowed, List<Share> shares) {
  public Verdict {
    shares = List.copyOf(shares);
  }

  /** The shortest deadline under which one of the refused tiers would serve; 0 for none. */
  public long enoughNanos() {
    return shares.stream().mapToLong(Share::amount).filter(nanos -> nanos > 0).min().orElse(0);
  }

  /** What is short of what. */
  public enum Kind {
    /** Even the least time does not fit: it never succeeds. */
    TIME_MINIMUM,
    /**
     * The least time does not fit beside what is kept for the end, wherever the limit is its own:
     * under a nearer one of its caller less is kept (T3).
     */
    TIME_KEPT,
    /** The mean time does not fit. */
    TIME_EXPECTED,
    /** More than 5 of 100 are late. */
    TIME_P95,
    /** Even the earliest first effect is too late: a `respond` that never succeeds. */
    EFFECT_MINIMUM,
    /** The first effect is expected too late. */
    EFFECT_EXPECTED,
    /** Even the least energy does not fit: it never starts. */
    ENERGY_MINIMUM,
    /** The mean energy does not fit. */
    ENERGY_EXPECTED,
    /** It always draws more than it may: it never starts. */
    POWER_MINIMUM,
    /** No tier can ever answer. */
    NO_TIER,
    /** No tier promises to answer in time; none will be asked. */
    NO_LIKELY_TIER,
    /** This tier can never be chosen. */
    DEAD_TIER
  }

  /**
   * A part of a need.
   *
   * @param name of a host action or a question
   * @param amount in the verdict's unit; of a tier, the deadline under which it would serve
   * @param source where the figure comes from
   */
  public record Share(String name, long amount, String source) {
    Share times(long count) {
      return new Share(name, Math.multiplyExact(amount, count), source);
    }
  }
}
