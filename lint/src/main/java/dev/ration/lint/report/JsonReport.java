package dev.ration.lint.report;

import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.diag.Fix;
import dev.ration.grammar.diag.Label;
import dev.ration.grammar.diag.Span;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Findings as one JSON array; lines and columns count from 1, ends are exclusive. */
public final class JsonReport {
  private JsonReport() {}

  /** The whole document. */
  public static String of(List<Diagnostic> findings, PageLinks pages) {
    return Json.of(findings.stream().map(one -> finding(one, pages)).toList()) + "\n";
  }

  static Map<String, Object> finding(Diagnostic finding, PageLinks pages) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("code", finding.code().id());
    object.put("severity", finding.severity().name().toLowerCase(Locale.ROOT));
    object.putAll(place(finding.at()));
    object.put("message", finding.message());
    if (!finding.hint().isEmpty()) {
      object.put("hint", finding.hint());
    }
    pages.of(finding.code()).ifPresent(page -> object.put("page", page));
    if (!finding.labels().isEmpty()) {
      object.put("labels", finding.labels().stream().map(JsonReport::label).toList());
    }
    if (!finding.fixes().isEmpty()) {
      object.put("fixes", finding.fixes().stream().map(JsonReport::fix).toList());
    }
    return object;
  }

  private static Map<String, Object> label(Label label) {
    Map<String, Object> object = place(label.at());
    object.put("text", label.text());
    return object;
  }

  private static Map<String, Object> fix(Fix fix) {
    Map<String, Object> object = place(fix.replace());
    object.put("title", fix.title());
    object.put("with", fix.with());
    return object;
  }

  private static Map<String, Object> place(Span span) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("file", span.source().name());
    object.put("line", Places.line(span));
    object.put("column", Places.column(span));
    object.put("end_line", Places.endLine(span));
    object.put("end_column", Places.endColumn(span));
    return object;
  }
}
