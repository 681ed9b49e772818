package dev.ration.lint.report;

import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.diag.Renderer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Findings against several robots: a report for each and, at the end, a table of robots and files.
 */
public final class FleetReport {
  private final List<RobotFindings> robots;
  private final FleetTable table;

  /**
   * Prepares it.
   *
   * @param files what was looked at, with or without findings, and what each of them uses
   */
  public FleetReport(List<RobotFindings> robots, Map<String, List<String>> files) {
    this.robots = List.copyOf(robots);
    table = FleetTable.of(this.robots, files);
  }

  /**
   * Writes it; ends in a line end.
   *
   * @param pages where readers find the pages of codes
   */
  public String write(ReportFormat format, PageLinks pages) {
    return switch (format) {
      case text -> text(new Renderer(false));
      case json -> json(pages);
      case sarif -> SarifReport.ofRobots(robots, pages);
      case github -> github();
      case junit -> JunitReport.of(robots, table.files());
      case checkstyle -> CheckstyleReport.of(named());
    };
  }

  /** For people: what holds on every robot once, then each robot's own. */
  public String text(Renderer renderer) {
    List<Diagnostic> shared = shared();
    StringBuilder out = new StringBuilder();
    if (!shared.isEmpty()) {
      out.append("== every robot\n").append(renderer.render(shared)).append('\n');
    }
    for (RobotFindings robot : robots) {
      List<Diagnostic> own =
          robot.findings().stream().filter(finding -> !shared.contains(finding)).toList();
      out.append("== ").append(robot.title()).append('\n');
      String rendered = renderer.render(own);
      out.append(rendered.isEmpty() ? nothing(shared) : rendered).append('\n');
    }
    return out.append(table.text()).toString();
  }

  private static String nothing(List<Diagnostic> shared) {
    return shared.isEmpty() ? "no findings\n" : "nothing else\n";
  }

  private List<Diagnostic> shared() {
    return robots.size() < 2
        ? List.of()
        : robots.getFirst().findings().stream()
            .filter(one -> robots.stream().allMatch(robot -> robot.findings().contains(one)))
            .toList();
  }

  private String json(PageLinks pages) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("robots", robots.stream().map(one -> robot(one, pages)).toList());
    document.put("matrix", table.json());
    return Json.of(document) + "\n";
  }

  private static Map<String, Object> robot(RobotFindings robot, PageLinks pages) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("robot", robot.robot());
    object.put("site", robot.site());
    object.put(
        "findings", robot.findings().stream().map(one -> JsonReport.finding(one, pages)).toList());
    return object;
  }

  /** Its table is plain text in the log: a bar before each line keeps it from being a command. */
  private String github() {
    StringBuilder out = new StringBuilder(GithubReport.of(named()));
    table.text().lines().forEach(line -> out.append("| ").append(line).append('\n'));
    return out.toString();
  }

  /** Each finding once; one that not every robot has says which do. */
  private List<Diagnostic> named() {
    Map<Diagnostic, List<String>> who = new LinkedHashMap<>();
    for (RobotFindings robot : robots) {
      for (Diagnostic finding : robot.findings()) {
        who.computeIfAbsent(finding, _ -> new ArrayList<>()).add(robot.robot());
      }
    }
    List<Diagnostic> all = new ArrayList<>();
    who.forEach(
        (finding, names) ->
            all.add(
                names.size() == robots.size() && names.size() > 1
                    ? finding
                    : of(String.join(", ", names), finding)));
    return all;
  }

  private static Diagnostic of(String names, Diagnostic finding) {
    return new Diagnostic(
        finding.code(),
        finding.severity(),
        finding.at(),
        names + ": " + finding.message(),
        finding.hint(),
        finding.labels(),
        finding.fixes());
  }
}
