package dev.ration.runtime.clock;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The right to run guest code, and the strands that wait for it (T10, V4). Guarded by the
 * scheduler's lock.
 */
final class Baton {
  private final Scheduler scheduler;
  private final long sliceNanos;
  private final List<Strand> ready = new ArrayList<>();
  private volatile @Nullable Strand holder;
  private long round;
  private @Nullable Event slice;
  private boolean isSliceOver;

  Baton(Scheduler scheduler, long sliceNanos) {
    this.scheduler = scheduler;
    this.sliceNanos = sliceNanos;
  }

  /** Who runs now; read without the lock by strands that wait for their turn. */
  @Nullable Strand holder() {
    return holder;
  }

  boolean isSomeoneReady() {
    return !ready.isEmpty();
  }

  /** Tells whether a strand was woken by an event and has not run since. */
  boolean isSomeoneFresh() {
    for (Strand strand : ready) {
      if (strand.isFresh) {
        return true;
      }
    }
    return false;
  }

  /**
   * Tells whether a ready strand comes before one that runs (T10): it was woken by an event, or has
   * an earlier limit, or the same limit and an earlier place in the program.
   */
  boolean isSomeoneFirst(Strand running) {
    for (Strand strand : ready) {
      if (strand.isFresh || isBefore(strand, running)) {
        return true;
      }
    }
    return false;
  }

  /** Tells whether the holder has computed long enough for others to get a turn. */
  boolean isSliceOver() {
    return isSliceOver && !ready.isEmpty();
  }

  /** Puts a strand that an event woke among those who can go on. */
  void wake(Strand strand) {
    strand.isFresh = true;
    strand.round = round;
    ready.add(strand);
    callHolder();
  }

  /** Asks the strand that computes to poll. */
  void callHolder() {
    Strand running = holder;
    if (running != null) {
      running.call();
    }
  }

  /** Lets the holder wait; nobody has the baton then. */
  void put(Strand strand) {
    if (holder == strand) {
      holder = null;
      isSliceOver = false;
      if (slice != null) {
        slice.cancel();
        slice = null;
      }
    }
  }

  /** Lets the holder stand behind all that are ready. */
  void stepBack(Strand strand) {
    strand.isFresh = false;
    if (isSliceOver) {
      long last = round;
      for (Strand other : ready) {
        last = Math.max(last, other.round);
      }
      strand.round = last + 1;
    } else {
      strand.round = round;
    }
    put(strand);
    ready.add(strand);
  }

  /** Takes a strand out of those who can go on. */
  void forget(Strand strand) {
    ready.remove(strand);
    put(strand);
  }

  /** Gives the baton to the ready strand whose turn it is; returns false when there is none. */
  boolean pass(boolean onlyFresh) {
    Strand next = null;
    for (Strand strand : ready) {
      if ((!onlyFresh || strand.isFresh) && (next == null || isBefore(strand, next))) {
        next = strand;
      }
    }
    if (next == null) {
      return false;
    }
    ready.remove(next);
    round = Math.max(round, next.round);
    next.isFresh = false;
    holder = next;
    if (!ready.isEmpty()) {
      startSlice();
    }
    if (isSomeoneFirst(next)) {
      next.call();
    }
    next.unpark();
    return true;
  }

  private static boolean isBefore(Strand left, Strand right) {
    if (left.isFresh != right.isFresh) {
      return left.isFresh;
    }
    if (left.round != right.round) {
      return left.round < right.round;
    }
    long leftLimit = left.limitNanos();
    long rightLimit = right.limitNanos();
    return leftLimit == rightLimit
        ? left.order < right.order
        : Instants.isBefore(leftLimit, rightLimit);
  }

  private void startSlice() {
    slice =
        scheduler.add(
            scheduler.now() + sliceNanos,
            Rank.ACCOUNT,
            Long.MAX_VALUE,
            null,
            () -> {
              slice = null;
              isSliceOver = true;
              callHolder();
            });
  }
}
