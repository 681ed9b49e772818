package dev.ration.runtime.scope;

import static dev.ration.runtime.clock.Instants.NEVER;

import dev.ration.plan.Reason;
import dev.ration.runtime.clock.Strand;
import dev.ration.runtime.energy.Accounts.AccountRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The protocol of one activity: skip if · admission · cleanup · handlers · keep, until · retry ·
 * require, body, ensure. Used by its strand.
 */
final class Activity {
  private final Strand strand;
  private final Scope scope;
  private final ScopeSpec spec;
  private final Demands demands;
  private final ScopeBody body;
  private boolean isAdmitted;

  private Activity(Scope scope, ScopeBody body) {
    this.scope = scope;
    this.strand = scope.strand;
    this.spec = scope.spec;
    this.demands = scope.demands;
    this.body = body;
  }

  static @Nullable Object run(
      Strand strand,
      Run run,
      @Nullable Scope parent,
      ScopeSpec spec,
      Demands demands,
      ScopeBody body,
      Scope.Entry entry) {
    Scope scope = Admission.enter(strand, run, parent, spec, demands, entry);
    return new Activity(scope, body).run();
  }

  private @Nullable Object run() {
    Ending ending = skipsOrEnds();
    if (ending.failure() != null) {
      ending = answer(ending);
    }
    if (scope.hasStarted && spec.hasCleanup() && !strand.isLost()) {
      ending = Cleaning.run(scope, body, ending);
    }
    Admission.leave(scope, ending.outcome());
    return ending.give();
  }

  private Ending skipsOrEnds() {
    try {
      for (int i = 0; i < spec.skipIf().size(); i++) {
        int index = i;
        if (Watcher.once(scope, watch -> body.skipIf(index, watch)) == Truth.TRUE) {
          return Ending.ok(Scopes.SKIPPED);
        }
      }
      Admission.admit(scope);
      isAdmitted = true;
      return guarded();
    } catch (Throwable thrown) {
      return ending(thrown);
    }
  }

  /** Nothing may happen on a strand that was left behind: what it threw goes straight out. */
  private Ending ending(Throwable thrown) {
    if (strand.isLost()) {
      throw thrown instanceof RuntimeException exception
          ? exception
          : new IllegalStateException(thrown);
    }
    return Ending.of(scope, thrown);
  }

  /** The body with all that is watched beside it. */
  private Ending guarded() {
    Conditions conditions = Conditions.of(scope, body);
    Beside beside = Beside.of(scope, body);
    Ending ending;
    try {
      ending = conditions.begin() ? attempts(beside) : Ending.ok(null);
    } catch (Throwable thrown) {
      ending = ending(thrown);
    } finally {
      conditions.end();
    }
    beside.end();
    return ending;
  }

  private Ending attempts(Beside beside) {
    beside.begin();
    for (int attempt = 1; ; attempt++) {
      Ending ending;
      try {
        ending = Ending.ok(attempt());
      } catch (Throwable thrown) {
        ending = ending(thrown);
      }
      if (!isWorthAnother(ending, attempt)) {
        return ending;
      }
      long pause = pause(attempt);
      if (pause > 0) {
        try {
          strand.waitUntil(Math.addExact(strand.refresh(), pause));
        } catch (Throwable thrown) {
          return ending(thrown);
        }
      }
      int next = attempt + 1;
      scope
          .run
          .scheduler()
          .atomically(
              () -> {
                scope.notes().attempts = next;
                Journal.write(scope, "attempt", "number", String.valueOf(next));
              });
    }
  }

  private @Nullable Object attempt() {
    for (int i = 0; i < spec.require().size(); i++) {
      require(i);
    }
    scope.hasStarted = true;
    Object value = body.run(scope);
    for (int i = 0; i < spec.ensure().size(); i++) {
      int index = i;
      Truth truth = Watcher.once(scope, watch -> body.ensure(index, watch));
      if (truth != Truth.TRUE) {
        throw Conditions.unmet(Reason.POSTCONDITION, spec.ensure().get(i), truth);
      }
    }
    return value;
  }

  private void require(int index) {
    Truth truth = Watcher.atStart(scope, watch -> body.require(index, watch));
    if (truth != Truth.TRUE && body.hasRepair(index)) {
      scope.hasStarted = true;
      String text = spec.require().get(index);
      Conditions.repair(strand, text, inner -> body.repair(index, inner));
      truth = Watcher.once(scope, watch -> body.require(index, watch));
    }
    if (truth != Truth.TRUE) {
      throw Conditions.unmet(Reason.PRECONDITION, spec.require().get(index), truth);
    }
  }

