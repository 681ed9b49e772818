package dev.ration.runtime.spi;

import org.jspecify.annotations.Nullable;

/**
 * A robot's own battery, however it is reached: over CAN, a bus of its drivers, or the kernel.
 *
 * <p>Used by one thread at a time; must not block for longer than a few milliseconds. A battery
 * speaks seldom and in coarse steps, so it corrects what other meters say and never replaces them.
 */
@FunctionalInterface
public interface BatterySource {
  /** No figure of this kind. */
  long NONE = -1;

  /** What it says now; null when it says nothing. */
  @Nullable BatteryReading read();

  /** What a battery is doing. */
  enum Status {
    /** It feeds the robot, and nothing else does. */
    DISCHARGING,
    /** Something feeds it: what leaves it is not what the robot uses. */
    CHARGING,
    /** It is not known, or it rests. */
    UNKNOWN
  }

  /**
   * One answer.
   *
   * @param storedMicrojoules what is left in it; {@link #NONE} when it does not say
   * @param stepMicrojoules the smallest change it can show, above 0
   * @param microwatts what leaves it now; {@link #NONE} when it does not say
   */
  record BatteryReading(
      Status status, long storedMicrojoules, long stepMicrojoules, long microwatts) {
    public BatteryReading {
      if (storedMicrojoules < NONE || microwatts < NONE || stepMicrojoules < 1) {
        throw new IllegalArgumentException("a figure of a battery is negative, or its step is 0");
      }
    }
  }
}
