package dev.ration.runtime.energy;

import dev.ration.runtime.clock.Timer;

/** The ledger's view of time. */
public interface LedgerTime {
  /** The present instant in nanoseconds. */
  long now();

  /** Sets a timer of rank {@code ACCOUNT}. */
  Timer at(long instantNanos, Runnable action);

  /** Does {@code work}, which may block, and then {@code afterwards} with the lock held. */
  default void inBackground(Runnable work, Runnable afterwards) {
    work.run();
    afterwards.run();
  }
}
