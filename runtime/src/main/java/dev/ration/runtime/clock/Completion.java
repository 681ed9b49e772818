package dev.ration.runtime.clock;

import org.jspecify.annotations.Nullable;

/**
 * A result that arrives once, from any thread, and that strands can wait for.
 *
 * <p>Thread-safe. The first call of {@link #complete} or {@link #fail} counts; it is stamped when
 * it is made, and takes effect as an event of rank {@link Rank#COMPLETION}. Made by {@link
 * Scheduler#completion()}.
 */
public final class Completion<T> {
  Completion(Scheduler scheduler) {}

  /** Delivers the result; returns false if there was one already. */
  public boolean complete(@Nullable T value) {
    throw new UnsupportedOperationException();
  }

  /** Delivers a failure, which {@link Strand#await} throws; returns false if it came too late. */
  public boolean fail(RuntimeException failure) {
    throw new UnsupportedOperationException();
  }

  /** Tells whether the result has taken effect. */
  public boolean isDone() {
    throw new UnsupportedOperationException();
  }

  /** The stamp of the event that made it; {@link Instants#NEVER} before. */
  public long stampNanos() {
    throw new UnsupportedOperationException();
  }

  /** Runs {@code action} with the scheduler's lock held when the result takes effect, or now. */
  public void whenDone(Runnable action) {
    throw new UnsupportedOperationException();
  }
}
