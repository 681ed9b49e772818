package dev.ration.connect.meters;

import dev.ration.plan.Code;
import dev.ration.runtime.spi.BatterySource;
import dev.ration.runtime.spi.EnergyMeter;
import dev.ration.runtime.spi.MeterSource;
import dev.ration.runtime.spi.RobotException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The meters of a Linux machine, and a robot's own battery.
 *
 * <p>Settings: {@code root}, where the machine's files lie; {@code meter}, one that {@code ration
 * meters} lists, instead of the total.
 */
public final class LinuxMeterSource implements MeterSource {
  private static final Set<String> SETTINGS = Set.of("root", "meter");

  @Override
  public String id() {
    return "linux";
  }

  @Override
  public EnergyMeter open(Request request) throws RobotException {
    Map<String, String> settings = request.settings();
    Set<String> strangers = new TreeSet<>(settings.keySet());
    strangers.removeAll(SETTINGS);
    if (!strangers.isEmpty()) {
      throw new RobotException(
          Code.BAD_METER_SETTING,
          "A meter has no setting `%s`; it has `root` and `meter`."
              .formatted(String.join("`, `", strangers)));
    }
    Path root = Path.of(settings.getOrDefault("root", "/"));
    if (!Files.isDirectory(root.resolve("sys"))) {
      throw new RobotException(
          Code.BAD_METER_SETTING, "`%s` has no directory `sys`.".formatted(root));
    }
    BatterySource battery = request.battery();
    boolean isRobot = request.sees().equals("robot");
    if (isRobot && battery != null) {
      return Batteries.meter("battery", battery);
    }
    String name = settings.get("meter");
    MachineMeters meters = MachineMeters.find(root);
    return name == null ? total(meters, isRobot) : named(meters, name);
  }

  private static EnergyMeter total(MachineMeters meters, boolean isRobot) throws RobotException {
    Optional<EnergyMeter> total = meters.total();
    if (total.isEmpty() || meters.isWholeRobot() != isRobot) {
      throw new RobotException(
          Code.NO_SUCH_METER,
          isRobot
              ? "Nothing measures the whole robot here: it needs a battery that can be read."
              : "Nothing measures the computer here; `ration meters` says what there is.");
    }
    return total.get();
  }

  private static EnergyMeter named(MachineMeters meters, String name) throws RobotException {
    return meters.all().stream()
        .filter(one -> one.name().equals(name))
        .flatMap(one -> one.reader().stream())
        .findFirst()
        .orElseThrow(
            () ->
                new RobotException(
                    Code.NO_SUCH_METER,
                    "There is no meter `%s` here that can be read; `ration meters` lists them."
                        .formatted(name)));
  }
}
