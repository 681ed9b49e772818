package dev.ration.runtime.clock;

import org.jspecify.annotations.Nullable;

/**
 * What a strand is inside of: its innermost scope. All methods are called with the scheduler's lock
 * held.
 */
public interface Guard {
  /** The limit by which strands are ordered (T10); {@link Instants#NEVER} when there is none. */
  long limitNanos();

  /** As {@link #limitNanos}, with what those who wait for it add: the place among strands (T10). */
  default long placeNanos() {
    return limitNanos();
  }

  /** Whether it stands still: nothing inside goes on but what ends it (C6). */
  default boolean isFrozen() {
    return false;
  }

  /** The cancellation that must land now, or null. */
  @Nullable RuntimeException pendingCut();
}
