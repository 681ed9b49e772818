package dev.ration.runtime.scope;

import static dev.ration.runtime.clock.Instants.NEVER;

import dev.ration.runtime.clock.Completion;
import dev.ration.runtime.clock.Instants;
import dev.ration.runtime.clock.Rank;
import dev.ration.runtime.clock.Scheduler;
import dev.ration.runtime.clock.Timer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Those who wait for resources or power: served at rank GRANT by priority, limit and program order,
 * where one that cannot be served holds up no other (P5). Guarded by the scheduler's lock.
 */
final class Grants {
  private static final Comparator<Wish> ORDER =
      Comparator.comparing((Wish wish) -> wish.scope.priority())
          .thenComparing(
              (left, right) ->
                  place(left) == place(right)
                      ? 0
                      : Instants.isBefore(place(left), place(right)) ? -1 : 1)
          .thenComparingLong(wish -> wish.scope.id);

  private final Scheduler scheduler;
  private final Precedence precedence;
  private final List<Wish> wishes = new ArrayList<>();
  private boolean isServing;

  Grants(Scheduler scheduler, Precedence precedence) {
    this.scheduler = scheduler;
    this.precedence = precedence;
  }

  /** What tries to take; on success it has taken everything. */
  @FunctionalInterface
  interface Attempt {
    /**
     * Takes all or nothing.
     *
     * @throws Failed if waiting longer is of no use
     */
    boolean take();
  }

  /**
   * Takes, or waits until it can; called without the lock.
   *
   * @param latestNanos the latest start; NEVER waits for ever; what has passed does not wait
   * @return whether it was taken
   */
  boolean take(Scope scope, Attempt attempt, long latestNanos) {
    Wish wish;
    scheduler.lock();
    try {
      long now = scheduler.now();
      boolean isPatient = latestNanos == NEVER || now < latestNanos;
      if (!isPatient || wishes.isEmpty() && scheduler.isQuiet()) {
        if (attempt.take()) {
          return true;
        }
        if (!isPatient) {
          return false;
        }
        Journal.write(scope, "wait.begin");
      }
      wish = new Wish(scope, attempt, scheduler.completion());
      wishes.add(wish);
      serveSoon();
    } finally {
      scheduler.unlock();
    }
    return await(scope, wish, latestNanos);
  }

  private boolean await(Scope scope, Wish wish, long latestNanos) {
    Timer giveUp =
        latestNanos == NEVER
            ? null
            : scheduler.at(latestNanos, Rank.LIMIT, scope.depth, () -> drop(wish));
    boolean isEnded = false;
    try {
      boolean granted = Boolean.TRUE.equals(scope.strand.await(wish.granted));
      isEnded = true;
      return granted;
    } finally {
      if (giveUp != null) {
        giveUp.cancel();
      }
      if (!isEnded) {
        scheduler.atomically(
            () -> {
              wishes.remove(wish);
              inherit();
            });
      }
    }
  }

  private void drop(Wish wish) {
    if (wishes.remove(wish)) {
      wish.granted.complete(false);
      inherit();
    }
  }

  /** Looks at all wishes again, after everything else of this instant but limits. */
  void serveSoon() {
    if (!isServing && !wishes.isEmpty()) {
      isServing = true;
      scheduler.post(Rank.GRANT, this::serve);
    }
  }

  /** Looks at all wishes again at an instant. */
  void serveAt(long instantNanos) {
    var unused = scheduler.at(instantNanos, Rank.GRANT, this::serveSoon);
  }

  private void serve() {
    isServing = false;
    inherit();
    List<Wish> ordered = new ArrayList<>(wishes);
    ordered.sort(ORDER);
    for (Wish wish : ordered) {
      try {
        if (!wish.granted.isDone() && Cuts.pending(wish.scope) == null && wish.attempt.take()) {
          wishes.remove(wish);
          wish.granted.complete(true);
        }
      } catch (Failed | Bug useless) {
        wishes.remove(wish);
        wish.granted.fail(useless);
      }
    }
    inherit();
    for (Wish wish : ordered) {
      if (wishes.contains(wish) && Cuts.pending(wish.scope) == null) {
        precedence.preempt(wish.scope);
      }
    }
  }

  private void inherit() {
    precedence.inherit(wishes.stream().map(wish -> wish.scope).toList());
  }

  private static long place(Wish wish) {
    return wish.scope.placeNanos();
  }

  private record Wish(Scope scope, Attempt attempt, Completion<Boolean> granted) {}
}
