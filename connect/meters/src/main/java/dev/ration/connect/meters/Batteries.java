package dev.ration.connect.meters;

import dev.ration.connect.meters.FoundMeter.Kind;
import dev.ration.connect.meters.FoundMeter.Role;
import dev.ration.plan.Code;
import dev.ration.runtime.spi.BatterySource;
import dev.ration.runtime.spi.EnergyMeter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The batteries below {@code /sys/class/power_supply}. */
final class Batteries {
  /** A gauge may say the same for a while. */
  private static final long STALE_NANOS = 120_000_000_000L;

  private final Sysfs sysfs;
  private final List<FoundMeter> found = new ArrayList<>();
  private final List<SysBattery> used = new ArrayList<>();
  private final List<String> names = new ArrayList<>();

  private Batteries(Sysfs sysfs) {
    this.sysfs = sysfs;
  }

  /**
   * What a machine has of them.
   *
   * @param hasMeters whether something finer measures it already
   */
  static List<FoundMeter> find(Sysfs sysfs, boolean hasMeters) {
    Batteries batteries = new Batteries(sysfs);
    sysfs.directories("sys/class/power_supply", "").forEach(batteries::look);
    if (!batteries.used.isEmpty()) {
      batteries.add(hasMeters);
    }
    return batteries.found;
  }

  private void look(Path supply) {
    String name = Sysfs.name(supply);
    String type = sysfs.text(supply.resolve("type")).orElse("").toLowerCase(Locale.ROOT);
    if (name.startsWith("ucsi") || type.equals("usb")) {
      unused(name, "what USB-C has agreed on, not what flows");
    } else if (!type.equals("battery")) {
      return;
    } else if (sysfs.text(supply.resolve("scope")).orElse("").equalsIgnoreCase("device")) {
      unused(name, "the battery of something that is plugged in");
    } else if (sysfs.text(supply.resolve("present")).orElse("1").equals("0")) {
      unused(name, "an empty bay");
    } else {
      judge(name, new SysBattery(sysfs, supply));
    }
  }

  private void judge(String name, SysBattery battery) {
    BatterySource.BatteryReading reading = battery.read();
    Answer.Trouble why = battery.trouble();
    boolean isDumb =
        reading.microwatts() == BatterySource.NONE
            && reading.storedMicrojoules() == BatterySource.NONE;
    if (isDumb && (why == null || why.code() != Code.METER_NONSENSE)) {
      found.add(
          FoundMeter.unused(
              name,
              Kind.BATTERY,
              why == null ? "it says neither its power nor what it holds" : why.words(),
              why == null ? null : why.code()));
      return;
    }
    used.add(battery);
    names.add(name);
  }

  private void add(boolean hasMeters) {
    String name = names.size() == 1 ? names.getFirst() : "batteries";
    BatteryPack pack = new BatteryPack(used);
    if (names.size() > 1) {
      names.forEach(
          one ->
              found.add(
                  new FoundMeter(
                      one, Kind.BATTERY, Role.PART, null, null, "one of the batteries", null)));
    }
    if (hasMeters) {
      found.add(
          new FoundMeter(
              name,
              Kind.BATTERY,
              Role.CORRECTS,
              null,
              pack,
              "too coarse to be counted beside finer meters",
              null));
      return;
    }
    found.add(new FoundMeter(name, Kind.BATTERY, Role.TOTAL, meter(name, pack), pack, "", null));
  }

  private static EnergyMeter meter(String name, BatteryPack pack) {
    return pack.hasPower() ? meter(name, pack, pack) : new LevelMeter(name, pack);
  }

  /** A battery that some connector reaches. */
  static EnergyMeter meter(String name, BatterySource battery) {
    BatterySource.BatteryReading first = battery.read();
    boolean hasPower = first != null && first.microwatts() != BatterySource.NONE;
    return hasPower
        ? meter(name, () -> BatteryPack.sample(battery.read(), null), battery)
        : new LevelMeter(name, battery);
  }

  private static EnergyMeter meter(String name, PowerProbe probe, BatterySource battery) {
    return new CorrectedMeter(
        new PowerMeter(name, probe, PowerMeter.LONGEST_STEP_NANOS, STALE_NANOS), name, battery);
  }

  private void unused(String name, String why) {
    found.add(FoundMeter.unused(name, Kind.BATTERY, why, null));
  }
}
