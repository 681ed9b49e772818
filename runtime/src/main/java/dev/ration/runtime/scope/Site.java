package dev.ration.runtime.scope;

import dev.ration.runtime.resource.ResourceTree;
import java.util.Map;

/**
 * What the runtime needs of the site and the robot's profile. Immutable.
 *
 * @param resources the tree of resources in the profile's order
 * @param cleanupNanos the default bound of a cleanup
 * @param stalenessNanos after which a sensor's reading is too old, by sensor
 * @param defaultStalenessNanos for sensors without a figure of their own
 * @param remoteTiers tiers that send data off the robot
 * @param idleMicrowatts what the robot draws with nothing commanded
 * @param leaseNanos how long a motion goes on without being renewed (C8); positive
 */
public record Site(
    ResourceTree resources,
    long cleanupNanos,
    Map<String, Long> stalenessNanos,
    long defaultStalenessNanos,
    java.util.Set<String> remoteTiers,
    long idleMicrowatts,
    long leaseNanos) {
  private static final long LEASE_NANOS = 500_000_000L;

  public Site {
    stalenessNanos = Map.copyOf(stalenessNanos);
    remoteTiers = java.util.Set.copyOf(remoteTiers);
  }

  /** A robot that draws nothing at rest. */
  public Site(
      ResourceTree resources,
      long cleanupNanos,
      Map<String, Long> stalenessNanos,
      long defaultStalenessNanos,
      java.util.Set<String> remoteTiers) {
    this(
        resources,
        cleanupNanos,
        stalenessNanos,
        defaultStalenessNanos,
        remoteTiers,
        0,
        LEASE_NANOS);
  }

  /** A robot without resources: 1 s for a cleanup, readings valid for 1 s. */
  public static Site plain() {
    return new Site(
        ResourceTree.of(), 1_000_000_000L, Map.of(), 1_000_000_000L, java.util.Set.of());
  }
}
