package dev.ration.connect.meters;

import dev.ration.connect.meters.FoundMeter.Kind;
import dev.ration.connect.meters.FoundMeter.Role;
import dev.ration.runtime.spi.EnergyMeter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The meters of one machine. Finding them reads files and never throws; used by one thread.
 *
 * @param all in a stable order: processors, rails, batteries
 */
public record MachineMeters(List<FoundMeter> all) {
  /** What the total is called. */
  public static final String TOTAL = "total";

  public MachineMeters {
    all = List.copyOf(all);
  }

  /** What the machine whose files lie below {@code root} has; {@code /} for this one. */
  public static MachineMeters find(Path root) {
    return find(Sysfs.at(root));
  }

  static MachineMeters find(Sysfs sysfs) {
    List<FoundMeter> found = new ArrayList<>(Powercap.find(sysfs));
    List<FoundMeter> rails = Hwmon.find(sysfs);
    boolean hasRails = isCounted(rails);
    if (hasRails) {
      // A board that measures its input measures its processor too.
      found.replaceAll(
          zone ->
              zone.role() == Role.TOTAL
                  ? zone.as(Role.PART, "inside what the rails measure")
                  : zone);
    }
    found.addAll(rails);
    found.addAll(Batteries.find(sysfs, hasRails || isCounted(found)));
    return new MachineMeters(found);
  }

  private static boolean isCounted(List<FoundMeter> some) {
    return some.stream().anyMatch(one -> one.role() == Role.TOTAL);
  }

  /**
   * What the machine uses in all, without counting anything twice; empty when nothing measures it.
   */
  public Optional<EnergyMeter> total() {
    List<EnergyMeter> counted =
        all.stream()
            .filter(one -> one.role() == Role.TOTAL)
            .flatMap(one -> one.reader().stream())
            .toList();
    return counted.isEmpty()
        ? Optional.empty()
        : Optional.of(new TotalMeter(TOTAL, counted, patience()));
  }

  /** Whether the total is of the whole robot, and not of its computer alone. */
  public boolean isWholeRobot() {
    return all.stream().anyMatch(one -> one.role() == Role.TOTAL && one.kind() == Kind.BATTERY);
  }

  /** The steps of a battery's level may be half an hour apart. */
  private long patience() {
    return isWholeRobot() ? LevelMeter.STALE_NANOS : TotalMeter.PATIENCE_NANOS;
  }
}
