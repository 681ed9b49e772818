package dev.ration.cli;

import dev.ration.grammar.diag.Diagnostic;
import dev.ration.plan.Code;
import dev.ration.plan.Severity;
import java.util.List;

/** What findings tell the shell. */
final class Findings {
  private Findings() {}

  /**
   * The exit code for findings. A file that is no text at all was a wrong argument, not a broken
   * policy.
   */
  static int exitCode(List<Diagnostic> findings) {
    if (findings.stream().anyMatch(Findings::isUnreadable)) {
      return ExitCode.FAULT;
    }
    return findings.stream().allMatch(finding -> finding.severity() == Severity.INFO)
        ? ExitCode.CLEAN
        : ExitCode.FOUND;
  }

  private static boolean isUnreadable(Diagnostic finding) {
    return finding.code() == Code.NOT_TEXT || finding.code() == Code.UNREADABLE;
  }
}
