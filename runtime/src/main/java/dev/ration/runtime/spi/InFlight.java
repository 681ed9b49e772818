package dev.ration.runtime.spi;

/** A model call that was started. Thread-safe. */
@FunctionalInterface
public interface InFlight {
  /**
   * Stops the call for real: closes its stream, frees its slot. Returns without waiting;
   * idempotent. At most one terminal call to the listener may still arrive afterwards.
   */
  void cancel();
}
