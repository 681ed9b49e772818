package dev.ration.lint.report;

import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.diag.Source;
import dev.ration.grammar.diag.Span;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Where findings are, in the words of other tools. Lines and columns count from 1. */
final class Places {
  private Places() {}

  static int line(Span span) {
    return span.source().line(start(span));
  }

  static int column(Span span) {
    return span.source().column(start(span));
  }

  static int endLine(Span span) {
    return span.source().line(end(span));
  }

  /** The column after the last character. */
  static int endColumn(Span span) {
    return span.source().column(end(span));
  }

  /** A file that could not be read has no text, but may have spans. */
  private static int start(Span span) {
    return Math.min(span.start(), span.source().text().length());
  }

  private static int end(Span span) {
    return Math.min(span.end(), span.source().text().length());
  }

  /** Findings by file, in the order of first mention; two sources of one name are one file. */
  static Map<String, List<Diagnostic>> byFile(List<Diagnostic> findings) {
    return findings.stream()
        .collect(
            Collectors.groupingBy(
                one -> path(one.at().source()), LinkedHashMap::new, Collectors.toList()));
  }

  /** A path with slashes, whatever system it comes from, without steps on the spot. */
  static String path(Source source) {
    return path(source.name());
  }

  /** The same for a name as it was typed. */
  static String path(String name) {
    String path = name.replace('\\', '/').replace("/./", "/");
    return path.startsWith("./") && path.length() > 2 ? path.substring(2) : path;
  }

  /** Message and hint in one text. */
  static String told(Diagnostic finding) {
    String hint =
        finding.hint().isEmpty() && !finding.fixes().isEmpty()
            ? finding.fixes().getFirst().title()
            : finding.hint();
    return hint.isEmpty() ? finding.message() : finding.message() + " — " + hint;
  }
}
