package dev.ration.runtime.spi;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A way to meter energy, found by {@link java.util.ServiceLoader}. Thread-safe. */
public interface MeterSource {
  /** The name a site uses for it, as in {@code source: "linux"}. */
  String id();

  /**
   * Finds the meter that a site asks for.
   *
   * @throws RobotException if there is none, or a setting is wrong; the run then goes by its model
   */
  EnergyMeter open(Request request) throws RobotException;

  /**
   * What is asked for.
   *
   * @param sees {@code computer}, or {@code robot} for all that the battery feeds
   * @param settings texts by name
   * @param battery the robot's own, where its connector has one
   */
  record Request(String sees, Map<String, String> settings, @Nullable BatterySource battery) {
    public Request {
      settings = Map.copyOf(settings);
    }
  }
}
