package dev.ration.runtime.clock;

import java.util.concurrent.ThreadFactory;
import java.util.function.LongSupplier;

/**
 * What a scheduler is made of. Immutable.
 *
 * @param seed of every random stream
 * @param stepNanos what a call or a loop back-edge costs on the virtual clock; positive
 * @param sliceNanos after how much computing another ready strand gets its turn; positive
 * @param threads makes the threads of strands
 * @param parking how those threads block
 * @param interrupter makes a computing strand poll on the real clock
 * @param clock monotonic nanoseconds of the machine, for the real clock
 */
public record SchedulerSettings(
    long seed,
    long stepNanos,
    long sliceNanos,
    ThreadFactory threads,
    Parking parking,
    Interrupter interrupter,
    LongSupplier clock) {
  /** Plain daemon threads, 1 µs steps, 5 ms slices, the machine's monotonic clock. */
  public static SchedulerSettings defaults() {
    return new SchedulerSettings(
        0,
        1_000,
        5_000_000,
        Thread.ofPlatform().name("ration-strand-", 0).daemon().factory(),
        Parking.plain(),
        Interrupter.none(),
        System::nanoTime);
  }

  /** The same with another seed. */
  public SchedulerSettings withSeed(long other) {
    return new SchedulerSettings(
        other, stepNanos, sliceNanos, threads, parking, interrupter, clock);
  }

  /** The same with other threads, and the way they block and are interrupted. */
  public SchedulerSettings withThreads(
      ThreadFactory factory, Parking parks, Interrupter interrupts) {
    return new SchedulerSettings(seed, stepNanos, sliceNanos, factory, parks, interrupts, clock);
  }
}
