package dev.ration.runtime.scope;

import static dev.ration.runtime.clock.Instants.NEVER;

import dev.ration.runtime.clock.Rank;
import dev.ration.runtime.clock.Timer;
import org.jspecify.annotations.Nullable;

/**
 * A condition's rising edge (P4): fires when it has been true for so long, and again every so often
 * while it stays true. Evaluated by the strand that listens; all else with the lock held.
 *
 * <p>A condition that is true when it is first looked at has risen then. An unknown one breaks what
 * is being held and stops the repetition, but does not make the next truth a new edge.
 */
final class Edge {
  private final Scope scope;
  private final EventSpec spec;
  private final Watcher watcher;
  private final Firing firing;
  private long changedNanos = NEVER;

  /** When it fired for this edge; NEVER while it has not. */
  private long firedNanos = NEVER;

  private @Nullable Timer next;
  private boolean isOver;

  /** Hears of an event. */
  @FunctionalInterface
  interface Firing {
    void fire(long stampNanos, @Nullable Object message);
  }

  Edge(Scope scope, EventSpec spec, Condition condition, Firing firing) {
    this.scope = scope;
    this.spec = spec;
    this.firing = firing;
    this.watcher = new Watcher(scope, condition, this::changed);
  }

  private void changed() {
    if (changedNanos == NEVER) {
      changedNanos = scope.run.scheduler().now();
    }
    scope.strand.interject(this::look);
  }

  /** Evaluates the condition and acts on it. */
  void look() {
    if (isOver) {
      return;
    }
    long[] at = {NEVER};
    scope
        .run
        .scheduler()
        .atomically(
            () -> {
              at[0] = changedNanos == NEVER ? scope.run.scheduler().now() : changedNanos;
              changedNanos = NEVER;
            });
    Truth truth = watcher.evaluate();
    scope.run.scheduler().atomically(() -> judge(truth, at[0]));
  }

  private void judge(Truth truth, long nowNanos) {
    switch (truth) {
      case FALSE -> {
        forget();
        firedNanos = NEVER;
      }
      case UNKNOWN -> forget();
      case TRUE -> {
        if (next == null && firedNanos == NEVER) {
          fireAt(nowNanos + spec.holdNanos());
        } else if (next == null && spec.everyNanos() > 0) {
          long rounds = Math.ceilDiv(nowNanos - firedNanos, spec.everyNanos());
          fireAt(firedNanos + Math.max(1, rounds) * spec.everyNanos());
        }
      }
    }
  }

  private void fireAt(long instantNanos) {
    next = scope.run.scheduler().at(instantNanos, Rank.COMPLETION, () -> fire(instantNanos));
  }

  private void fire(long instantNanos) {
    next = null;
    if (isOver) {
      return;
    }
    if (firedNanos == NEVER) {
      firedNanos = instantNanos;
    }
    if (spec.everyNanos() > 0) {
      fireAt(instantNanos + spec.everyNanos());
    }
    firing.fire(instantNanos, null);
  }

  private void forget() {
    if (next != null) {
      next.cancel();
      next = null;
    }
  }

  void end() {
    watcher.end();
    scope
        .run
        .scheduler()
        .atomically(
            () -> {
              isOver = true;
              forget();
            });
  }
}
