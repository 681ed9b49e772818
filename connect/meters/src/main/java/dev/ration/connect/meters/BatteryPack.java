package dev.ration.connect.meters;

import dev.ration.connect.meters.PowerProbe.Sample;
import dev.ration.runtime.spi.BatterySource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All batteries that feed one machine, as one. Used by one thread. */
final class BatteryPack implements BatterySource, PowerProbe {
  private final List<SysBattery> batteries;

  BatteryPack(List<SysBattery> batteries) {
    this.batteries = List.copyOf(batteries);
  }

  /** One charges: then what leaves the others is not known to be what the machine uses. */
  @Override
  public BatteryReading read() {
    boolean isCharging = false;
    boolean isDischarging = false;
    long stored = 0;
    long step = 0;
    long power = 0;
    for (SysBattery battery : batteries) {
      BatteryReading one = battery.read();
      isCharging |= one.status() == Status.CHARGING && !isResting(one);
      isDischarging |= one.status() == Status.DISCHARGING;
      stored = sum(stored, one.storedMicrojoules());
      step += one.stepMicrojoules();
      power = one.status() == Status.DISCHARGING ? sum(power, one.microwatts()) : power;
    }
    Status status =
        isCharging ? Status.CHARGING : isDischarging ? Status.DISCHARGING : Status.UNKNOWN;
    return new BatteryReading(status, stored, step, status == Status.DISCHARGING ? power : NONE);
  }

  /** A full battery beside one that is drained rests. */
  private static boolean isResting(BatteryReading one) {
    return one.microwatts() == 0;
  }

  private static long sum(long left, long right) {
    return left == NONE || right == NONE ? NONE : left + right;
  }

  /** Whether all of them have files that say their power. */
  boolean hasPower() {
    return batteries.stream().allMatch(SysBattery::hasPower);
  }

  Answer.@Nullable Trouble trouble() {
    for (SysBattery battery : batteries) {
      if (battery.trouble() != null) {
        return battery.trouble();
      }
    }
    return null;
  }

  @Override
  public Sample sample() {
    BatteryReading reading = read();
    return sample(reading, trouble());
  }

  /** The power that a battery gives, as long as nothing else feeds the robot. */
  static Sample sample(@Nullable BatteryReading reading, Answer.@Nullable Trouble why) {
    if (reading == null || reading.status() != Status.DISCHARGING) {
      return new Sample.Silent();
    }
    long power = reading.microwatts();
    if (power == NONE) {
      return why == null ? new Sample.Silent() : new Sample.Trouble(why);
    }
    return new Sample.Power(power, power, power, power);
  }
}
