package dev.ration.lint.report;

import dev.ration.grammar.diag.Diagnostic;
import dev.ration.plan.Severity;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Findings as a JUnit test suite: a file is a class, a finding a failed test; notes pass. */
final class JunitReport {
  private JunitReport() {}

  static String of(List<Diagnostic> findings) {
    long failed = findings.stream().filter(JunitReport::fails).count();
    StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.append("<testsuites>\n  <testsuite name=\"ration check\" tests=\"");
    out.append(Math.max(1, findings.size())).append("\" failures=\"").append(failed);
    out.append("\" errors=\"0\" skipped=\"0\" time=\"0\">\n");
    if (findings.isEmpty()) {
      // Servers take a suite without tests for one that did not run.
      out.append("    <testcase classname=\"ration\" name=\"no findings\" time=\"0\"/>\n");
    }
    for (Map.Entry<String, List<Diagnostic>> file : Places.byFile(findings).entrySet()) {
      for (Diagnostic finding : file.getValue()) {
        test(file.getKey(), finding, out);
      }
    }
    return out.append("  </testsuite>\n</testsuites>\n").toString();
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
