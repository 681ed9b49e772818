package dev.ration.runtime.sim;

import dev.ration.runtime.clock.Scheduler;
import dev.ration.runtime.clock.SchedulerSettings;
import dev.ration.runtime.spi.Robot;
import dev.ration.runtime.spi.RobotConnector;
import dev.ration.runtime.spi.RobotException;
import java.util.Map;

/**
 * The simulated robot for hosts that look for a connector: on a real clock of its own. A run that
 * is put together by {@code Assembly} gets one on its own scheduler instead.
 */
public final class SimConnector implements RobotConnector {
  /** The name a robot profile uses, as in {@code driver: "sim"}. */
  public static final String ID = "sim";

  @Override
  public String id() {
    return ID;
  }

  /** Connects; the one setting is {@code seed}, a whole number. */
  @Override
  public Robot connect(Map<String, String> settings) throws RobotException {
    String seed = settings.getOrDefault("seed", "0");
    try {
      SchedulerSettings clock = SchedulerSettings.defaults().withSeed(Long.parseLong(seed));
      return new SimRobot(Scheduler.real(clock), SimSettings.DEFAULTS, _ -> {});
    } catch (NumberFormatException _) {
      throw new RobotException("The setting `seed` of the simulated robot is no whole number.");
    }
  }
}
