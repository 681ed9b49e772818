package dev.ration.lint.report;

import dev.ration.grammar.diag.Diagnostic;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Findings as Checkstyle writes them. */
final class CheckstyleReport {
  private CheckstyleReport() {}

  static String of(List<Diagnostic> findings) {
    StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.append("<checkstyle version=\"10.0\">\n");
    for (Map.Entry<String, List<Diagnostic>> file : Places.byFile(findings).entrySet()) {
      out.append("  <file name=\"").append(Xml.escaped(file.getKey())).append("\">\n");
      for (Diagnostic finding : file.getValue()) {
        out.append("    <error line=\"").append(Places.line(finding.at()));
        out.append("\" column=\"").append(Places.column(finding.at()));
        out.append("\" severity=\"").append(finding.severity().name().toLowerCase(Locale.ROOT));
        out.append("\" message=\"").append(Xml.escaped(Places.told(finding)));
        out.append("\" source=\"ration.").append(finding.code().id()).append("\"/>\n");
      }
      out.append("  </file>\n");
    }
    return out.append("</checkstyle>\n").toString();
  }
}
