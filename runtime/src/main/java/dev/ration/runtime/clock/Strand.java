package dev.ration.runtime.clock;

import org.jspecify.annotations.Nullable;

/**
 * One line of guest execution: the policy's own, or that of a branch or an event handler.
 *
 * <p>It has a thread of its own, but runs guest code only while it holds the one baton of its
 * scheduler (rule V4). Except where stated, its methods are called by its own thread, holding the
 * baton and not the scheduler's lock.
 */
public final class Strand {
  Strand() {}

  /** The scheduler it runs under. */
  public Scheduler scheduler() {
    throw new UnsupportedOperationException();
  }

  /** The name given when it was made, for traces. */
  public String name() {
    throw new UnsupportedOperationException();
  }

  /** The strand of the calling thread, or null. */
  public static @Nullable Strand current() {
    throw new UnsupportedOperationException();
  }

  /** Its instant: the stamp of what woke it, moved on only by {@link #step} and {@link #poll}. */
  public long now() {
    throw new UnsupportedOperationException();
  }

  /** The innermost scope it is in. */
  public @Nullable Guard guard() {
    throw new UnsupportedOperationException();
  }

  /**
   * Marks a call or a loop back-edge: moves time on (by the step time on the virtual clock, to what
   * the clock says on the real one), takes turns, and throws the cancellation that is due.
   */
  public void step() {
    throw new UnsupportedOperationException();
  }

  /** As {@link #step}, but costs no time on the virtual clock. Cheap when nothing is due. */
  public void poll() {
    throw new UnsupportedOperationException();
  }

  /** Tells whether {@link #poll} has something to do; may be asked from any thread. */
  public boolean needsPoll() {
    throw new UnsupportedOperationException();
  }

  /**
   * Hands the baton over until the result is there, and returns it. Throws its failure, or the
   * cancellation that lands first. A result stamped at the cut wins over the limit (T4).
   */
  public <T> @Nullable T await(Completion<T> completion) {
    throw new UnsupportedOperationException();
  }

  /** Waits until an instant; {@link Instants#NEVER} waits for a cancellation. */
  public void waitUntil(long instantNanos) {
    throw new UnsupportedOperationException();
  }
}
