package dev.ration.runtime.clock;

import org.jspecify.annotations.Nullable;

/**
 * What a strand is inside of: its innermost scope. All methods are called with the scheduler's lock
 * held.
 */
public interface Guard {
  /** The limit by which strands are ordered (T10); {@link Instants#NEVER} when there is none. */
  long limitNanos();

  /** The cancellation that must land now, or null. */
  @Nullable RuntimeException pendingCut();
}
