package dev.ration.lint.report;

import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.diag.Renderer;
import java.util.List;

/** The formats in which findings can be reported; lower case, as people type them. */
public enum ReportFormat {
  /** For people. */
  text,
  /** One array, for scripts. */
  json,
  /** SARIF 2.1.0, for code scanning. */
  sarif,
  /** Workflow commands, which GitHub shows beside the lines. */
  github,
  /** A test suite, in which each file is a test. */
  junit,
  /** What many CI plug-ins read. */
  checkstyle;

  /** Writes findings without links to pages. */
  public String write(List<Diagnostic> findings) {
    return write(findings, PageLinks.NONE);
  }

  /**
   * Writes findings; ends in a line end unless it is empty.
   *
   * @param pages where readers find the pages of codes
   */
  public String write(List<Diagnostic> findings, PageLinks pages) {
    return switch (this) {
      case text -> new Renderer(false).render(findings);
      case json -> JsonReport.of(findings, pages);
      case sarif -> SarifReport.of(findings, pages);
      case github -> GithubReport.of(findings);
      case junit -> JunitReport.of(findings);
      case checkstyle -> CheckstyleReport.of(findings);
    };
  }
}