  /** Whether a further attempt is allowed and still fits (P2). */
  private boolean isWorthAnother(Ending ending, int attempt) {
    Failure failure = ending.failure();
    if (failure == null
        || ending.isFinal()
        || !spec.retry().isOn()
        || !mayRetry(failure.reason())) {
      return false;
    }
    if (demands.attempts != Demands.NONE && attempt >= demands.attempts) {
      return false;
    }
    strand.refresh();
    scope.run.scheduler().lock();
    try {
      long free = scope.account.freeMicrojoules();
      boolean energyFits = free == AccountRequest.NONE || free >= demands.minimumMicrojoules;
      long left = scope.cut == NEVER ? NEVER : scope.cut - strand.now() - pause(attempt);
      return energyFits && (left == NEVER || left > 0 && left >= scope.minimumNanos());
    } finally {
      scope.run.scheduler().unlock();
    }
  }

  private boolean mayRetry(Reason reason) {
    List<String> after = spec.retry().after();
    boolean isNamed = after.stream().anyMatch(reason::answers);
    boolean isAllowed =
        switch (reason.kind()) {
          case DENIED -> reason.detail().equals("power") || reason.detail().equals("resource");
          case PRECONDITION -> isNamed;
          default -> true;
        };
    return isAllowed && (after.isEmpty() || isNamed);
  }

  private long pause(int attempt) {
    double grown = demands.backoffNanos * Math.pow(demands.backoffFactor, attempt - 1.0);
    long most = Math.max(demands.backoffNanos, demands.backoffMaxNanos);
    return (long) Math.min(grown, most);
  }

  /** Runs the one handler that answers a failure, if there is one (R3). */
  private Ending answer(Ending ending) {
    Failure failure = ending.failure();
    List<ScopeSpec.Handler> handlers = spec.handlers();
    for (int i = 0; failure != null && i < handlers.size(); i++) {
      if (handlers.get(i).answers(failure)) {
        return answer(ending, failure, i);
      }
    }
    return ending;
  }

  private Ending answer(Ending ending, Failure failure, int index) {
    ScopeSpec.Handler handler = spec.handlers().get(index);
    strand.refresh();
    scope.run.scheduler().lock();
    try {
      Deadlines.enter(scope, Scope.Phase.HANDLER);
      long left = scope.cut == NEVER ? NEVER : scope.cut - scope.run.scheduler().now();
      if (left != NEVER && left <= 0 && handler.boundNanos() != 0) {
        Journal.write(scope, "handler.late", "reason", failure.reason().toString());
        return ending;
      }
      if (isAdmitted && scope.hasAccount) {
        scope.account.openKept();
      }
      Journal.write(scope, "handler", "reason", failure.reason().toString());
    } finally {
      scope.run.scheduler().unlock();
    }
    try {
      ScopeSpec inner = handlerSpec(handler);
      return Ending.ok(
          Scopes.run(strand, inner, Demands.NOTHING, child -> body.handle(index, failure, child)));
    } catch (Failed again) {
      Ending late = Ending.of(scope, again);
      Failure second = late.failure();
      return second == null || isSame(second, failure)
          ? ending
          : new Ending(
              new Outcome.Failed(second.causedBy(chain(second, failure))),
              new Failed(second.causedBy(chain(second, failure)), again.limitOwner()),
              true);
    } catch (Throwable thrown) {
      Ending cut = ending(thrown);
      Failure second = cut.failure();
      return second == null ? cut : Ending.failed(second.causedBy(failure));
    }
  }

  /** What was behind the second failure comes first, then the one that the handler answered. */
  private static Failure chain(Failure second, Failure first) {
    Failure behind = second.cause();
    return behind == null || isSame(behind, first) ? first : behind.causedBy(chain(behind, first));
  }

  /** Whether it is that very failure: another that reads alike has happened all the same. */
  @SuppressWarnings("ReferenceEquality")
  private static boolean isSame(Failure one, Failure other) {
    return one == other;
  }

  private static ScopeSpec handlerSpec(ScopeSpec.Handler handler) {
    String name =
        handler.reasons().isEmpty() ? "else" : "on " + String.join(", ", handler.reasons());
    return ScopeSpec.plain(name, ScopeSpec.Kind.HANDLER);
  }
}
