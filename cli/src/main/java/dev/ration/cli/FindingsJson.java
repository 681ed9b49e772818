package dev.ration.cli;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.diag.Fix;
import dev.ration.grammar.diag.Label;
import dev.ration.grammar.diag.Span;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Findings as one JSON array; lines and columns count from 1, ends are exclusive. */
final class FindingsJson {
  private FindingsJson() {}

  static String of(List<Diagnostic> findings) throws IOException {
    return JSON.std
        .with(JSON.Feature.PRETTY_PRINT_OUTPUT)
        .asString(findings.stream().map(FindingsJson::finding).toList());
  }

  static Map<String, Object> finding(Diagnostic finding) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("code", finding.code().id());
    object.put("severity", finding.severity().name().toLowerCase(Locale.ROOT));
    object.putAll(place(finding.at()));
    object.put("message", finding.message());
    if (!finding.hint().isEmpty()) {
      object.put("hint", finding.hint());
    }
    if (!finding.labels().isEmpty()) {
      object.put("labels", finding.labels().stream().map(FindingsJson::label).toList());
    }
    if (!finding.fixes().isEmpty()) {
      object.put("fixes", finding.fixes().stream().map(FindingsJson::fix).toList());
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
    object.put("line", span.source().line(span.start()));
    object.put("column", span.source().column(span.start()));
    object.put("end_line", span.source().line(span.end()));
    object.put("end_column", span.source().column(span.end()));
    return object;
  }
}
