package dev.ration.connect.meters;

import dev.ration.runtime.spi.BatterySource;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One battery below {@code /sys/class/power_supply}; any of its files may be missing. */
final class SysBattery implements BatterySource {
  /** A microwatt-hour in microjoules. */
  private static final long MICROJOULES_EACH = 3_600;

  /** Gauges count in steps of about 10 mWh or 10 mAh. */
  private static final long GAUGE_STEP = 10_000;

  private static final long MOST_MICROWATTS = 10_000_000_000L;

  /** A megawatt-hour: no robot carries more. */
  private static final long MOST_MICROWATT_HOURS = 1_000_000_000_000L;

  /** A kilovolt. */
  private static final long MOST_MICROVOLTS = 1_000_000_000L;

  private final Sysfs sysfs;
  private final Path directory;
  private Answer.@Nullable Trouble trouble;
  private long nominalMicrovolts;

  SysBattery(Sysfs sysfs, Path directory) {
    this.sysfs = sysfs;
    this.directory = directory;
  }

  /** What was wrong with the last answer; null when nothing was. */
  Answer.@Nullable Trouble trouble() {
    return trouble;
  }

  @Override
  public BatteryReading read() {
    trouble = null;
    long[] stored = stored();
    return new BatteryReading(status(), stored[0], Math.max(1, stored[1]), power());
  }

  /** Whether there are files that say its power. */
  boolean hasPower() {
    return sysfs.has(directory.resolve("power_now"))
        || (sysfs.has(directory.resolve("current_now"))
            && sysfs.has(directory.resolve("voltage_now")));
  }

  private Status status() {
    String word = sysfs.text(directory.resolve("status")).orElse("").toLowerCase(Locale.ROOT);
    return switch (word) {
      case "discharging" -> Status.DISCHARGING;
      case "charging", "full" -> Status.CHARGING;
      default -> Status.UNKNOWN;
    };
  }

  /** What is in it, and the step of that figure, in microjoules. */
  private long[] stored() {
    long energy = figure("energy_now", MOST_MICROWATT_HOURS);
    if (energy != NONE) {
      return new long[] {energy * MICROJOULES_EACH, GAUGE_STEP * MICROJOULES_EACH};
    }
    long charge = figure("charge_now", MOST_MICROWATT_HOURS);
    if (charge != NONE && hasVoltage()) {
      return new long[] {atNominal(charge), atNominal(GAUGE_STEP)};
    }
    long percent = figure("capacity", 100);
    long full = percent == NONE ? NONE : full();
    return full == NONE
        ? new long[] {NONE, 1}
        : new long[] {Products.floor(full, percent, 100), full / 100};
  }

  private long full() {
    for (String file : new String[] {"energy_full", "energy_full_design"}) {
      long energy = figure(file, MOST_MICROWATT_HOURS);
      if (energy > 0) {
        return energy * MICROJOULES_EACH;
      }
    }
    for (String file : new String[] {"charge_full", "charge_full_design"}) {
      long charge = figure(file, MOST_MICROWATT_HOURS);
      if (charge > 0 && hasVoltage()) {
        return atNominal(charge);
      }
    }
    return NONE;
  }

  /**
   * The voltage sags under load; what is stored does not. So one voltage holds for all of a run:
   * the design's, or the first that was seen.
   */
  private boolean hasVoltage() {
    if (nominalMicrovolts == 0) {
      long design = figure("voltage_min_design", MOST_MICROVOLTS);
      long volts = design > 0 ? design : figure("voltage_now", MOST_MICROVOLTS);
      nominalMicrovolts = Math.max(0, volts);
    }
    return nominalMicrovolts > 0;
  }

  /** A microampere-hour at a microvolt is 36 parts in 10 000 of a microjoule. */
  private long atNominal(long microampereHours) {
    return Products.floor(Math.multiplyExact(microampereHours, 36L), nominalMicrovolts, 10_000);
  }

  /** Some drivers give what leaves it a minus. */
  private long power() {
    long power = magnitude("power_now");
    if (power == NONE) {
      long current = magnitude("current_now");
      long volts = current == NONE ? NONE : figure("voltage_now", MOST_MICROVOLTS);
      power = volts == NONE ? NONE : Products.floor(current, volts, 1_000_000);
    }
    if (power > MOST_MICROWATTS) {
      trouble = Answer.nonsense("shows more than 10 kW");
      return NONE;
    }
    return power;
  }

  private long magnitude(String file) {
    return switch (sysfs.number(directory.resolve(file))) {
      case Answer.Value(long value) when value != Long.MIN_VALUE -> Math.abs(value);
      case Answer.Value _ -> troubled(file, Answer.nonsense("holds the smallest of all numbers"));
      case Answer.Trouble why -> troubled(file, why);
    };
  }

  private long figure(String file, long most) {
    return switch (sysfs.amount(directory.resolve(file))) {
      case Answer.Value(long value) when value <= most -> value;
      case Answer.Value(long value) ->
          troubled(file, Answer.nonsense("holds " + value + ", which it cannot"));
      case Answer.Trouble why -> troubled(file, why);
    };
  }

  /** A file that is not there is none of a battery's troubles. */
  private long troubled(String file, Answer.Trouble why) {
    if (!why.isAbsent()) {
      trouble =
          new Answer.Trouble(why.code(), false, "has a file `" + file + "` that " + why.words());
    }
    return NONE;
  }
}
