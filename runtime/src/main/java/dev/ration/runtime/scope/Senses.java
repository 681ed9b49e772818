package dev.ration.runtime.scope;

import dev.ration.runtime.clock.Rank;
import dev.ration.runtime.spi.Reading;
import dev.ration.runtime.spi.Robot;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The robot's readings, and the conditions that look at them. Guarded by the scheduler's lock. */
final class Senses {
  /** What the whole robot draws, in watts: a measurement when the robot gives one (E6). */
  private static final String METER = "battery.draw";

  private final Run run;
  private final Set<Watcher> watchers = new LinkedHashSet<>();
  private final Map<Listening, String> listeners = new LinkedHashMap<>();
  private final Map<String, Long> heardNanos = new HashMap<>();

  Senses(Run run) {
    this.run = run;
  }

  /** Begins to hear the robot. */
  void listen() {
    run.robot().onReading(new Ears());
  }

  /** Hears from any thread. */
  private final class Ears implements Robot.ReadingListener {
    @Override
    public void onReading(String source, Reading reading) {
      run.scheduler().post(Rank.CONDITION, () -> heard(source, reading));
    }

    @Override
    public void onEmergencyStop() {
      run.robotStopped();
    }
  }

  private void heard(String source, Reading reading) {
    heardNanos.put(source, run.scheduler().now());
    if (source.equals(METER) && reading.value() instanceof Number watts) {
      run.shedding().metered(watts.doubleValue());
    }
    tell(source, reading.value(), any -> true);
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

  /** Brings a message to those who listen to its topic: an event of this instant (T4). */
  void tell(String topic, @Nullable Object message, Predicate<Scope> whom) {
    long now = run.scheduler().now();
    listeners.forEach(
        (listening, heard) -> {
          Scope scope = listening.scope();
          if (heard.equals(topic) && scope != null && whom.test(scope)) {
            run.scheduler().at(now, Rank.COMPLETION, () -> listening.arrive(now, message));
          }
        });
  }

  void subscribe(Listening listening, String topic) {
    listeners.put(listening, topic);
  }

  void unsubscribe(Listening listening) {
    listeners.remove(listening);
  }

  /** When a source was heard last; {@code otherwise} if it never was. */
  long lastHeard(String source, long otherwise) {
    run.scheduler().lock();
    try {
      return Math.max(otherwise, heardNanos.getOrDefault(source, otherwise));
    } finally {
      run.scheduler().unlock();
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
