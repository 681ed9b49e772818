package dev.ration.connect.meters;

import dev.ration.plan.Code;
import dev.ration.runtime.spi.BatterySource;
import dev.ration.runtime.spi.BatterySource.BatteryReading;
import dev.ration.runtime.spi.BatterySource.Status;
import org.jspecify.annotations.Nullable;

/** What the steps of a battery's level say: seldom, and to within a step. Used by one thread. */
final class Level {
  /** Ten kilowatts: no robot draws more. */
  private static final long MOST_MICROJOULES_EACH_NANO = 10;

  private final BatterySource battery;
  private final Notices notices;
  private boolean isAnchored;
  private long anchorStored;
  private long lastStored;
  private long lastNanos;

  Level(BatterySource battery, Notices notices) {
    this.battery = battery;
    this.notices = notices;
  }

  /** What has happened to the level. */
  sealed interface Change {
    /** It is the same, or nothing is known of it. */
    record Nothing() implements Change {}

    /** What was said before does not count any more, as while it is charged. */
    record Anew() implements Change {}

    /**
     * It fell.
     *
     * @param used since the last step
     * @param usedInAll since it was last begun anew
     * @param step all figures may be off by so much
     */
    record Fell(long used, long usedInAll, long step) implements Change {}
  }

  /** Looks at it. */
  Change look(long nanoTime) {
    BatteryReading reading = battery.read();
    if (reading == null || reading.storedMicrojoules() == BatterySource.NONE) {
      Answer.Trouble why = trouble();
      notices.lasting(
          why == null ? Code.METER_UNREADABLE : why.code(),
          why == null ? "does not say what is left in it" : why.words());
      return new Change.Nothing();
    }
    if (reading.status() != Status.DISCHARGING) {
      notices.over();
      isAnchored = false;
      return new Change.Anew();
    }
    return stepped(reading, nanoTime);
  }

  /** Begins anew at the next look. */
  void forget() {
    isAnchored = false;
  }

  private Answer.@Nullable Trouble trouble() {
    return battery instanceof BatteryPack pack ? pack.trouble() : null;
  }

  private Change stepped(BatteryReading reading, long nanoTime) {
    long stored = reading.storedMicrojoules();
    long fell = lastStored - stored;
    if (!isAnchored) {
      notices.over();
      return anew(stored, nanoTime);
    }
    if (fell == 0) {
      return new Change.Nothing();
    }
    notices.over();
    if (fell < -reading.stepMicrojoules()) {
      notices.once(Code.METER_BACKWARDS, "has gained energy while it feeds the robot");
      return anew(stored, nanoTime);
    }
    if (fell < 0) {
      // Less than a step: the gauge has thought again.
      return new Change.Nothing();
    }
    long most = Products.floor(nanoTime - lastNanos, MOST_MICROJOULES_EACH_NANO, 1);
    if (fell - reading.stepMicrojoules() > most) {
      notices.once(Code.METER_NONSENSE, "has lost more than can be used in that time");
      return anew(stored, nanoTime);
    }
    lastStored = stored;
    lastNanos = nanoTime;
    return new Change.Fell(fell, anchorStored - stored, reading.stepMicrojoules());
  }

  private Change anew(long stored, long nanoTime) {
    isAnchored = true;
    anchorStored = stored;
    lastStored = stored;
    lastNanos = nanoTime;
    return new Change.Anew();
  }
}
