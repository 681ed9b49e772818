package dev.ration.runtime.sim;

import java.util.Map;

/**
 * What a simulated robot is like. Immutable.
 *
 * @param batteryMicrojoules capacity; positive
 * @param charge how full the battery is at the start, 0 to 1
 * @param idleMicrowatts draw with nothing commanded
 * @param bands the names of battery bands with the charge below which each holds, any order; the
 *     band with the lowest bound above the charge counts, and {@code full} where none does
 * @param stopNanos how long an action needs to stop
 * @param faults what goes wrong, and when
 */
public record SimSettings(
    long batteryMicrojoules,
    double charge,
    long idleMicrowatts,
    Map<String, Double> bands,
    long stopNanos,
    FaultScript faults) {
  /** A battery of 1 kWh that is full, 50 W idle, stops within 200 ms, no faults. */
  public static final SimSettings DEFAULTS =
      new SimSettings(3_600_000_000_000L, 1, 50_000_000, Map.of(), 200_000_000, FaultScript.NONE);

  public SimSettings {
    bands = Map.copyOf(bands);
    if (batteryMicrojoules <= 0 || !(charge >= 0 && charge <= 1)) {
      throw new IllegalArgumentException("battery of " + batteryMicrojoules + " uJ at " + charge);
    }
  }

  /** The same with other faults. */
  public SimSettings withFaults(FaultScript other) {
    return new SimSettings(batteryMicrojoules, charge, idleMicrowatts, bands, stopNanos, other);
  }

  /** The same with another charge, 0 to 1. */
  public SimSettings withCharge(double share) {
    return new SimSettings(batteryMicrojoules, share, idleMicrowatts, bands, stopNanos, faults);
  }
}
