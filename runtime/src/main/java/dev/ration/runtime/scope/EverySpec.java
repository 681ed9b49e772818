package dev.ration.runtime.scope;

import dev.ration.runtime.clock.Instants;

/**
 * {@code every p within D busy …} (T8). Immutable.
 *
 * @param periodNanos p; positive
 * @param withinNanos D, counted from the tick; {@link Instants#NEVER} without
 * @param queue how many late ticks are kept; 0 for {@code busy skip}
 */
public record EverySpec(String name, long periodNanos, long withinNanos, int queue) {}
