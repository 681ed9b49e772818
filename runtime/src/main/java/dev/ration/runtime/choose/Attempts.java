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
  private @Nullable Decision decision;
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
  void decided(Decision made) {
    decision = made;
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
      if (made.floor() != null) {
        event.with("floor", made.floor());
      }
      event.with("candidates", made.candidates().stream().map(Attempts::parts).toList());
      trace.write(event);
    }
  }

  TraceEvent event(String type, long atNanos) {
    return TraceEvent.of(type, atNanos).with("scope", scope.id());
  }

  private static Map<String, Object> parts(Candidate candidate) {
    Map<String, Object> parts = new LinkedHashMap<>();
    parts.put("tier", candidate.tier());
    Forecast forecast = candidate.forecast();
    if (forecast != null) {
      parts.put("model", candidate.model());
      parts.put("latency_ns", forecast.latencyNanos());
      parts.put("energy_uj", forecast.energyMicrojoules());
      parts.put("micro_money", forecast.microMoney());
      Double quality = forecast.quality();
      if (quality != null) {
        parts.put("quality", quality);
      }
      parts.put("samples", (long) forecast.samples());
      Double ratio = forecast.tokenRatio();
      if (ratio != null) {
        parts.put("token_ratio", ratio);
      }
    }
    if (!candidate.refusals().isEmpty()) {
      parts.put("refused", candidate.refusals().stream().map(Attempts::parts).toList());
    }
    return parts;
  }

  private static Map<String, Object> parts(Refusal refusal) {
    Map<String, Object> parts = new LinkedHashMap<>();
    parts.put("code", refusal.code().word());
    parts.put("words", refusal.words());
    return parts;
  }

  /** Notes what came of the last decision; {@code refusal} is why it failed, null if it did not. */
  void tried(String tier, @Nullable Refusal refusal, Thought.Attempt attempt) {
    last = refusal;
    if (refusal != null) {
      tried.put(tier, refusal);
    }
    made.add(attempt);
    decision = null;
  }

  Decision decision() {
    Decision now = decision;
    if (now == null) {
      throw new IllegalStateException("no decision is open");
    }
    return now;
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
