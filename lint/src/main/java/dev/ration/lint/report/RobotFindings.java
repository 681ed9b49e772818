package dev.ration.lint.report;

import dev.ration.grammar.diag.Diagnostic;
import java.util.List;

/**
 * What was found when policies were checked against one robot. Immutable.
 *
 * @param robot what it is called here, unlike any other of the same check
 * @param site where it stands
 */
public record RobotFindings(String robot, String site, List<Diagnostic> findings) {
  public RobotFindings {
    findings = List.copyOf(findings);
  }

  String title() {
    return robot.equals(site) ? robot : robot + " at " + site;
  }
}
