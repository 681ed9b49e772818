package dev.ration.runtime.clock;

import java.util.concurrent.Future;
import java.util.random.RandomGenerator;

/**
 * The one owner of time: a queue of events ordered by instant, rank and program order, and the
 * baton that strands hand over (rules T4, T10, V1, V4).
 *
 * <p>Thread rule: one lock guards everything. An event's action runs with the lock held, on the
 * timer thread (real clock) or on the strand that gave up the baton (virtual clock); it must be
 * short and never block. {@link #at} and {@link #post} may be called from any thread, with or
 * without the lock. {@link #atomically} takes the lock.
 */
public final class Scheduler implements AutoCloseable {
  private Scheduler() {}

  /** A scheduler on the machine's monotonic clock. */
  public static Scheduler real(SchedulerSettings settings) {
    throw new UnsupportedOperationException();
  }

  /** A scheduler on a discrete-event clock that starts at 0 and jumps (rule V1). */
  public static Scheduler virtual(SchedulerSettings settings) {
    throw new UnsupportedOperationException();
  }

  /** Tells whether time is virtual. */
  public boolean isVirtual() {
    throw new UnsupportedOperationException();
  }

  /**
   * The present instant, 0 when the scheduler was made: inside an event's action its stamp, inside
   * a strand {@link Strand#now}, elsewhere what the clock says.
   */
  public long now() {
    throw new UnsupportedOperationException();
  }

  /** Sets a timer; an instant that has passed means now. */
  public Timer at(long instantNanos, Rank rank, Runnable action) {
    throw new UnsupportedOperationException();
  }

  /**
   * Sets a timer on the virtual clock that needs an answer from the real world (an in-process
   * model): the clock does not pass the instant before {@code answer} is done. On the real clock it
   * is an ordinary timer that additionally waits for the answer.
   */
  public Timer atWhenReady(long instantNanos, Rank rank, Future<?> answer, Runnable action) {
    throw new UnsupportedOperationException();
  }

  /** Brings in something that just happened; it is stamped now. */
  public void post(Rank rank, Runnable action) {
    throw new UnsupportedOperationException();
  }

  /** Makes a completion. */
  public <T> Completion<T> completion() {
    return new Completion<>(this);
  }

  /** The stream of random numbers called {@code name}: the same for the same seed and name. */
  public RandomGenerator random(String name) {
    throw new UnsupportedOperationException();
  }

  /** Runs {@code action} with the lock held. */
  public void atomically(Runnable action) {
    throw new UnsupportedOperationException();
  }

  /** Stops the timer thread; strands must have ended or been left behind. */
  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
