package dev.ration.runtime.spi;

/** A host action that was started. Thread-safe. */
@FunctionalInterface
public interface Command {
  /** Asks it to stop within its stop time; returns without waiting; idempotent. */
  void stop();

  /**
   * Brings it to its hold state, where it stands still until {@link #resume} or {@link #stop} (C6).
   * Only asked of actions whose resources declare such a state; returns without waiting.
   */
  default void hold() {}

  /**
   * Lets it go on for so long from now, if it is not renewed again (C8); returns without waiting.
   */
  default void renew(long leaseNanos) {}

  /** Lets it go on from its hold state. */
  default void resume() {}
}
