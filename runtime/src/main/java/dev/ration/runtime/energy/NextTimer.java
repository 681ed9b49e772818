package dev.ration.runtime.energy;

import dev.ration.runtime.clock.Timer;
import org.jspecify.annotations.Nullable;

/** The one timer of a ledger, moved as things change. Used with the scheduler's lock held. */
final class NextTimer {
  private final LedgerTime time;
  private final Runnable action;
  private @Nullable Timer timer;
  private long instantNanos;

  NextTimer(LedgerTime time, Runnable action) {
    this.time = time;
    this.action = action;
  }

  /** Fires in so many nanoseconds; {@code Long.MAX_VALUE} never. */
  void in(long nanos) {
    if (nanos == Long.MAX_VALUE) {
      cancel();
      return;
    }
    long now = time.now();
    long instant = nanos > Long.MAX_VALUE - now ? Long.MAX_VALUE : now + nanos;
    if (timer != null && instantNanos == instant) {
      return;
    }
    cancel();
    instantNanos = instant;
    timer = time.at(instant, this::fire);
  }

  private void fire() {
    timer = null;
    action.run();
  }

  private void cancel() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }
}
