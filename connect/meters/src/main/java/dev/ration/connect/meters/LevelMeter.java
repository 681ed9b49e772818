package dev.ration.connect.meters;

import dev.ration.plan.Code;
import dev.ration.plan.Grade;
import dev.ration.runtime.spi.BatterySource;
import dev.ration.runtime.spi.EnergyMeter;
import dev.ration.runtime.spi.MeterReading;

/** A battery that gives no power, metered by the steps of its level alone. Used by one thread. */
final class LevelMeter implements EnergyMeter {
  /** One percent of a large battery takes minutes. */
  static final long STALE_NANOS = 1_800_000_000_000L;

  private final String name;
  private final Notices notices;
  private final Level level;
  private boolean isBegun;
  private long lastNanos;

  LevelMeter(String name, BatterySource battery) {
    this.name = name;
    notices = new Notices(name);
    level = new Level(battery, notices);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public MeterReading read(long nanoTime) {
    if (!isBegun) {
      isBegun = true;
      lastNanos = nanoTime;
    }
    Level.Change change = level.look(nanoTime);
    long from = lastNanos;
    if (nanoTime == from) {
      return MeterReading.pending(nanoTime, notices.take());
    }
    return switch (change) {
      case Level.Change.Fell(long used, long _, long step) -> {
        lastNanos = nanoTime;
        yield MeterReading.known(
            from,
            nanoTime,
            used,
            Math.max(0, used - step),
            used + step,
            Grade.MEASURED,
            notices.take());
      }
      case Level.Change.Anew _ -> gap(from, nanoTime);
      case Level.Change.Nothing _ when nanoTime - from < STALE_NANOS ->
          MeterReading.pending(nanoTime, notices.take());
      case Level.Change.Nothing _ -> {
        notices.lasting(Code.METER_STALE, "does not move");
        yield gap(from, nanoTime);
      }
    };
  }

  private MeterReading gap(long from, long nanoTime) {
    lastNanos = nanoTime;
    return MeterReading.gap(from, nanoTime, notices.take());
  }
}
