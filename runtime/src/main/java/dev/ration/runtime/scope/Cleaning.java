package dev.ration.runtime.scope;

import dev.ration.plan.Code;
import dev.ration.runtime.resource.Claim;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The cleanup of an activity: once, last, shielded, and bounded (C3). Used by its strand. */
final class Cleaning {
  private Cleaning() {}

  /** Runs it, and returns how the activity ended: a failed cleanup changes nothing but a bug. */
  static Ending run(Scope scope, ScopeBody body, Ending before) {
    Run run = scope.run;
    scope.strand.refresh();
    long bound = Deadlines.cleanupBound(scope);
    List<String> moving = safeStates(scope);
    long stop = 0;
    for (String resource : moving) {
      stop = Math.max(stop, run.holdings().stopNanos(resource));
    }
    run.scheduler().atomically(() -> beginWindDown(scope));
    ScopeSpec spec = ScopeSpec.plain("cleanup", ScopeSpec.Kind.CLEANUP);
    Demands demands = Demands.within(bound).reserve(Math.min(stop, bound)).build();
    Scope.Entry entry = new Scope.Entry(scope.strand.now(), 0);
    Scope inner = Admission.enter(scope.strand, run, scope, spec, demands, entry);
    Ending ending = clean(inner, body);
    if (ending.failure() != null && !moving.isEmpty()) {
      HostAction.safeStop(inner, moving);
    }
    Admission.leave(inner, ending.outcome());
    Failure failure = ending.failure();
    if (failure != null) {
      scope.fault(Code.CLEANUP_FAILED.id(), "The cleanup failed: " + failure.message());
    }
    boolean isWorse =
        ending.outcome() instanceof Outcome.Broken && !(before.outcome() instanceof Outcome.Broken);
    return isWorse ? ending : before;
  }

  private static Ending clean(Scope inner, ScopeBody body) {
    try {
      inner.run.scheduler().atomically(() -> Deadlines.enter(inner, Scope.Phase.BODY));
      body.cleanup(inner);
      return Ending.ok(null);
    } catch (Throwable thrown) {
      if (inner.strand.isLost()) {
        throw thrown;
      }
      return Ending.of(inner, thrown);
    }
  }

  private static void beginWindDown(Scope scope) {
    Deadlines.enter(scope, Scope.Phase.CLEANUP);
    if (scope.hasAccount) {
      scope.account.openKept();
    }
  }

  private static List<String> safeStates(Scope scope) {
    List<String> found = new ArrayList<>();
    @Nullable Claim claim = scope.claim;
    if (claim != null && claim.isHeld()) {
      for (String resource : claim.resources()) {
        if (scope.run.holdings().hasSafeState(resource)) {
          found.add(resource);
        }
      }
    }
    return found;
  }
}
