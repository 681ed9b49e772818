package dev.ration.runtime.spi;

import java.util.Map;

/** A way to reach robots, found by {@link java.util.ServiceLoader}. Thread-safe. */
public interface RobotConnector {
  /** The name a site uses for this connector, as in {@code driver: "sim"}. */
  String id();

  /**
   * Connects.
   *
   * @throws RobotException if the robot cannot be reached or a setting is wrong
   */
  Robot connect(Map<String, String> settings) throws RobotException;
}
