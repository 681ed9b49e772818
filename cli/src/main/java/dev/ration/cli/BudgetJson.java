package dev.ration.cli;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.ration.plan.feasible.Limits;
import dev.ration.plan.feasible.Sheet;
import dev.ration.plan.feasible.Spread;
import dev.ration.plan.feasible.Verdict;
import dev.ration.plan.feasible.Work;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Budget sheets as one JSON array; names of numbers end in their unit, unknown ones are missing.
 */
final class BudgetJson {
  private BudgetJson() {}

  static String of(List<Sheet> sheets) throws IOException {
    return JSON.std
            .with(JSON.Feature.PRETTY_PRINT_OUTPUT)
            .asString(sheets.stream().map(BudgetJson::sheet).toList())
        + "\n";
  }

  private static Map<String, Object> sheet(Sheet sheet) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("activity", sheet.name());
    object.put("time_ns", spread(sheet.need().time()));
    object.put("energy_uj", spread(sheet.need().energy()));
    object.put("peak_uw", spread(sheet.need().power()));
    if (sheet.work() instanceof Work.Activity activity) {
      Limits limits = activity.limits();
      put(object, "within_ns", limits.nanos());
      put(object, "budget_uj", limits.microjoules());
      put(object, "cap_uw", limits.microwatts());
      object.put("kept_ns", sheet.keptNanos());
      object.put("kept_uj", sheet.keptMicrojoules());
    }
    if (!sheet.verdicts().isEmpty()) {
      object.put("verdicts", sheet.verdicts().stream().map(BudgetJson::verdict).toList());
    }
    List<Sheet> parts = sheet.named();
    if (!parts.isEmpty()) {
      object.put("parts", parts.stream().map(BudgetJson::sheet).toList());
    }
    return object;
  }

  private static Map<String, Object> spread(Spread spread) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("minimum", spread.minimum());
    put(object, "expected", spread.expected());
    put(object, "p95", spread.p95());
    put(object, "bound", spread.bound());
    return object;
  }

  private static void put(Map<String, Object> object, String name, long figure) {
    if (figure != Spread.NONE) {
      object.put(name, figure);
    }
  }

  private static Map<String, Object> verdict(Verdict verdict) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("kind", verdict.kind().name().toLowerCase(Locale.ROOT));
    object.put("needed", verdict.needed());
    object.put("kept", verdict.kept());
    object.put("allowed", verdict.allowed());
    object.put(
        "shares",
        verdict.shares().stream()
            .map(
                share ->
                    Map.of("name", share.name(), "amount", share.amount(), "from", share.source()))
            .toList());
    return object;
  }
}
