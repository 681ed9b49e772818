package dev.ration.runtime.choose;

import dev.ration.runtime.clock.Instants;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A model call as plain maps and lists, in a fixed order, ready to be written as JSON. Names of
 * numbers end in their unit; what has no value is left out. Stateless.
 */
public final class ThoughtDocument {
  private ThoughtDocument() {}

  /** Returns the document of one call: every choice with every candidate, and what came of it. */
  public static Map<String, Object> of(Thought thought) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("call", thought.call());
    document.put("scope", thought.scopeId());
    document.put("at_ns", thought.atNanos());
    document.put("outcome", thought.outcome());
    List<Map<String, Object>> choices = new ArrayList<>();
    List<Map<String, Object>> attempts = new ArrayList<>();
    Decision told = null;
    for (Thought.Attempt attempt : thought.attempts()) {
      if (!attempt.decision().equals(told)) {
        told = attempt.decision();
        attempts = new ArrayList<>();
        choices.add(choice(told, attempts));
      }
      attempts.add(attempt(attempt));
    }
    document.put("choices", choices);
    return document;
  }

  private static Map<String, Object> choice(Decision decision, List<Map<String, Object>> attempts) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("at_ns", decision.atNanos());
    if (Instants.isSet(decision.leftNanos())) {
      document.put("left_ns", decision.leftNanos());
    }
    document.put("probability", decision.probability());
    put(document, "tier", decision.chosen() == null ? null : decision.chosen().tier());
    document.put("why", decision.why());
    if (decision.beside().second() != null) {
      document.put("second", decision.beside().second());
      document.put("second_after_ns", decision.beside().afterNanos());
    }
    put(document, "floor", decision.beside().floor());
    Decision.Worth worth = decision.worth();
    if (worth != null) {
      document.put("worth_per_uj", worth.perMicrojoule());
      document.put("worth_per_micro_money", worth.perMicroMoney());
    }
    document.put(
        "candidates", decision.candidates().stream().map(DecisionJson::candidate).toList());
    document.put("attempts", attempts);
    return document;
  }

  private static Map<String, Object> attempt(Thought.Attempt attempt) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("result", attempt.result());
    document.put("took_ns", attempt.tookNanos());
    document.put("used_uj", attempt.usedMicrojoules());
    document.put("micro_money", attempt.spentMicroMoney());
    put(document, "confidence", attempt.confidence());
    return document;
  }

  private static void put(Map<String, Object> document, String name, @Nullable Object value) {
    if (value != null) {
      document.put(name, value);
    }
  }
}
