package dev.ration.runtime.scope;

import dev.ration.runtime.clock.Strand;
import org.jspecify.annotations.Nullable;

/** Branches that stand still (C6). Called with the scheduler's lock held. */
final class Freezing {
  private Freezing() {}

  /** Whether a scope lies in a frozen branch and is not in what must run to its end first. */
  static boolean isFrozen(Scope innermost) {
    boolean isProtected = false;
    for (Scope scope = innermost; scope != null; scope = scope.parent) {
      if (scope.isFrozenHere && !isProtected) {
        return true;
      }
      boolean winds = scope.wasCut && scope.phase == Scope.Phase.HANDLER;
      isProtected |= winds || scope.isShield() || scope.spec.kind() == ScopeSpec.Kind.CRITICAL;
    }
    return false;
  }

  /** When a branch around a scope last went on; NEVER if none was ever frozen. */
  static long lastThaw(Scope innermost) {
    long last = dev.ration.runtime.clock.Instants.NEVER;
    for (Scope scope = innermost; scope != null; scope = scope.parent) {
      if (scope.thawedNanos != dev.ration.runtime.clock.Instants.NEVER) {
        last = Math.max(last, scope.thawedNanos);
      }
    }
    return last;
  }

  static void freeze(Scope branch) {
    if (branch.isFrozenHere) {
      return;
    }
    branch.isFrozenHere = true;
    Journal.write(branch, "branch.freeze");
    for (Strand strand : branch.run.strands()) {
      if (strand.guard() instanceof Scope innermost && Cuts.isInside(innermost, branch)) {
        HostAction action = innermost.action;
        if (action != null && isFrozen(innermost)) {
          action.hold();
        }
        strand.freezeChanged();
      }
    }
  }

  static void unfreeze(Scope branch) {
    if (!branch.isFrozenHere) {
      return;
    }
    branch.isFrozenHere = false;
    branch.thawedNanos = branch.run.scheduler().now();
    Journal.write(branch, "branch.unfreeze");
    for (Strand strand : branch.run.strands()) {
      if (strand.guard() instanceof Scope innermost && Cuts.isInside(innermost, branch)) {
        HostAction action = innermost.action;
        if (action != null && !isFrozen(innermost)) {
          action.resume();
        }
        strand.freezeChanged();
      }
    }
  }

  /** Finds the parallel construct around a scope that has a branch of this name. */
  static @Nullable Parallel constructOf(Scope innermost, String name) {
    for (Scope scope = innermost; scope != null; scope = scope.parent) {
      Parallel parallel = scope.parallel;
      if (parallel != null && parallel.hasBranch(name)) {
        return parallel;
      }
    }
    return null;
  }
}
