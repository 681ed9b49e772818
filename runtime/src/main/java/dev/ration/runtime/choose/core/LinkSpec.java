package dev.ration.runtime.choose.core;

/**
 * What a link's profile says. Immutable.
 *
 * @param roundTripNanos of the radio in use
 * @param idleNanos what waking the radio adds to a call
 * @param roamingNanos what changing the cell adds to a call
 */
public record LinkSpec(double roundTripNanos, double idleNanos, double roamingNanos) {
  /** No link, for robots without remote tiers. */
  public static final LinkSpec NONE = new LinkSpec(0, 0, 0);

  double promotionNanos(LinkState state) {
    return switch (state) {
      case CONNECTED -> 0;
      case IDLE -> idleNanos;
      case ROAMING -> roamingNanos;
    };
  }
}
