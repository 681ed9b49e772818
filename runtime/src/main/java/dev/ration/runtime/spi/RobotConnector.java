package dev.ration.runtime.spi;

import java.util.Map;
import java.util.function.LongSupplier;

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

  /**
   * Connects a robot whose readings are stamped by {@code nanoTime}, the clock of the run.
   *
   * @throws RobotException if the robot cannot be reached or a setting is wrong
   */
  default Robot connect(Map<String, String> settings, LongSupplier nanoTime) throws RobotException {
    return connect(settings);
  }
}
