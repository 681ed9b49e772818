package dev.ration.runtime.spi;

/** A host action that was started. Thread-safe. */
@FunctionalInterface
public interface Command {
  /** Asks it to stop within its stop time; returns without waiting; idempotent. */
  void stop();
}
