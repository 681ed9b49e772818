package dev.ration.lint.report;

import dev.ration.grammar.diag.Diagnostic;
import java.util.List;

/** Workflow commands of GitHub Actions, one a line. */
final class GithubReport {
  private GithubReport() {}

  static String of(List<Diagnostic> findings) {
    StringBuilder out = new StringBuilder();
    for (Diagnostic finding : findings) {
      String command =
          switch (finding.severity()) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case INFO -> "notice";
          };
      out.append("::").append(command);
      out.append(" file=").append(property(Places.path(finding.at().source())));
      out.append(",line=").append(Places.line(finding.at()));
      out.append(",endLine=").append(Places.endLine(finding.at()));
      // Columns of several lines mean nothing to GitHub.
      if (Places.line(finding.at()) == Places.endLine(finding.at())) {
        out.append(",col=").append(Places.column(finding.at()));
        out.append(",endColumn=").append(Places.endColumn(finding.at()));
      }
      out.append(",title=").append(property(finding.code().id()));
      out.append("::").append(data(Places.told(finding))).append('\n');
    }
    return out.toString();
  }

  private static String data(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }
}
