package dev.ration.connect.openai;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Alarms that go off when a test says so. */
final class HandAlarms implements Alarms {
  private final List<Entry> entries = new CopyOnWriteArrayList<>();

  private record Entry(Duration delay, Runnable action) {}

  @Override
  public Alarm after(Duration delay, Runnable action) {
    var set = new Entry(delay, action);
    entries.add(set);
    return () -> entries.remove(set);
  }

  @Override
  public void close() {
    entries.clear();
  }

  /** The delays of what is set, in the order it was set. */
  List<Duration> set() {
    return entries.stream().map(Entry::delay).toList();
  }

  /** Makes everything go off that is set for {@code delay}. */
  void goOff(Duration delay) {
    entries.stream().filter(entry -> entry.delay().equals(delay)).forEach(e -> e.action().run());
  }
}
