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
 * @param stopNanos how long an action needs to stop what is not in {@code stops}
 * @param stops the stop times of resources, in nanoseconds by name; the longest that is held counts
 * @param faults what goes wrong, and when
 */
public record SimSettings(
    long batteryMicrojoules,
    double charge,
    long idleMicrowatts,
    Map<String, Double> bands,
    long stopNanos,
    Map<String, Long> stops,
    FaultScript faults) {
  /** A battery of 1 kWh that is full, 50 W idle, stops within 200 ms, no faults. */
  public static final SimSettings DEFAULTS =
      new SimSettings(3_600_000_000_000L, 1, 50_000_000, Map.of(), 200_000_000, FaultScript.NONE);

  /** One in which everything stops alike. */
  public SimSettings(
      long batteryMicrojoules,
      double charge,
      long idleMicrowatts,
      Map<String, Double> bands,
      long stopNanos,
      FaultScript faults) {
    this(batteryMicrojoules, charge, idleMicrowatts, bands, stopNanos, Map.of(), faults);
  }

  public SimSettings {
    stops = Map.copyOf(stops);
    bands = Map.copyOf(bands);
    if (batteryMicrojoules <= 0 || !(charge >= 0 && charge <= 1)) {
      throw new IllegalArgumentException("battery of " + batteryMicrojoules + " uJ at " + charge);
    }
  }

  /** The same with other faults. */
  public SimSettings withFaults(FaultScript other) {
    return new SimSettings(
        batteryMicrojoules, charge, idleMicrowatts, bands, stopNanos, stops, other);
  }

  /** The same with another charge, 0 to 1. */
  public SimSettings withCharge(double share) {
    return new SimSettings(
        batteryMicrojoules, share, idleMicrowatts, bands, stopNanos, stops, faults);
  }

  /** How long it takes to stop what holds these resources, in nanoseconds. */
  long stopNanos(Iterable<String> held) {
    // What moves nothing has nothing to bring to rest.
    long longest = 0;
    for (String one : held) {
      longest = Math.max(longest, stops.getOrDefault(one, stopNanos));
    }
    return longest;
  }
}
