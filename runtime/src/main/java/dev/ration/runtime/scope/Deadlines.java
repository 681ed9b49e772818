package dev.ration.runtime.scope;

import static dev.ration.runtime.clock.Instants.NEVER;

import dev.ration.runtime.clock.Guard;
import dev.ration.runtime.clock.Instants;
import dev.ration.runtime.clock.Rank;
import dev.ration.runtime.clock.Strand;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Limits, their owners and cuts (T1 to T3). Called with the scheduler's lock held. */
final class Deadlines {
  /** What is kept for a handler that only computes, when the limit leaves room for it. */
  private static final long LEAST_KEPT_NANOS = 1_000_000;

  /** The same on the real clock, where the body comes to its cut some milliseconds late. */
  private static final long LEAST_KEPT_REAL_NANOS = 20_000_000;

  private static final int LEAST_KEPT_PART = 8;

  private Deadlines() {}

  /** Sets the limit, owner and cut of a scope from its own clause and the scope around it. */
  static void place(Scope scope) {
    long outer = scope.parent == null || scope.isShield() ? NEVER : scope.parent.cut;
    if (Instants.isBefore(scope.ownEnd, outer)) {
      scope.limit = scope.ownEnd;
      scope.limitOwner = scope;
    } else {
      scope.limit = outer;
      scope.limitOwner = outer == NEVER || scope.parent == null ? null : scope.parent.limitOwner;
    }
    scope.cut = cut(scope);
  }

  private static long cut(Scope scope) {
    if (scope.limit == NEVER) {
      return NEVER;
    }
    return switch (scope.phase) {
      case OPENING, BODY -> scope.limit - kept(scope);
      // After a refused start there is nothing to clean up, and nothing to keep for it.
      case HANDLER -> scope.limit - (scope.hasStarted ? cleanup(scope) : 0);
      case CLEANUP, CLOSED -> scope.limit;
    };
  }

  /** What is kept back for handler, cleanup and stopping (T3). */
  private static long kept(Scope scope) {
    if (scope.limitOwner != scope) {
      return scope.stopNanos + cleanup(scope);
    }
    long reserve = scope.demands.reserveNanos;
    return scope.stopNanos + (reserve != NEVER ? reserve : timeoutHandler(scope) + cleanup(scope));
  }

  private static long timeoutHandler(Scope scope) {
    for (ScopeSpec.Handler handler : scope.spec.handlers()) {
      if (handler.answersTimeout()) {
        long bound = handler.boundNanos() == NEVER ? 0 : handler.boundNanos();
        long least = (scope.ownEnd - scope.start) / LEAST_KEPT_PART;
        long usual = scope.run.scheduler().isVirtual() ? LEAST_KEPT_NANOS : LEAST_KEPT_REAL_NANOS;
        return Math.max(bound, Math.min(usual, least));
      }
    }
    return 0;
  }

  /** The bound of the cleanup that a scope has still to run, 0 without one. */
  private static long cleanup(Scope scope) {
    return scope.spec.hasCleanup() ? cleanupBound(scope) : 0;
  }

  static long cleanupBound(Scope scope) {
    return scope.demands.cleanupNanos != NEVER
        ? scope.demands.cleanupNanos
        : scope.run.site().cleanupNanos();
  }

  /** Sets the timer of a scope that is stopped earlier than the one around it. */
  static void arm(Scope scope) {
    disarm(scope);
    boolean isOwn = scope.limitOwner == scope || isEarlier(scope);
    boolean isStopped = scope.phase == Scope.Phase.BODY || scope.phase == Scope.Phase.HANDLER;
    if (scope.cut != NEVER && isOwn && isStopped) {
      scope.limitTimer =
          scope.run.scheduler().at(scope.cut, Rank.LIMIT, scope.depth, scope::onLimit);
    }
  }

  private static boolean isEarlier(Scope scope) {
    return scope.parent == null || Instants.isBefore(scope.cut, scope.parent.cut);
  }

  static void disarm(Scope scope) {
    if (scope.limitTimer != null) {
      scope.limitTimer.cancel();
      scope.limitTimer = null;
    }
  }

  /** Goes into another phase: what fell on the one before has landed. */
  static void enter(Scope scope, Scope.Phase phase) {
    scope.phase = phase;
    if (scope.mark != null) {
      scope.mark = null;
    }
    scope.cut = cut(scope);
    arm(scope);
  }

  /** Ends what a clause says by itself: from now on only the limits around it count (T9). */
  static void discharge(Scope scope) {
    scope.ownEnd = NEVER;
    again(scope);
  }

  /** Computes the limits of a scope and all inside it anew. */
  static void again(Scope changed) {
    for (Scope scope : insideOf(changed)) {
      place(scope);
      arm(scope);
      HostAction running = scope.action;
      if (running != null) {
        running.relimited();
      }
    }
  }

  /** The open scopes in one, itself included, outermost first. */
  private static List<Scope> insideOf(Scope outer) {
    Set<Scope> found = new LinkedHashSet<>();
    found.add(outer);
    for (Strand strand : outer.run.strands()) {
      Guard guard = strand.guard();
      if (guard instanceof Scope innermost && Cuts.isInside(innermost, outer)) {
        for (Scope scope = innermost; scope != null && scope != outer; scope = scope.parent) {
          found.add(scope);
        }
      }
    }
    List<Scope> ordered = new ArrayList<>(found);
    ordered.sort(Comparator.comparingInt(Scope::depth));
    return ordered;
  }

  /** The earliest instant to which a limit may be tightened: what is shielded runs to its end. */
  static long leastLimit(Scope scope) {
    long least = scope.run.scheduler().now();
    for (Scope inner : insideOf(scope)) {
      boolean isProtected = inner.isShield() || inner.spec.kind() == ScopeSpec.Kind.CRITICAL;
      if (inner != scope && isProtected && inner.limit != NEVER) {
        least = Math.max(least, inner.limit);
      }
    }
    return least;
  }

  /** The time to an instant, for messages and receipts. */
  static long left(@Nullable Scope scope) {
    return scope == null || scope.cut == NEVER
        ? NEVER
        : Math.subtractExact(scope.cut, scope.strand.now());
  }
}
