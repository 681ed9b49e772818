package dev.ration.runtime.choose.core;

import java.util.List;

/**
 * What is preferred among the feasible tiers. Immutable.
 *
 * @param minQuality the share of right answers below which a tier is refused, 0 to 1
 * @param tolerance within which of the best the tie is broken, a share
 * @param order the tiers that count, the first winning a tie; empty for all in their own order
 */
public record Wish(Mode mode, double minQuality, double tolerance, List<Integer> order) {
  public Wish {
    order = List.copyOf(order);
  }

  /** With the tiers in their own order. */
  public Wish(Mode mode, double minQuality, double tolerance) {
    this(mode, minQuality, tolerance, List.of());
  }

  /** How many tiers count. */
  int count(int all) {
    return order.isEmpty() ? all : order.size();
  }

  /** The tier at a place of the order. */
  int tier(int place) {
    return order.isEmpty() ? place : order.get(place);
  }

  /** By prices, from any quality on. */
  public static final Wish PRICED = new Wish(Mode.PRICED, 0, 0);

  /** One mode compares values at prices, the others strictly one figure after the other. */
  public enum Mode {
    /** Expected quality less what energy and money are worth at present. */
    PRICED,
    /** The best quality, then the least energy, then the least money. */
    QUALITY,
    /** The least energy, then the best quality, then the least money. */
    ENERGY,
    /** The earliest answer, then the best quality, then the least money. */
    SPEED,
    /** The least money, then the least energy. */
    COST,
    /** The first tier in its order. */
    FIRST
  }
}
