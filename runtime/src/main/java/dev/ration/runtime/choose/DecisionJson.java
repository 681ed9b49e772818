package dev.ration.runtime.choose;

import dev.ration.runtime.clock.Instants;
import dev.ration.runtime.trace.TraceEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A decision as its trace holds it, both ways. Stateless. */
final class DecisionJson {
  private DecisionJson() {}

  static TraceEvent write(TraceEvent event, Decision made) {
    Decision.Beside beside = made.beside();
    if (beside.second() != null) {
      event.with("second", beside.second()).with("second_after_ns", beside.afterNanos());
    }
    if (beside.floor() != null) {
      event.with("floor", beside.floor());
    }
    Decision.Worth worth = made.worth();
    if (worth != null) {
      event
          .with("worth_per_uj", worth.perMicrojoule())
          .with("worth_per_micro_money", worth.perMicroMoney());
    }
    return event.with(
        "candidates", made.candidates().stream().map(DecisionJson::candidate).toList());
  }

  /** One candidate, as it also stands in what {@code why} prints for machines. */
  static Map<String, Object> candidate(Candidate candidate) {
    Map<String, Object> parts = new LinkedHashMap<>();
    parts.put("tier", candidate.tier());
    Forecast forecast = candidate.forecast();
    if (forecast != null) {
      parts.put("model", candidate.model());
      parts.put("latency_ns", forecast.latencyNanos());
      parts.put("typical_ns", forecast.typicalNanos());
      parts.put("in_time", forecast.inTime());
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
      parts.put("refused", candidate.refusals().stream().map(DecisionJson::refusal).toList());
    }
    return parts;
  }

  private static Map<String, Object> refusal(Refusal refusal) {
    Map<String, Object> parts = new LinkedHashMap<>();
    parts.put("code", refusal.code().word());
    parts.put("words", refusal.words());
    Refusal.Numbers numbers = refusal.numbers();
    if (numbers != null) {
      parts.put("needed", numbers.needed());
      parts.put("had", numbers.had());
      parts.put("unit", numbers.unit());
    }
    return parts;
  }

  static Decision read(Map<String, Object> event) {
    List<Candidate> candidates = new ArrayList<>();
    if (event.get("candidates") instanceof List<?> all) {
      for (Object one : all) {
        if (one instanceof Map<?, ?> parts) {
          candidates.add(candidate(parts));
        }
      }
    }
    Object tier = event.get("tier");
    return new Decision(
        whole(event.get("at_ns")),
        event.containsKey("left_ns") ? whole(event.get("left_ns")) : Instants.NEVER,
        number(event.get("probability")),
        candidates,
        candidates.stream().filter(one -> one.tier().equals(tier)).findFirst().orElse(null),
        new Decision.Beside(
            event.get("second") instanceof String second ? second : null,
            whole(event.get("second_after_ns")),
            event.get("floor") instanceof String floor ? floor : null),
        event.containsKey("worth_per_uj")
            ? new Decision.Worth(
                number(event.get("worth_per_uj")), number(event.get("worth_per_micro_money")))
            : null,
        text(event.get("why")));
  }

  private static Candidate candidate(Map<?, ?> parts) {
    Forecast forecast =
        parts.containsKey("latency_ns")
            ? new Forecast(
                whole(parts.get("latency_ns")),
                whole(parts.get("typical_ns")),
                0,
                number(parts.get("in_time")),
                whole(parts.get("energy_uj")),
                0,
                0,
                whole(parts.get("micro_money")),
                parts.get("quality") instanceof Number quality ? quality.doubleValue() : null,
                (int) whole(parts.get("samples")),
                parts.get("token_ratio") instanceof Number ratio ? ratio.doubleValue() : null)
            : null;
    List<Refusal> refusals = new ArrayList<>();
    if (parts.get("refused") instanceof List<?> all) {
      for (Object one : all) {
        if (one instanceof Map<?, ?> refused) {
          refusals.add(refusal(refused));
        }
      }
    }
    return new Candidate(text(parts.get("tier")), text(parts.get("model")), forecast, refusals);
  }

  private static Refusal refusal(Map<?, ?> parts) {
    return new Refusal(
        code(parts.get("code")),
        text(parts.get("words")),
        parts.get("unit") instanceof String unit
            ? new Refusal.Numbers(number(parts.get("needed")), number(parts.get("had")), unit)
            : null);
  }

  private static RefusalCode code(@Nullable Object word) {
    for (RefusalCode code : RefusalCode.values()) {
      if (code.word().equals(word)) {
        return code;
      }
    }
    return RefusalCode.INTERNAL;
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }

  private static long whole(@Nullable Object value) {
    return value instanceof Number number ? number.longValue() : 0;
  }

  private static double number(@Nullable Object value) {
    return value instanceof Number number ? number.doubleValue() : 0;
  }
}
