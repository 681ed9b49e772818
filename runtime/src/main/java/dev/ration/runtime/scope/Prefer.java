package dev.ration.runtime.scope;

/**
 * {@code prefer goal min P by P}. Immutable; ratios from 0 to 1.
 *
 * @param minQuality the least quality that will do; 0 without
 * @param tolerance differences up to this do not count; 0 without
 */
public record Prefer(Goal goal, double minQuality, double tolerance) {
  /** What to maximise among the feasible tiers. */
  public enum Goal {
    QUALITY,
    ENERGY,
    SPEED,
    COST
  }
}
