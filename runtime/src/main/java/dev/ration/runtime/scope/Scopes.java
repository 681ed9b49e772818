package dev.ration.runtime.scope;

import dev.ration.plan.Reason;
import dev.ration.runtime.clock.Strand;
import dev.ration.runtime.spi.Reading;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * The whole protocol of activities. Every method is called by the strand it is given, holding the
 * baton.
 */
public final class Scopes {
  /** What {@link #run} returns for an activity that was skipped: it has no value (R4). */
  public static final Object SKIPPED = new Skip();

  /** What a round of {@link #every} returns to be the last. */
  public static final Object LAST_ROUND = new Object();

  private Scopes() {}

  /**
   * Runs an activity under its clauses, in the one order of the rules: skip if · admission ·
   * cleanup · handlers · keep, until, events · retry · require, body, ensure.
   *
   * @return the value, null without one, or {@link #SKIPPED}
   * @throws Failed if it failed and no handler of its own answered
   * @throws ScopeCut if it was cancelled from outside
   * @throws Bug if something is wrong
   */
  public static @Nullable Object run(
      Strand strand, ScopeSpec spec, Demands demands, ScopeBody body) {
    Scope around = Scope.of(strand);
    return Activity.run(
        strand, around.run, around, spec, demands, body, new Scope.Entry(strand.refresh(), 0));
  }

  /** Opens a plain activity by hand; exactly one of the two {@code close} must follow. */
  public static Scope open(Strand strand, ScopeSpec spec, Demands demands) {
    Scope around = Scope.of(strand);
    Scope.Entry entry = new Scope.Entry(strand.refresh(), 0);
    Scope scope;
    RuntimeException refusal = null;
    boolean isAtOnce = Admission.isAtOnce(demands);
    // One lock serves for both where nothing is waited for.
    strand.scheduler().lock();
    try {
      scope = Admission.enter(strand, around.run, around, spec, demands, entry);
      if (isAtOnce) {
        refusal = refusal(scope);
      }
    } finally {
      strand.scheduler().unlock();
    }
    if (!isAtOnce) {
      refusal = refusal(scope);
    }
    if (refusal != null) {
      throw close(scope, refusal);
    }
    return scope;
  }

  private static @Nullable RuntimeException refusal(Scope scope) {
    try {
      Admission.admit(scope);
      return null;
    } catch (RuntimeException refused) {
      return refused;
    }
  }

  /**
   * Closes an activity whose body ended well; with {@link #SKIPPED} it was skipped (R4).
   *
   * @throws Failed if an event handler of its own failed at the same instant (P4)
   */
  public static void close(Scope scope, @Nullable Object value) {
    Handlers.end(scope);
    Failed failed = Handlers.failureOf(scope);
    if (failed != null) {
      Ending ending = Ending.of(scope, failed);
      Admission.leave(scope, ending.outcome());
      Object unused = ending.give();
    }
    Admission.leave(scope, Ending.ok(value).outcome());
  }

  /** Closes an activity whose body threw, and returns what to throw instead. */
  public static RuntimeException close(Scope scope, Throwable thrown) {
    if (scope.strand.isLost() && thrown instanceof RuntimeException exception) {
      return exception;
    }
    Handlers.end(scope);
    Ending ending = Ending.of(scope, thrown);
    Admission.leave(scope, ending.outcome());
    return switch (ending.thrown()) {
      case RuntimeException exception -> exception;
      case Error error -> throw error;
      case null, default -> new IllegalStateException("a plain activity ended well");
    };
  }

  /**
   * Runs branches side by side and waits until all have ended (P1). Call it inside the construct's
   * own scope.
   *
   * @return for {@code all}: a list of {@link Outcome} in program order; for {@code any}, {@code
   *     race}: the winner's outcome in a list of one; for {@code at least}: the winners'; or {@link
   *     #SKIPPED}
   */
  public static Object parallel(
      Strand strand, ParallelSpec spec, long atLeast, List<ScopeBody> branches) {
    Scope around = Scope.of(strand);
    strand.refresh();
    return new Parallel(around, spec, atLeast, branches).run();
  }

  /**
   * Runs rounds until one fails or the scope around ends (T8). Returns after a round that gave
   * {@link #LAST_ROUND}, else only by throwing.
   */
  public static void every(Strand strand, EverySpec spec, ScopeBody round) {
    new Periodic(strand, spec, round).run();
  }

