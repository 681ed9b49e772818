package dev.ration.runtime.scope;

import dev.ration.runtime.clock.Guard;
import dev.ration.runtime.clock.Instants;
import dev.ration.runtime.clock.Strand;
import org.jspecify.annotations.Nullable;

/** How cancellations fall and land (C4, C5). Called with the scheduler's lock held. */
final class Cuts {
  private Cuts() {}

  /** The cancellation that must land in a scope now: the outermost that reaches it. */
  static @Nullable Mark pending(Scope innermost) {
    Mark landing = null;
    boolean isHeldUp = false;
    Scope critical = null;
    for (Scope scope = innermost; scope != null; scope = scope.parent) {
      Mark mark = scope.mark;
      if (mark != null && (!isHeldUp || mark.breaksCritical() || isKeepOn(critical, scope, mark))) {
        landing = mark;
      }
      if (scope.isShield()) {
        return landing;
      }
      // It is waited for at most as long as it may take.
      boolean isInTime = Instants.isBefore(scope.run.scheduler().now(), scope.limit);
      if (scope.spec.kind() == ScopeSpec.Kind.CRITICAL && isInTime) {
        isHeldUp = true;
        critical = scope;
      }
    }
    Mark stop = innermost.run.stopMark();
    return stop == null ? landing : stop;
  }

  /** Whether a broken {@code keep} is one of the critical section's own clauses (C4). */
  private static boolean isKeepOn(@Nullable Scope critical, Scope around, Mark mark) {
    return critical != null
        && critical.parent == around
        && mark.cause().kind() == Cause.Kind.INVARIANT
        && mark.owner() == around
        && !around.spec.origin().isEmpty()
        && around.spec.origin().equals(critical.spec.origin());
  }

  /** Cancels what runs in a scope; idempotent. */
  static void fall(Scope scope, @Nullable Scope owner, Cause.Kind kind, String detail) {
    if (scope.phase == Scope.Phase.CLOSED) {
      return;
    }
    Cause cause = cause(scope.run, owner, kind, detail);
    Mark before = scope.mark;
    scope.mark = Mark.of(before, new Mark(cause, owner));
    if (!scope.mark.equals(before)) {
      scope.wasCut = true;
      Journal.cut(scope, cause);
      wakeInside(scope);
    }
  }

  static Cause cause(Run run, @Nullable Scope owner, Cause.Kind kind, String detail) {
    return new Cause(
        kind,
        owner == null ? null : owner.spec.name(),
        owner == null ? -1 : owner.id,
        run.scheduler().now(),
        detail,
        null);
  }

  /** Has every strand inside a scope look at what fell. */
  static void wakeInside(Scope scope) {
    for (Strand strand : scope.run.strands()) {
      Guard guard = strand.guard();
      if (guard instanceof Scope innermost
          && isInside(innermost, scope)
          && pending(innermost) != null) {
        scope.run.cut(strand);
      }
    }
  }

  static boolean isInside(Scope inner, Scope outer) {
    Scope scope = inner;
    while (scope != null && scope.depth > outer.depth) {
      scope = scope.parent;
    }
    return scope == outer;
  }
}
