package dev.ration.cli;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.ration.plan.feasible.BudgetLine;
import dev.ration.plan.feasible.RobotBudget;
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
 * Budget sheets as one JSON document; names of numbers end in their unit, unknown ones are missing.
 */
final class BudgetJson {
  private BudgetJson() {}

  static String of(String file, List<RobotBudget> robots) throws IOException {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("file", file);
    document.put("robots", robots.stream().map(BudgetJson::robot).toList());
    return JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(document) + "\n";
  }

  private static Map<String, Object> robot(RobotBudget robot) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("robot", robot.robot());
    object.put("site", robot.site());
    object.put("board", robot.board());
    put(object, "memory_bytes", robot.memoryBytes());
    if (robot.currency() != null) {
      object.put("currency", robot.currency().symbol());
    }
    object.put("activities", robot.policies().stream().map(BudgetJson::line).toList());
    object.put("questions", robot.questions().stream().map(BudgetJson::standing).toList());
    object.put("notes", robot.notes());
    return object;
  }

  private static Map<String, Object> standing(RobotBudget.Standing standing) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("question", standing.question());
    object.put("origin", standing.origin());
    object.put("tiers", standing.tiers());
    return object;
  }

  private static Map<String, Object> line(BudgetLine line) {
    Sheet sheet = line.sheet();
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("activity", line.name());
    object.put("kind", line.kind());
    if (!line.origin().isEmpty()) {
      object.put("origin", line.origin());
    }
    object.put("time_ns", spread(sheet.need().time()));
    object.put("energy_uj", spread(sheet.need().energy()));
    object.put("peak_uw", spread(sheet.need().power()));
    object.put("money_millionths", spread(line.money()));
    object.put("memory_bytes", spread(line.memory()));
    if (sheet.work() instanceof Work.Activity) {
      put(object, "within_ns", line.limits().nanos());
      put(object, "budget_uj", line.limits().microjoules());
      put(object, "cap_uw", line.limits().microwatts());
      put(object, "spend_millionths", line.spend());
      object.put("kept_ns", sheet.keptNanos());
      object.put("kept_uj", sheet.keptMicrojoules());
      object.put("clauses", line.clauses());
    }
    object.put("sources", line.sources());
    if (!line.tiers().isEmpty()) {
      object.put("tiers", line.tiers().stream().map(BudgetJson::tier).toList());
    }
    if (!line.verdicts().isEmpty()) {
      object.put("verdicts", line.verdicts().stream().map(told -> told(told, sheet)).toList());
    }
    if (!line.notes().isEmpty()) {
      object.put("notes", line.notes().stream().map(BudgetLine.Note::toString).toList());
    }
    if (!line.parts().isEmpty()) {
      object.put("parts", line.parts().stream().map(BudgetJson::line).toList());
    }
    return object;
  }

  private static Map<String, Object> tier(BudgetLine.TierLine tier) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("tier", tier.tier());
    object.put("model", tier.model());
    object.put("answers_ns", tier.nanos());
    object.put("draws_uw", tier.microwatts());
    object.put("price_millionths", tier.microMoney());
    object.put("memory_bytes", tier.bytes());
    object.put("refusal", tier.refusal());
    object.put("from", tier.source());
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

  private static Map<String, Object> told(BudgetLine.Told told, Sheet sheet) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("kind", told.kind());
    object.put("level", told.level().name().toLowerCase(Locale.ROOT));
    object.put("title", told.title());
    object.put("number", told.number());
    object.put("from", told.sources());
    object.put("change", told.change());
    for (Verdict verdict : sheet.verdicts()) {
      if (verdict.kind().name().toLowerCase(Locale.ROOT).equals(told.kind())) {
        object.put("needed", verdict.needed());
        object.put("kept", verdict.kept());
        put(object, "allowed", verdict.allowed());
      }
    }
    return object;
  }
}
