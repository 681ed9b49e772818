package dev.ration.runtime.assembly;

import dev.ration.plan.Code;
import dev.ration.plan.profile.RobotProfile;
import dev.ration.runtime.spi.RobotException;
import dev.ration.runtime.spi.Standing;
import java.util.Map;
import java.util.TreeMap;

/** Whether the drivers of a robot keep what its profile promises. */
final class DriverFit {
  /** The setting by which a site takes a robot that does not stop by itself. */
  private static final String ACCEPT = "accept_no_lease";

  private DriverFit() {}

  /**
   * Compares them.
   *
   * @throws RobotException if the robot cannot be run, with the reason
   */
  static void check(
      RobotProfile profile, Standing standing, boolean acceptsNoLease, boolean isVirtual)
      throws RobotException {
    if (isVirtual && standing.hasOwnClock()) {
      throw new RobotException(
          Code.DRIVER_MISFIT,
          "The drivers of `%s` live on the real clock, and cannot follow the virtual one."
              .formatted(profile.name()));
    }
    boolean isAccepted = acceptsNoLease || "true".equals(profile.settings().get(ACCEPT));
    if (!standing.lapses() && !isAccepted) {
      throw new RobotException(
          Code.NO_LEASE,
          "`%s` does not stop by itself when Ration is gone; accept that with `%s: true` in its settings, or with --accept-no-lease."
              .formatted(profile.name(), ACCEPT));
    }
    for (Map.Entry<String, Long> stop : new TreeMap<>(standing.stops()).entrySet()) {
      check(profile, stop.getKey(), stop.getValue());
    }
  }

  private static void check(RobotProfile profile, String resource, long stopNanos)
      throws RobotException {
    RobotProfile.Resource promised =
        profile
            .resource(resource)
            .orElseThrow(
                () ->
                    new RobotException(
                        Code.DRIVER_MISFIT,
                        "A driver moves `%s`, which the profile of `%s` does not have."
                            .formatted(resource, profile.name())));
    if (stopNanos > promised.stop().value()) {
      throw new RobotException(
          Code.DRIVER_MISFIT,
          "A driver needs %d ms to stop `%s`, but the profile of `%s` promises %d ms."
              .formatted(
                  stopNanos / 1_000_000,
                  resource,
                  profile.name(),
                  promised.stop().value() / 1_000_000));
    }
  }
}
