package dev.ration.runtime.energy;

import dev.ration.runtime.clock.Rank;
import dev.ration.runtime.clock.Scheduler;
import dev.ration.runtime.clock.Timer;

/** A ledger's time, by a scheduler. What blocks is done at once on the virtual clock. */
final class SchedulerTime implements LedgerTime {
  private final Scheduler scheduler;

  SchedulerTime(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  @Override
  public long now() {
    return scheduler.now();
  }

  @Override
  public Timer at(long instantNanos, Runnable action) {
    return scheduler.at(instantNanos, Rank.ACCOUNT, action);
  }

  @Override
  public void inBackground(Runnable work, Runnable afterwards) {
    if (scheduler.isVirtual()) {
      work.run();
      afterwards.run();
      return;
    }
    var unused =
        Thread.ofPlatform()
            .name("ration-ledger")
            .daemon()
            .start(
                () -> {
                  work.run();
                  scheduler.post(Rank.ACCOUNT, afterwards);
                });
  }
}