  /**
   * Listens to an event from now until the innermost scope is closed (P4): that scope was opened by
   * hand, for the block that declares the handler.
   */
  public static void whenever(Strand strand, EventSpec spec, EventBody body) {
    Handlers.begin(Scope.of(strand), spec, body);
  }

  /** Lets a named branch stand still (C6). */
  public static void freeze(Strand strand, String branch) {
    freeze(strand, branch, true);
  }

  /** Lets a named branch go on (C6). */
  public static void unfreeze(Strand strand, String branch) {
    freeze(strand, branch, false);
  }

  private static void freeze(Strand strand, String branch, boolean isStill) {
    strand.refresh();
    strand
        .scheduler()
        .atomically(
            () -> {
              Parallel construct = Freezing.constructOf(Scope.of(strand), branch);
              if (construct != null) {
                construct.freeze(branch, isStill);
              }
            });
    strand.poll();
  }

  /** Tells whether a source has been silent for so long (P4). */
  public static boolean isSilent(Strand strand, String source, long nanos) {
    Scope scope = Scope.of(strand);
    long now = strand.refresh();
    return now - scope.run.senses().lastHeard(source, scope.start) >= nanos;
  }

  /** Runs a block whose {@code within} is met by its first effect (T9). */
  public static @Nullable Object respond(
      Strand strand, ScopeSpec spec, Demands demands, ScopeBody body) {
    if (spec.kind() != ScopeSpec.Kind.RESPOND) {
      throw new IllegalArgumentException("not a respond: " + spec.kind());
    }
    return run(strand, spec, demands, body);
  }

  /** Runs a block that cancellation waits for, at most {@code withinNanos} (C4). */
  public static @Nullable Object critical(
      Strand strand, ScopeSpec spec, long withinNanos, ScopeBody body) {
    if (spec.kind() != ScopeSpec.Kind.CRITICAL) {
      throw new IllegalArgumentException("not critical: " + spec.kind());
    }
    Demands demands = Demands.within(withinNanos).reserve(0).minimum(withinNanos).build();
    Object value = run(strand, spec, demands, body);
    strand.poll();
    return value;
  }

  /** Waits for a duration. */
  public static void wait(Strand strand, long durationNanos) {
    strand.waitUntil(Math.addExact(strand.refresh(), durationNanos));
  }

  /** Waits until a condition is true. */
  public static void waitUntil(Strand strand, Condition condition) {
    strand.refresh();
    Watcher.until(Scope.of(strand), condition);
  }

  /** Checks a {@code require} that stands in a body; {@code repair} may be null. */
  public static void require(
      Strand strand, String text, Condition condition, @Nullable ScopeBody repair) {
    Scope scope = Scope.of(strand);
    strand.refresh();
    Truth truth = Watcher.atStart(scope, condition);
    if (truth != Truth.TRUE && repair != null) {
      Conditions.repair(strand, text, repair::run);
      truth = Watcher.once(scope, condition);
    }
    if (truth != Truth.TRUE) {
      throw Conditions.unmet(Reason.PRECONDITION, text, truth);
    }
  }

  /** Checks an {@code ensure} that stands in a body. */
  public static void ensure(Strand strand, String text, Condition condition) {
    strand.refresh();
    Truth truth = Watcher.once(Scope.of(strand), condition);
    if (truth != Truth.TRUE) {
      throw Conditions.unmet(Reason.POSTCONDITION, text, truth);
    }
  }

  /** Reads a sensor; null when there is no reading, or none that is fresh enough (P3). */
  public static @Nullable Reading read(Strand strand, String sensor) {
    return Scope.of(strand).run.senses().fresh(sensor, strand.refresh());
  }

  /**
   * Does a host action: starts it, waits for its end, stops it when cancelled, and leaves it behind
   * when it does not stop (C2, T11).
   *
   * @return its result, null without one
   */
  public static @Nullable Object command(Strand strand, CommandSpec spec) {
    return HostAction.run(strand, spec);
  }

  /**
   * Runs host code that may block on a thread of its own; a cancellation interrupts it and leaves
   * it behind when it does not come back (T11).
   */
  public static <T> @Nullable T call(Strand strand, String name, Callable<@Nullable T> code) {
    return HostCall.run(strand, name, code);
  }

  /** Ends the activity with a declared reason ({@code fail slipped}). */
  public static Failed fail(String reason) {
    return Failed.of(Reason.declared(reason), reason);
  }

  private static final class Skip {
    @Override
    public String toString() {
      return "skipped";
    }
  }
}
