package dev.ration.runtime.scope;

import dev.ration.runtime.clock.Rank;
import java.util.function.LongSupplier;

/**
 * Looks at a clock that counts while the machine sleeps, several times a lease: two looks further
 * apart than a lease are a stall (C8). Guarded by the scheduler's lock.
 */
public final class StallWatch {
  /** For runs that nothing can stall: those on the virtual clock. */
  public static final StallWatch NONE = new StallWatch(() -> 0, () -> 0, false);

  private static final int LOOKS = 4;
  private static final long LEAST_NANOS = 1_000_000;

  private final LongSupplier boot;
  private final LongSupplier monotonic;
  private final boolean countsAll;
  private long looks;
  private long lastBoot;
  private long lastMonotonic;

  /**
   * A watch.
   *
   * @param boot nanoseconds that count while the machine sleeps
   * @param monotonic nanoseconds that do not
   * @param countsAll whether a process that did not get to run counts as well; without, only what
   *     the first clock has passed beyond the second
   */
  public StallWatch(LongSupplier boot, LongSupplier monotonic, boolean countsAll) {
    this.boot = boot;
    this.monotonic = monotonic;
    this.countsAll = countsAll;
  }

  /** For a run that is played: it looks as often, and what it sees stands in the trace. */
  public static StallWatch played() {
    return new StallWatch(() -> 0, () -> 0, false);
  }

  /** Watches a run to its end. */
  void begin(Run run) {
    if (this != NONE) {
      lastMonotonic = monotonic.getAsLong();
      lastBoot = boot.getAsLong();
      next(run);
    }
  }

  private void next(Run run) {
    long period = Math.max(LEAST_NANOS, run.site().leaseNanos() / LOOKS);
    var unused = run.scheduler().at(run.scheduler().now() + period, Rank.STOP, -1, () -> look(run));
  }

  private void look(Run run) {
    if (run.hasEnded()) {
      return;
    }
    // A thread that has to wait between these must not look like a machine that slept.
    long before = monotonic.getAsLong();
    long nowBoot = boot.getAsLong();
    long after = monotonic.getAsLong();
    long measured = nowBoot - lastBoot - (countsAll ? 0 : after - lastMonotonic);
    looks++;
    long passed = run.stoodStill(looks, measured);
    lastBoot = nowBoot;
    lastMonotonic = before;
    if (passed > run.site().leaseNanos()) {
      run.stalled(passed);
    } else {
      next(run);
    }
  }
}
