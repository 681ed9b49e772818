package dev.ration.connect.driver;

import dev.ration.plan.Code;
import dev.ration.runtime.spi.Robot;
import dev.ration.runtime.spi.RobotConnector;
import dev.ration.runtime.spi.RobotException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * Robots that are moved by drivers of their own: each setting is the name of a driver and its
 * address, but for {@value #ACCEPT}. Thread-safe.
 */
public final class ExternalConnector implements RobotConnector {
  /** The name a robot profile uses, as in {@code driver: "external"}. */
  public static final String ID = "external";

  /** The setting that takes a robot which does not stop by itself. */
  public static final String ACCEPT = "accept_no_lease";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Robot connect(Map<String, String> settings) throws RobotException {
    return connect(settings, System::nanoTime);
  }

  @Override
  public Robot connect(Map<String, String> settings, LongSupplier nanoTime) throws RobotException {
    List<Address> addresses = new ArrayList<>();
    for (Map.Entry<String, String> setting : new TreeMap<>(settings).entrySet()) {
      if (!setting.getKey().equals(ACCEPT)) {
        addresses.add(Address.parse(setting.getValue()));
      }
    }
    if (addresses.isEmpty()) {
      throw new RobotException(
          Code.NO_SUCH_DRIVER,
          "The robot has no drivers: give each a line in its settings, as in arm: \"unix:/run/arm.sock\".");
    }
    return ExternalRobot.open(addresses, nanoTime);
  }
}
