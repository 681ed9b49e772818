package dev.ration.lint.report;

import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.diag.Fix;
import dev.ration.grammar.diag.Label;
import dev.ration.grammar.diag.Source;
import dev.ration.grammar.diag.Span;
import dev.ration.lint.rule.Rule;
import dev.ration.lint.rules.AllRules;
import dev.ration.plan.Code;
import dev.ration.plan.Severity;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** Findings as SARIF 2.1.0, with what GitHub's code scanning asks for beyond the schema. */
final class SarifReport {
  private SarifReport() {}

  static String of(List<Diagnostic> findings, PageLinks pages) {
    return log(List.of(run(findings, "ration/check/", pages)));
  }

  /** One run for each robot, so that code scanning keeps their results apart. */
  static String ofRobots(List<RobotFindings> robots, PageLinks pages) {
    List<Map<String, Object>> runs = new ArrayList<>();
    for (RobotFindings robot : robots) {
      Map<String, Object> run = run(robot.findings(), "ration/check/" + robot.robot() + "/", pages);
      run.put("properties", Map.of("robot", robot.robot(), "site", robot.site()));
      runs.add(run);
    }
    return log(runs);
  }

  private static Map<String, Object> run(List<Diagnostic> findings, String id, PageLinks pages) {
    List<Code> codes = List.copyOf(new TreeSet<>(findings.stream().map(Diagnostic::code).toList()));
    Map<String, Integer> seen = new LinkedHashMap<>();
    Map<String, Object> run = new LinkedHashMap<>();
    run.put("tool", Map.of("driver", driver(codes, pages)));
    run.put("columnKind", "utf16CodeUnits");
    run.put("automationDetails", Map.of("id", id));
    run.put("results", findings.stream().map(one -> result(one, codes, seen)).toList());
    return run;
  }

  private static String log(List<Map<String, Object>> runs) {
    Map<String, Object> log = new LinkedHashMap<>();
    log.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
    log.put("version", "2.1.0");
    log.put("runs", runs);
    return Json.of(log) + "\n";
  }

  private static Map<String, Object> driver(List<Code> codes, PageLinks pages) {
    Map<String, Object> driver = new LinkedHashMap<>();
    driver.put("name", "ration");
    driver.put("fullName", "ration check");
    driver.put("semanticVersion", "0.1.0");
    pages.folder().ifPresent(folder -> driver.put("informationUri", folder));
    driver.put("rules", codes.stream().map(code -> rule(code, pages)).toList());
    return driver;
  }

  private static Map<String, Object> rule(Code code, PageLinks pages) {
    CodePage page = CodePage.of(code);
    String name = AllRules.of(code).map(Rule::name).orElse(camelCase(code));
    String category =
        AllRules.of(code).map(rule -> rule.traits().category().word()).orElse("check");
    Map<String, Object> rule = new LinkedHashMap<>();
    rule.put("id", code.id());
    rule.put("name", name);
    rule.put("shortDescription", Map.of("text", sentence(code.title())));
    rule.put("fullDescription", Map.of("text", page.why().isEmpty() ? code.title() : page.why()));
    pages.of(code).ifPresent(address -> rule.put("helpUri", address));
    Map<String, Object> help = new LinkedHashMap<>();
    help.put("text", page.remedy().isEmpty() ? sentence(code.title()) : page.remedy());
    help.put("markdown", page.text());
    rule.put("help", help);
    rule.put("defaultConfiguration", Map.of("level", level(code.severity())));
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("tags", List.of(category));
    properties.put("precision", "high");
    properties.put("problem.severity", problem(code.severity()));
    rule.put("properties", properties);
    return rule;
  }

  private static Map<String, Object> result(
      Diagnostic finding, List<Code> codes, Map<String, Integer> seen) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("ruleId", finding.code().id());
    result.put("ruleIndex", codes.indexOf(finding.code()));
    result.put("level", level(finding.severity()));
    result.put("message", Map.of("text", sentence(Places.told(finding))));
    result.put("locations", List.of(location(finding.at())));
    if (!finding.labels().isEmpty()) {
      result.put("relatedLocations", related(finding.labels()));
    }
    result.put("partialFingerprints", Map.of("primaryLocationLineHash", print(finding, seen)));
    if (!finding.fixes().isEmpty()) {
      result.put("fixes", finding.fixes().stream().map(SarifReport::fix).toList());
    }
    return result;
  }

  /** The same finding of a line that moved keeps its print; two on equal lines are told apart. */
  private static String print(Diagnostic finding, Map<String, Integer> seen) {
    String hash = LineHash.of(finding);
    String key = finding.code().id() + finding.at().source().name() + hash;
    return hash + ":" + seen.merge(key, 1, Integer::sum);
  }

  private static List<Map<String, Object>> related(List<Label> labels) {
    List<Map<String, Object>> all = new ArrayList<>();
    for (Label label : labels) {
      Map<String, Object> location = new LinkedHashMap<>();
      location.put("id", all.size() + 1);
      location.putAll(location(label.at()));
      location.put("message", Map.of("text", sentence(label.text())));
      all.add(location);
    }
    return all;
  }

  private static Map<String, Object> location(Span span) {
    Map<String, Object> physical = new LinkedHashMap<>();
    physical.put("artifactLocation", artifact(span.source()));
    if (!span.source().text().isEmpty()) {
      physical.put("region", region(span));
    }
    return new LinkedHashMap<>(Map.of("physicalLocation", physical));
  }

  private static Map<String, Object> region(Span span) {
    Map<String, Object> region = new LinkedHashMap<>();
    region.put("startLine", Places.line(span));
    region.put("startColumn", Places.column(span));
    region.put("endLine", Places.endLine(span));
    region.put("endColumn", Places.endColumn(span));
    return region;
  }

  private static Map<String, Object> artifact(Source source) {
    return Map.of("uri", uri(Places.path(source)));
  }

  private static String uri(String path) {
    try {
      // The colon of a drive would be taken for a scheme.
      String scheme = path.startsWith("/") || path.matches("[A-Za-z]:/.*") ? "file" : null;
      String absolute = scheme != null && !path.startsWith("/") ? "/" + path : path;
      return new URI(scheme, scheme == null ? null : "", absolute, null).toASCIIString();
    } catch (URISyntaxException odd) {
      return "unnamed";
    }
  }

  private static Map<String, Object> fix(Fix fix) {
    Map<String, Object> replacement = new LinkedHashMap<>();
    replacement.put("deletedRegion", region(fix.replace()));
    replacement.put("insertedContent", Map.of("text", fix.with()));
    Map<String, Object> change = new LinkedHashMap<>();
    change.put("artifactLocation", artifact(fix.replace().source()));
    change.put("replacements", List.of(replacement));
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("description", Map.of("text", sentence(fix.title())));
    object.put("artifactChanges", List.of(change));
    return object;
  }

  /** SARIF wants a capital and a full stop. */
  private static String sentence(String text) {
    String end = text.endsWith(".") || text.endsWith("!") || text.endsWith("?") ? "" : ".";
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1) + end;
  }

  private static String camelCase(Code code) {
    StringBuilder name = new StringBuilder();
    for (String word : code.name().split("_")) {
      name.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
    }
    return name.toString();
  }

  private static String level(Severity severity) {
    return severity == Severity.INFO ? "note" : severity.name().toLowerCase(Locale.ROOT);
  }

  private static String problem(Severity severity) {
    return severity == Severity.INFO ? "recommendation" : severity.name().toLowerCase(Locale.ROOT);
  }
}
