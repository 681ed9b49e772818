package dev.ration.connect.meters;

import dev.ration.plan.Code;
import dev.ration.runtime.spi.BatterySource;
import dev.ration.runtime.spi.EnergyMeter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A source of energy figures that a machine has, used or not.
 *
 * @param name unique on this machine
 * @param meter reads it; null when it cannot be read
 * @param battery the battery it is; null when it is none
 * @param why it has this role, in words that follow its name; empty when that needs no reason
 * @param code of what keeps it from being used; null when nothing does
 */
public record FoundMeter(
    String name,
    Kind kind,
    Role role,
    @Nullable EnergyMeter meter,
    @Nullable BatterySource battery,
    String why,
    @Nullable Code code) {
  /** What it is read from. */
  public enum Kind {
    /** Counters of the processor, below {@code powercap}. */
    RAPL,
    /** Rails of an INA3221. */
    INA3221,
    /** A rail of an INA238. */
    INA238,
    /** A battery, or what charges one. */
    BATTERY
  }

  /** How it counts. */
  public enum Role {
    /** It is added to the machine's total. */
    TOTAL,
    /** It lies inside something that is counted already. */
    PART,
    /** It corrects the total, slowly. */
    CORRECTS,
    /** It is left out. */
    UNUSED
  }

  static FoundMeter counted(Kind kind, Role role, EnergyMeter meter, String why) {
    return new FoundMeter(meter.name(), kind, role, meter, null, why, null);
  }

  static FoundMeter unused(String name, Kind kind, String why, @Nullable Code code) {
    return new FoundMeter(name, kind, Role.UNUSED, null, null, why, code);
  }

  /** The same in another role. */
  FoundMeter as(Role other, String reason) {
    return new FoundMeter(name, kind, other, meter, battery, reason, code);
  }

  /** What reads it, where it can be read. */
  public Optional<EnergyMeter> reader() {
    return Optional.ofNullable(meter);
  }
}
