package dev.ration.runtime.scope;

import dev.ration.plan.Code;
import dev.ration.plan.Reason;
import org.jspecify.annotations.Nullable;

/**
 * How a scope, or a part of it, ended. Immutable.
 *
 * @param thrown what goes on outwards; null when it ended well
 * @param isFinal whether a further attempt is of no use: what ended it was the scope's own clause
 */
record Ending(Outcome outcome, @Nullable Throwable thrown, boolean isFinal) {
  static Ending ok(@Nullable Object value) {
    return value == Scopes.SKIPPED
        ? new Ending(Outcome.SKIPPED, null, false)
        : new Ending(value == null ? Outcome.OK : new Outcome.Ok(value), null, false);
  }

  static Ending failed(Failure failure) {
    return new Ending(new Outcome.Failed(failure), new Failed(failure), false);
  }

  static Ending broken(Bug bug) {
    return new Ending(new Outcome.Broken(bug), bug, true);
  }

  /** What something that was thrown means to a scope. */
  static Ending of(Scope scope, Throwable thrown) {
    return switch (thrown) {
      case Failed failed when failed.limitOwner() == scope ->
          own(Failure.of(Reason.TIMEOUT, late(scope)).causedBy(failed.failure()));
      case Failed failed -> new Ending(new Outcome.Failed(failed.failure()), failed, false);
      case ScopeCut cut when cut.owner() == scope -> landed(scope, cut.cause());
      case ScopeCut cut -> new Ending(new Outcome.Cancelled(cut.cause()), cut, true);
      case Bug bug -> broken(bug);
      case StackOverflowError _ ->
          broken(
              new Bug(
                  Code.CALLS_TOO_DEEP,
                  "`%s` nests calls deeper than this run allows.".formatted(scope.spec.name()),
                  thrown));
      case OutOfMemoryError _ ->
          broken(
              new Bug(
                  Code.OUT_OF_MEMORY,
                  "`%s` needs more memory than this run has.".formatted(scope.spec.name()),
                  thrown));
      case RuntimeException defect ->
          broken(
              new Bug(
                  Code.DEFECT,
                  "Something is wrong in Ration while `%s` runs; please report it."
                      .formatted(scope.spec.name()),
                  defect));
      default ->
          new Ending(
              new Outcome.Broken(new Bug(Code.DEFECT, "The run was ended from outside.", thrown)),
              thrown,
              true);
    };
  }

  private static String late(Scope scope) {
    return "`%s` did not end within %s."
        .formatted(scope.spec.name(), Words.time(scope.demands.withinNanos));
  }

  /** A cancellation that becomes the outcome of its owner (C5). */
  private static Ending landed(Scope scope, Cause cause) {
    String name = scope.spec.name();
    return switch (cause.kind()) {
      case TIMEOUT -> own(Failure.of(Reason.TIMEOUT, late(scope)));
      case OVERRUN ->
          own(
              Failure.of(
                  cause.detail().equals("money") ? Reason.OVERRUN_MONEY : Reason.OVERRUN_ENERGY,
                  "`%s` has used up its %s.".formatted(name, cause.detail())));
      case INVARIANT ->
          own(
              Failure.of(
                  Reason.INVARIANT,
                  "`%s` kept `%s`, which no longer holds.".formatted(name, cause.detail())));
      case PREEMPTED ->
          own(
              Failure.of(
                  Reason.PREEMPTED, "`%s` was preempted by `%s`.".formatted(name, cause.detail())));
      case HANDLER -> handlerFailed(scope, cause);
      case UNTIL, ENDED -> new Ending(Outcome.OK, null, true);
      default -> new Ending(new Outcome.Cancelled(cause), new ScopeCut(cause, null), true);
    };
  }

  /** A handler that failed has failed its block (P4). */
  private static Ending handlerFailed(Scope scope, Cause cause) {
    Failed failed = Handlers.failureOf(scope);
    return failed == null
        ? new Ending(new Outcome.Cancelled(cause), new ScopeCut(cause, null), true)
        : of(scope, failed);
  }

  private static Ending own(Failure failure) {
    return new Ending(new Outcome.Failed(failure), new Failed(failure), true);
  }

  /** The failure, when it is one. */
  @Nullable Failure failure() {
    return outcome instanceof Outcome.Failed(Failure failure) ? failure : null;
  }

  /** Gives the value, or throws what goes on. */
  @Nullable Object give() {
    switch (thrown) {
      case null -> {
        return outcome instanceof Outcome.Ok(Object value)
            ? value
            : outcome instanceof Outcome.Skipped ? Scopes.SKIPPED : null;
      }
      case RuntimeException exception -> throw exception;
      case Error error -> throw error;
      default -> throw new IllegalStateException(thrown);
    }
  }
}
