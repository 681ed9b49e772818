package dev.ration.connect.meters;

import dev.ration.connect.meters.FoundMeter.Kind;
import dev.ration.connect.meters.FoundMeter.Role;
import dev.ration.plan.Code;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Rails that an INA3221 or an INA238 measures, below hwmon, or iio on older systems. */
final class Hwmon {
  /** An INA3221 has three channels; its further inputs are the voltages of their shunts. */
  private static final int CHANNELS = 3;

  /** What an INA3221 can show across its shunt, in nanovolts. */
  private static final long SHUNT_NANOVOLTS = 40_000;

  /** Where a shunt does not say what it is, in microohms. */
  private static final long USUAL_MICROOHMS = 5_000;

  private static final Set<String> NO_NAMES = Set.of("NC", "N/A", "NONE", "UNUSED");

  private final Sysfs sysfs;
  private final List<Rail> rails = new ArrayList<>();
  private final List<FoundMeter> found = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

  /** Labels of rails that are there, whether they can be read or not. */
  private final Set<String> labels = new HashSet<>();

  private boolean hasWhole;

  private record Rail(String label, Kind kind, PowerMeter meter) {}

  private Hwmon(Sysfs sysfs) {
    this.sysfs = sysfs;
  }

  /** What a machine has of them. */
  static List<FoundMeter> find(Sysfs sysfs) {
    Hwmon hwmon = new Hwmon(sysfs);
    for (Path chip : hwmon.chips()) {
      switch (sysfs.text(chip.resolve("name")).orElse("")) {
        case "ina3221" -> hwmon.ina3221(chip);
        case "ina238" -> hwmon.ina238(chip);
        case String name when name.startsWith("ucsi") ->
            hwmon.found.add(
                FoundMeter.unused(
                    name, Kind.BATTERY, "what USB-C has agreed on, not what flows", null));
        default -> {}
      }
    }
    hwmon.iio();
    hwmon.judge();
    return hwmon.found;
  }

  private List<Path> chips() {
    List<Path> chips = sysfs.directories("sys/class/hwmon", "hwmon");
    if (!chips.isEmpty()) {
      return chips;
    }
    List<Path> byDriver = new ArrayList<>();
    for (String driver : List.of("ina3221", "ina238", "ina2xx")) {
      for (Path device : sysfs.directories("sys/bus/i2c/drivers/" + driver, "")) {
        byDriver.addAll(Sysfs.directories(device.resolve("hwmon"), "hwmon"));
      }
    }
    return byDriver;
  }

  private void ina3221(Path chip) {
    for (int channel = 1; channel <= CHANNELS; channel++) {
      Path volts = chip.resolve("in" + channel + "_input");
      Path amperes = chip.resolve("curr" + channel + "_input");
      String label = sysfs.text(chip.resolve("in" + channel + "_label")).orElse("");
      Path shunt = chip.resolve("shunt" + channel + "_resistor");
      if (sysfs.has(volts) || sysfs.has(amperes)) {
        String fallback = Sysfs.name(chip) + "/in" + channel;
        boolean isOff =
            sysfs.number(chip.resolve("in" + channel + "_enable")) instanceof Answer.Value(long on)
                && on == 0;
        add(
            isOff ? "" : label,
            isOff && !label.isEmpty() ? label : fallback,
            Kind.INA3221,
            new RailProbe(sysfs, volts, amperes, milliamperesStep(shunt)));
      }
    }
  }

  private long milliamperesStep(Path shunt) {
    long microohms =
        sysfs.amount(shunt) instanceof Answer.Value(long own) && own > 0 ? own : USUAL_MICROOHMS;
    return Math.max(1, SHUNT_NANOVOLTS / microohms);
  }

  private void ina238(Path chip) {
    String label =
        sysfs
            .text(chip.resolve("power1_label"))
            .or(() -> sysfs.text(chip.resolve("in1_label")))
            .or(() -> sysfs.text(chip.resolve("label")))
            .orElse("VIN");
    Path power = chip.resolve("power1_input");
    PowerProbe probe =
        sysfs.has(power)
            ? new WattProbe(sysfs, power, 1)
            : new RailProbe(sysfs, chip.resolve("in1_input"), chip.resolve("curr1_input"), 1);
    add(label, Sysfs.name(chip), Kind.INA238, probe);
  }

  /** The layout before 2019: {@code rail_name_0}, millivolts, milliamperes, milliwatts. */
  private void iio() {
    List<Path> devices = new ArrayList<>(sysfs.directories("sys/bus/iio/devices", "iio:device"));
    if (devices.isEmpty()) {
      for (Path chip : sysfs.directories("sys/bus/i2c/drivers/ina3221x", "")) {
        devices.addAll(Sysfs.directories(chip, "iio:device"));
      }
    }
    for (Path device : devices) {
      if (sysfs.text(device.resolve("name")).orElse("ina3221x").startsWith("ina3221")) {
        for (int channel = 0; channel < CHANNELS; channel++) {
          iio(device, channel);
        }
      }
    }
  }

  private void iio(Path device, int channel) {
    Path power = device.resolve("in_power" + channel + "_input");
    Path volts = device.resolve("in_voltage" + channel + "_input");
    Path amperes = device.resolve("in_current" + channel + "_input");
    String label = sysfs.text(device.resolve("rail_name_" + channel)).orElse("");
    if (sysfs.has(power) || sysfs.has(volts)) {
      PowerProbe probe =
          sysfs.has(power)
              ? new WattProbe(sysfs, power, 1_000)
              : new RailProbe(sysfs, volts, amperes, SHUNT_NANOVOLTS / USUAL_MICROOHMS);
      add(label, Sysfs.name(device) + "/" + channel, Kind.INA3221, probe);
    }
  }

  private void add(String label, String fallback, Kind kind, PowerProbe probe) {
    if (label.isEmpty() || NO_NAMES.contains(label.toUpperCase(Locale.ROOT))) {
      found.add(FoundMeter.unused(fallback, kind, "a channel that nothing is connected to", null));
      return;
    }
    // An input that cannot be read still holds the others: their sum is no total.
    labels.add(label);
    hasWhole |= kind == Kind.INA238;
    if (probe.sample() instanceof PowerProbe.Sample.Trouble(Answer.Trouble why)
        && why.code() != Code.METER_NONSENSE) {
      found.add(FoundMeter.unused(label, kind, why.words(), why.code()));
      return;
    }
    String name = names.add(label) ? label : label + "@" + fallback;
    rails.add(new Rail(label, kind, new PowerMeter(name, probe)));
  }

  /** Settles how they count, once all are known. */
  private void judge() {
    for (Rail rail : rails) {
      Rails.Verdict verdict =
          hasWhole && rail.kind() != Kind.INA238
              ? new Rails.Verdict(Role.PART, "inside what the INA238 measures")
              : Rails.of(rail.label(), labels);
      found.add(FoundMeter.counted(rail.kind(), verdict.role(), rail.meter(), verdict.why()));
    }
  }
}
