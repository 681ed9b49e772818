package dev.ration.repl.session;

import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.diag.Fix;
import dev.ration.grammar.diag.Label;
import dev.ration.grammar.diag.Source;
import dev.ration.grammar.diag.Span;
import java.util.List;

/**
 * A module put together around what was typed.
 *
 * @param source the whole module
 * @param offset where the typed text begins in it
 */
record Draft(Source source, int offset) {
  /** The name of the policy that does what was typed. */
  static final String POLICY = "this_input";

  /** The findings about the typed text, with places in that text; those about the rest stay. */
  static List<Diagnostic> inInput(List<Diagnostic> findings, Draft draft, String input) {
    Source typed = new Source("<input>", input);
    return findings.stream().map(finding -> draft.moved(finding, typed)).toList();
  }

  private Diagnostic moved(Diagnostic finding, Source typed) {
    List<Label> labels =
        finding.labels().stream()
            .filter(label -> isMine(label.at()) || label.at().source() != source)
            .map(label -> new Label(moved(label.at(), typed), label.text()))
            .toList();
    List<Fix> fixes =
        finding.fixes().stream()
            .filter(fix -> isMine(fix.replace()))
            .map(fix -> new Fix(fix.title(), moved(fix.replace(), typed), fix.with()))
            .toList();
    return new Diagnostic(
        finding.code(),
        finding.severity(),
        moved(finding.at(), typed),
        finding.message(),
        finding.hint(),
        labels,
        fixes);
  }

  private boolean isMine(Span span) {
    return span.source() == source && span.start() >= offset;
  }

  private Span moved(Span span, Source typed) {
    if (span.source() != source) {
      return span;
    }
    int length = typed.text().length();
    return new Span(
        typed,
        Math.clamp(span.start() - offset, 0, length),
        Math.clamp(span.end() - offset, 0, length));
  }
}
