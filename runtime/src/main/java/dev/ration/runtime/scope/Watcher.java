package dev.ration.runtime.scope;

import static dev.ration.runtime.clock.Instants.NEVER;

import dev.ration.runtime.clock.Completion;
import dev.ration.runtime.clock.Instants;
import dev.ration.runtime.clock.Rank;
import dev.ration.runtime.clock.Timer;
import dev.ration.runtime.spi.Reading;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A condition and what it read last, so that it is looked at again when that changes (P3).
 * Evaluated by one strand; told of changes with the scheduler's lock held.
 */
final class Watcher implements Watch {
  private final Scope scope;
  private final Condition condition;
  private final Runnable onChange;
  private final Set<String> sensors = new HashSet<>();
  private boolean isChanged;
  private long againNanos = NEVER;
  private long missingNanos;
  private @Nullable Timer again;

  /**
   * Prepares a watch.
   *
   * @param onChange called with the lock held, once until the next evaluation
   */
  Watcher(Scope scope, Condition condition, Runnable onChange) {
    this.scope = scope;
    this.condition = condition;
    this.onChange = onChange;
  }

  /** Evaluates a condition now, and never again. */
  static Truth once(Scope scope, Condition condition) {
    return new Watcher(scope, condition, () -> {}).evaluateOnce();
  }

  /**
   * Evaluates a start condition: without any reading yet it waits for one, at most its staleness
   * bound.
   */
  static Truth atStart(Scope scope, Condition condition) {
    Change change = new Change(scope);
    Watcher watcher = new Watcher(scope, condition, change::settle);
    long latest = NEVER;
    while (true) {
      Completion<Object> next = change.renew();
      Truth truth = watcher.evaluate();
      long now = scope.strand.refresh();
      if (latest == NEVER) {
        latest = now + watcher.missingNanos;
      }
      boolean isPatient = truth == Truth.UNKNOWN && watcher.missingNanos > 0 && now < latest;
      if (!isPatient) {
        watcher.end();
        return truth;
      }
      await(watcher, next, latest);
    }
  }

  /** Waits until a condition is true. */
  static void until(Scope scope, Condition condition) {
    Change change = new Change(scope);
    Watcher watcher = new Watcher(scope, condition, change::settle);
    while (true) {
      Completion<Object> next = change.renew();
      if (watcher.evaluate() == Truth.TRUE) {
        watcher.end();
        return;
      }
      await(watcher, next, NEVER);
    }
  }

  /** The change that a strand waits for now; it may be settled by any thread. */
  private static final class Change {
    private final Scope scope;
    private volatile Completion<Object> current;

    Change(Scope scope) {
      this.scope = scope;
      this.current = scope.run.scheduler().completion();
    }

    Completion<Object> renew() {
      current = scope.run.scheduler().completion();
      return current;
    }

    void settle() {
      current.complete(null);
    }
  }

  private static void await(Watcher watcher, Completion<Object> change, long latest) {
    boolean isEnded = false;
    try {
      boolean unused = watcher.scope.strand.awaitUntil(change, latest, false);
      isEnded = true;
    } finally {
      if (!isEnded) {
        watcher.end();
      }
    }
  }

  private Truth evaluateOnce() {
    try {
      return evaluate();
    } finally {
      end();
    }
  }

  /** Evaluates now, and watches what it reads from here on. */
  Truth evaluate() {
    scope
        .run
        .scheduler()
        .atomically(
            () -> {
              isChanged = false;
              sensors.clear();
              againNanos = NEVER;
              missingNanos = 0;
              scope.run.senses().watch(this);
            });
    Truth truth = condition.test(this);
    scope.run.scheduler().atomically(this::setAgain);
    return truth;
  }

  private void setAgain() {
    if (again != null) {
      again.cancel();
      again = null;
    }
    if (againNanos != NEVER) {
      again = scope.run.scheduler().at(againNanos, Rank.CONDITION, this::changed);
    }
  }

  /** Stops watching. */
  void end() {
    scope
        .run
        .scheduler()
        .atomically(
            () -> {
              scope.run.senses().forget(this);
              againNanos = NEVER;
              setAgain();
            });
  }

  /** Something it read has changed; with the lock held. */
  void changed() {
    if (!isChanged) {
      isChanged = true;
      onChange.run();
    }
  }

  boolean reads(String sensor) {
    return sensors.contains(sensor);
  }

  @Override
  public Scope scope() {
    return scope;
  }

  @Override
  public @Nullable Reading read(String sensor) {
    scope.run.scheduler().atomically(() -> sensors.add(sensor));
    long bound = scope.run.senses().staleness(sensor);
    Reading reading = scope.run.senses().last(sensor);
    if (reading == null) {
      missingNanos = Math.max(missingNanos, bound);
      return null;
    }
    long expires = Math.addExact(reading.nanoTime(), bound);
    if (scope.strand.now() > expires) {
      return null;
    }
    againAt(expires + 1);
    return reading;
  }

  @Override
  public Truth silent(String source, long nanos) {
    scope.run.scheduler().atomically(() -> sensors.add(source));
    long since = scope.run.senses().lastHeard(source, scope.start);
    long silentAt = Math.addExact(since, nanos);
    if (scope.strand.now() >= silentAt) {
      return Truth.TRUE;
    }
    againAt(silentAt);
    return Truth.FALSE;
  }

  @Override
  public @Nullable Outcome branch(String name) {
    return scope.branch(name);
  }

  @Override
  public void againAt(long instantNanos) {
    againNanos = Instants.earlier(againNanos, instantNanos);
  }
}
