package dev.ration.runtime.clock;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A result that arrives once, from any thread, and that strands can wait for.
 *
 * <p>Thread-safe. The first call of {@link #complete} or {@link #fail} counts; it is stamped when
 * it is made, and takes effect as an event of rank {@link Rank#COMPLETION}. Made by {@link
 * Scheduler#completion()}.
 */
public final class Completion<T> {
  private final Scheduler scheduler;
  private final List<Runnable> listeners = new ArrayList<>(1);
  private boolean isMade;
  private volatile boolean isDone;
  private long stampNanos = Instants.NEVER;
  private @Nullable T value;
  private @Nullable RuntimeException failure;

  Completion(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  /** Delivers the result; returns false if there was one already. */
  public boolean complete(@Nullable T value) {
    return make(value, null);
  }

  /** Delivers a failure, which {@link Strand#await} throws; returns false if it came too late. */
  public boolean fail(RuntimeException failure) {
    return make(null, failure);
  }

  private boolean make(@Nullable T result, @Nullable RuntimeException problem) {
    scheduler.lock();
    try {
      if (isMade) {
        return false;
      }
      isMade = true;
      value = result;
      failure = problem;
      scheduler.post(Rank.COMPLETION, this::settle);
      return true;
    } finally {
      scheduler.unlock();
    }
  }

  /** Takes effect at once, inside an event's action. */
  void settleNow() {
    if (!isMade) {
      isMade = true;
      settle();
    }
  }

  private void settle() {
    stampNanos = scheduler.now();
    isDone = true;
    for (Runnable listener : List.copyOf(listeners)) {
      listener.run();
    }
    listeners.clear();
  }

  /** Tells whether the result has taken effect. */
  public boolean isDone() {
    return isDone;
  }

  /** The stamp of the event that made it; {@link Instants#NEVER} before. */
  public long stampNanos() {
    return isDone ? stampNanos : Instants.NEVER;
  }

  /** Runs {@code action} with the scheduler's lock held when the result takes effect, or now. */
  public void whenDone(Runnable action) {
    scheduler.lock();
    try {
      if (isDone) {
        action.run();
      } else {
        listeners.add(action);
      }
    } finally {
      scheduler.unlock();
    }
  }

  /** The result of what is done: returns the value or throws the failure; null before. */
  public @Nullable T result() {
    if (failure != null) {
      throw failure;
    }
    return value;
  }
}
