package dev.ration.connect.openai;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Alarms in real time, on one thread of their own that never keeps the process alive. */
final class RealAlarms implements Alarms {
  private final ScheduledThreadPoolExecutor timer;

  RealAlarms() {
    timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("ration-openai-alarms").factory());
    timer.setRemoveOnCancelPolicy(true);
  }

  @Override
  public Alarm after(Duration delay, Runnable action) {
    try {
      var set = timer.schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
      return () -> set.cancel(false);
    } catch (RejectedExecutionException closedMeanwhile) {
      return () -> {};
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
