package dev.ration.lint.report;

import dev.ration.grammar.diag.Diagnostic;
import dev.ration.plan.Severity;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Findings as a JUnit test suite: a file is a class, a finding a failed test; notes pass. */
final class JunitReport {
  private JunitReport() {}

  private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n";

  static String of(List<Diagnostic> findings) {
    StringBuilder out = new StringBuilder(HEAD);
    // Servers take a suite without tests for one that did not run.
    suite("ration check", findings, findings.isEmpty() ? List.of("ration") : List.of(), out);
    return out.append("</testsuites>\n").toString();
  }

  /** A suite for each robot, in which a file without findings is a test that passes. */
  static String of(List<RobotFindings> robots, List<String> files) {
    StringBuilder out = new StringBuilder(HEAD);
    for (RobotFindings robot : robots) {
      Set<String> found = Places.byFile(robot.findings()).keySet();
      List<String> clean = files.stream().filter(file -> !found.contains(file)).toList();
      suite("ration check " + robot.robot(), robot.findings(), clean, out);
    }
    return out.append("</testsuites>\n").toString();
  }

  private static void suite(
      String name, List<Diagnostic> findings, List<String> clean, StringBuilder out) {
    long failed = findings.stream().filter(JunitReport::fails).count();
    out.append("  <testsuite name=\"").append(Xml.escaped(name)).append("\" tests=\"");
    out.append(findings.size() + clean.size()).append("\" failures=\"").append(failed);
    out.append("\" errors=\"0\" skipped=\"0\" time=\"0\">\n");
    for (String file : clean) {
      out.append("    <testcase classname=\"").append(Xml.escaped(file));
      out.append("\" name=\"no findings\" time=\"0\"/>\n");
    }
    for (Map.Entry<String, List<Diagnostic>> file : Places.byFile(findings).entrySet()) {
      for (Diagnostic finding : file.getValue()) {
        test(file.getKey(), finding, out);
      }
    }
    out.append("  </testsuite>\n");
  }

  private static void test(String file, Diagnostic finding, StringBuilder out) {
    String place = Places.line(finding.at()) + ":" + Places.column(finding.at());
    out.append("    <testcase classname=\"").append(Xml.escaped(file)).append("\" name=\"");
    out.append(finding.code().id()).append(' ').append(place).append("\" time=\"0\"");
    if (!fails(finding)) {
      out.append(">\n      <system-out>").append(Xml.escaped(Places.told(finding)));
      out.append("</system-out>\n    </testcase>\n");
      return;
    }
    out.append(">\n      <failure type=\"");
    out.append(finding.severity().name().toLowerCase(Locale.ROOT)).append("\" message=\"");
    out.append(Xml.escaped(finding.message())).append("\">");
    out.append(Xml.escaped(file + ":" + place + ": " + Places.told(finding)));
    out.append("</failure>\n    </testcase>\n");
  }

  private static boolean fails(Diagnostic finding) {
    return finding.severity() != Severity.INFO;
  }
}
