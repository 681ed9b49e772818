package dev.ration.connect.meters;

import dev.ration.connect.meters.FoundMeter.Kind;
import dev.ration.connect.meters.FoundMeter.Role;
import dev.ration.plan.Code;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The counters of a processor below {@code /sys/class/powercap}. */
final class Powercap {
  private static final String CLASS = "sys/class/powercap";

  /** Without a limit of its own, a zone counts no more than this. */
  private static final long MOST_MICROWATTS = 1_000_000_000L;

  /** Short bursts go beyond the limits that a zone states. */
  private static final long BURST = 4;

  private static final List<String> LIMITS =
      List.of(
          "constraint_0_power_limit_uw",
          "constraint_0_max_power_uw",
          "constraint_1_power_limit_uw",
          "constraint_2_power_limit_uw");

  private final Sysfs sysfs;
  private final List<FoundMeter> found = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

  private Powercap(Sysfs sysfs) {
    this.sysfs = sysfs;
  }

  /** What a machine has of them. */
  static List<FoundMeter> find(Sysfs sysfs) {
    Powercap powercap = new Powercap(sysfs);
    List<Path> zones = sysfs.directories(CLASS, "intel-rapl:");
    List<Path> twins = sysfs.directories(CLASS, "intel-rapl-mmio:");
    zones.forEach(zone -> powercap.add(zone, false));
    twins.forEach(twin -> powercap.add(twin, !zones.isEmpty()));
    return powercap.found;
  }

  private void add(Path zone, boolean isTwin) {
    String directory = Sysfs.name(zone);
    String label = sysfs.text(zone.resolve("name")).orElse("");
    boolean isInside = directory.chars().filter(letter -> letter == ':').count() > 1;
    String name = name(zone, label, isInside, isTwin);
    Path counter = zone.resolve("energy_uj");
    switch (sysfs.amount(counter)) {
      case Answer.Trouble trouble when !isPassing(trouble) ->
          found.add(FoundMeter.unused(name, Kind.RAPL, trouble.words(), trouble.code()));
      case Answer _ -> {
        CounterMeter meter =
            new CounterMeter(name, () -> sysfs.amount(counter), range(zone), most(zone));
        found.add(role(meter, label, isInside, isTwin));
      }
    }
  }

  /** Whether a later reading may well succeed. */
  private static boolean isPassing(Answer.Trouble trouble) {
    return trouble.code() == Code.METER_NONSENSE;
  }

  private String name(Path zone, String label, boolean isInside, boolean isTwin) {
    String directory = Sysfs.name(zone);
    String own = label.isEmpty() ? directory : label;
    String around = isInside ? directory.substring(0, directory.lastIndexOf(':')) : "";
    String name =
        isInside
            ? sysfs.text(zone.resolveSibling(around).resolve("name")).orElse(around) + "/" + own
            : own;
    String whole = isTwin ? "mmio/" + name : name;
    return names.add(whole) ? whole : whole + "@" + directory;
  }

  /**
   * What a zone is shows its name, never its number: intel-rapl:1 is psys on one machine and the
   * second socket on another. Memory lies beside the processor; cores and graphics lie inside it.
   */
  private static FoundMeter role(
      CounterMeter meter, String label, boolean isInside, boolean isTwin) {
    if (isTwin) {
      return counted(meter, Role.PART, "the same counter once more, by another way");
    }
    if (label.equals("psys")) {
      return counted(meter, Role.PART, "the whole platform, which contains the processors");
    }
    if (isInside && !label.equals("dram")) {
      return counted(meter, Role.PART, "a part of its processor");
    }
    if (isInside || label.startsWith("package")) {
      return counted(meter, Role.TOTAL, "");
    }
    return counted(meter, Role.PART, "a zone whose place is not known");
  }

  private static FoundMeter counted(CounterMeter meter, Role role, String why) {
    return FoundMeter.counted(Kind.RAPL, role, meter, why);
  }

  private long range(Path zone) {
    return sysfs.amount(zone.resolve("max_energy_range_uj")) instanceof Answer.Value(long range)
            && range > 0
        ? range
        : CounterMeter.NONE;
  }

  private long most(Path zone) {
    long most = 0;
    for (String limit : LIMITS) {
      if (sysfs.amount(zone.resolve(limit)) instanceof Answer.Value(long microwatts)) {
        most = Math.max(most, Math.min(microwatts, MOST_MICROWATTS));
      }
    }
    return most == 0 ? MOST_MICROWATTS : Math.min(BURST * most, MOST_MICROWATTS);
  }
}
