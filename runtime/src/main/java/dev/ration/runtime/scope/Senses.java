package dev.ration.runtime.scope;

import dev.ration.runtime.clock.Rank;
import dev.ration.runtime.spi.Reading;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The robot's readings, and the conditions that look at them. Guarded by the scheduler's lock. */
final class Senses {
  private final Run run;
  private final Set<Watcher> watchers = new LinkedHashSet<>();

  Senses(Run run) {
    this.run = run;
  }

  /** Begins to hear the robot. */
  void listen() {
    run.robot()
        .onReading((source, reading) -> run.scheduler().post(Rank.CONDITION, () -> heard(source)));
  }

  private void heard(String source) {
    for (Watcher watcher : List.copyOf(watchers)) {
      if (watcher.reads(source)) {
        watcher.changed();
      }
    }
  }

  /** Something other than a sensor has changed: a variable, the outcome of a branch. */
  void changed() {
    for (Watcher watcher : List.copyOf(watchers)) {
      watcher.changed();
    }
  }

  void watch(Watcher watcher) {
    watchers.add(watcher);
  }

  void forget(Watcher watcher) {
    watchers.remove(watcher);
  }

  long staleness(String sensor) {
    return run.site().stalenessNanos().getOrDefault(sensor, run.site().defaultStalenessNanos());
  }

  @Nullable Reading last(String sensor) {
    return run.robot().read(sensor);
  }

  /** The last reading if it is fresh enough at an instant. */
  @Nullable Reading fresh(String sensor, long now) {
    Reading reading = last(sensor);
    return reading == null || now - reading.nanoTime() > staleness(sensor) ? null : reading;
  }
}
