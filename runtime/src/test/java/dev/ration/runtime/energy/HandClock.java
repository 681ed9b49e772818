package dev.ration.runtime.energy;

import dev.ration.runtime.clock.Timer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Time that a test moves by hand; timers fire in order on the way. Used by one thread. */
final class HandClock implements LedgerTime {
  private final List<Entry> entries = new ArrayList<>();
  private long nowNanos;

  @Override
  public long now() {
    return nowNanos;
  }

  @Override
  public Timer at(long instantNanos, Runnable action) {
    Entry entry = new Entry(Math.max(instantNanos, nowNanos), action);
    entries.add(entry);
    return entry;
  }

  /** Moves on to an instant, firing what is due until then, that instant included. */
  void moveTo(long instantNanos) {
    while (true) {
      Entry next = entries.stream().min(Comparator.comparingLong(Entry::instantNanos)).orElse(null);
      if (next == null || next.instantNanos > instantNanos) {
        nowNanos = instantNanos;
        return;
      }
      entries.remove(next);
      nowNanos = next.instantNanos;
      next.action.run();
    }
  }

  private final class Entry implements Timer {
    private final long instantNanos;
    private final Runnable action;

    Entry(long instantNanos, Runnable action) {
      this.instantNanos = instantNanos;
      this.action = action;
    }

    @Override
    public long instantNanos() {
      return instantNanos;
    }

    @Override
    public boolean cancel() {
      return entries.remove(this);
    }
  }
}
