package dev.ration.runtime.choose;

import dev.ration.plan.Reason;
import dev.ration.runtime.clock.Instants;
import dev.ration.runtime.scope.Failed;
import dev.ration.runtime.scope.Scope;
import dev.ration.runtime.scope.ScopeCut;
import dev.ration.runtime.trace.TraceEvent;
import dev.ration.runtime.trace.TraceSink;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The attempts at one model call so far. Used by the strand that thinks. */
final class Attempts {
  private final ThinkCall call;
  private final Scope scope;
  private final long startNanos;
  private final Map<String, Refusal> tried = new LinkedHashMap<>();
  private final List<Thought.Attempt> made = new ArrayList<>();
  private @Nullable Choice choice;
  private @Nullable Refusal last;
  private String outcome = "ok";

  Attempts(ThinkCall call, Scope scope, long startNanos) {
    this.call = call;
    this.scope = scope;
    this.startNanos = startNanos;
  }

  ThinkCall call() {
    return call;
  }

  Scope scope() {
    return scope;
  }

  /** What failed in this call, by tier. */
  Map<String, Refusal> tried() {
    return tried;
  }

  /** Notes and traces a decision; with the scheduler's lock held. */
  void decided(Choice now) {
    choice = now;
    Decision made = now.decision();
    TraceSink trace = scope.run().trace();
    if (trace.isOn()) {
      TraceEvent event =
          event("think.choose", made.atNanos())
              .with("call", call.name())
              .with("probability", made.probability());
      if (Instants.isSet(made.leftNanos())) {
        event.with("left_ns", made.leftNanos());
      }
      Candidate chosen = made.chosen();
      event.with("tier", chosen == null ? null : chosen.tier()).with("why", made.why());
      trace.write(DecisionJson.write(event, made));
    }
  }

  TraceEvent event(String type, long atNanos) {
    return TraceEvent.of(type, atNanos).with("scope", scope.id());
  }

  /** Notes what came of the last decision; {@code refusal} is why it failed, null if it did not. */
  void tried(String tier, @Nullable Refusal refusal, Thought.Attempt attempt) {
    last = refusal;
    if (refusal != null) {
      tried.put(tier, refusal);
    }
    made.add(attempt);
    choice = null;
  }

  Decision decision() {
    Choice now = choice;
    if (now == null) {
      throw new IllegalStateException("no decision is open");
    }
    return now.decision();
  }

  /** The failure of a call that no tier serves any more. */
  Failed failed() {
    Decision none = decision();
    made.add(new Thought.Attempt(none, "nobody is asked", 0, 0, 0, null));
    Refusal latest = last;
    String refused =
        none.candidates().stream()
            .map(one -> "`" + one.tier() + "` " + one.refusals().getFirst().words())
            .collect(Collectors.joining("; "));
    String message =
        refused.isEmpty()
            ? "No tier may serve `" + call.name() + "`."
            : "No tier serves `" + call.name() + "`: " + refused + ".";
    return Failed.of(reason(none, latest), message);
  }

  private static Reason reason(Decision none, @Nullable Refusal latest) {
    if (latest != null && latest.code() == RefusalCode.MALFORMED) {
      return Reason.MALFORMED;
    }
    if (latest != null && latest.code() == RefusalCode.CHECK) {
      return Reason.POSTCONDITION;
    }
    return Thinker.unavailable(none);
  }

  /** Notes how the call ended when it did not end well. */
  void ended(RuntimeException thrown) {
    outcome =
        switch (thrown) {
          case Failed failed -> failed.failure().reason().toString();
          case ScopeCut cut -> "cancelled(" + cut.cause().kind().word() + ")";
          default -> "bug";
        };
  }

  Thought thought() {
    return new Thought(call.name(), scope.id(), startNanos, made, outcome);
  }
}
