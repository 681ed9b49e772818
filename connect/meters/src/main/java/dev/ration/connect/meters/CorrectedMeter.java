package dev.ration.connect.meters;

import dev.ration.runtime.spi.BatterySource;
import dev.ration.runtime.spi.EnergyMeter;
import dev.ration.runtime.spi.MeterNotice;
import dev.ration.runtime.spi.MeterReading;
import java.util.ArrayList;
import java.util.List;

/**
 * A meter whose drift a battery corrects: slowly, and only as far as the battery knows better. Used
 * by one thread.
 *
 * <p>At a step of its level a battery knows what was used since it was last charged, to within a
 * step. Where the meter's sum lies outside, the difference to the nearer edge is put into the next
 * figure; inside, the finer meter is right.
 */
final class CorrectedMeter implements EnergyMeter {
  private final EnergyMeter primary;
  private final Notices notices;
  private final Level level;

  /** What was said since the battery was last begun anew. */
  private long said;

  /** What was said too much, and could not be taken back yet. */
  private long owed;

  CorrectedMeter(EnergyMeter primary, String batteryName, BatterySource battery) {
    this.primary = primary;
    notices = new Notices(batteryName);
    level = new Level(battery, notices);
  }

  @Override
  public String name() {
    return primary.name();
  }

  @Override
  public MeterReading read(long nanoTime) {
    MeterReading reading = primary.read(nanoTime);
    Level.Change change = level.look(nanoTime);
    long correction = -owed;
    said += reading.microjoules();
    switch (change) {
      case Level.Change.Anew _ -> {
        said = 0;
        owed = 0;
        correction = 0;
      }
      case Level.Change.Fell(long _, long usedInAll, long step) ->
          correction = beyond(said, usedInAll, step);
      case Level.Change.Nothing _ -> {}
    }
    if (reading.state() == MeterReading.State.GAP) {
      // What the battery lost meanwhile belongs to a stretch that others will account for.
      level.forget();
      said = 0;
      owed = 0;
    }
    List<MeterNotice> all = new ArrayList<>(reading.notices());
    all.addAll(notices.take());
    return reading.isKnown() ? corrected(reading, correction, all) : carried(reading, all);
  }

  /** How far a sum lies outside what the battery holds for possible. */
  private static long beyond(long sum, long used, long step) {
    return Math.max(0, used - step - sum) - Math.max(0, sum - used - step);
  }

  private MeterReading corrected(MeterReading reading, long correction, List<MeterNotice> all) {
    long used = Math.max(0, reading.microjoules() + correction);
    long applied = used - reading.microjoules();
    owed = applied - correction;
    said += applied;
    long low = Math.min(used, Math.max(0, reading.lowMicrojoules() + Math.min(0, applied)));
    long high = Math.max(used, reading.highMicrojoules() + Math.max(0, applied));
    return MeterReading.known(
        reading.fromNanos(), reading.toNanos(), used, low, high, reading.grade(), all);
  }

  private static MeterReading carried(MeterReading reading, List<MeterNotice> all) {
    return switch (reading.state()) {
      case KNOWN -> throw new IllegalStateException("a known reading is corrected");
      case GAP -> MeterReading.gap(reading.fromNanos(), reading.toNanos(), all);
      case PENDING -> MeterReading.pending(reading.toNanos(), all);
    };
  }
}
