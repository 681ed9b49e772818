package dev.ration.runtime.clock;

/** Something that happens at an instant unless cancelled. Thread-safe. */
public interface Timer {
  /** The instant it is set for, in nanoseconds of the scheduler's clock. */
  long instantNanos();

  /** Takes it back; returns false if it already happened or was taken back. */
  boolean cancel();
}
