package dev.ration.grammar.diag;

import dev.ration.plan.Code;
import dev.ration.plan.Severity;
import java.util.ArrayList;
import java.util.List;

/**
 * One finding about a text.
 *
 * @param code what kind of finding
 * @param severity how much it matters; that of its code unless configured otherwise
 * @param at where
 * @param message one present-tense sentence; user text in backticks, numbers with units
 * @param hint what to do about it, a sentence; empty when {@code fixes} says it all
 * @param labels other places that matter
 * @param fixes edits that would mend it, best first
 */
public record Diagnostic(
    Code code,
    Severity severity,
    Span at,
    String message,
    String hint,
    List<Label> labels,
    List<Fix> fixes) {
  public Diagnostic {
    labels = List.copyOf(labels);
    fixes = List.copyOf(fixes);
  }

  /** A finding with a message alone. */
  public static Diagnostic of(Code code, Span at, String message) {
    return new Diagnostic(code, code.severity(), at, message, "", List.of(), List.of());
  }

  /** The same with another severity. */
  public Diagnostic severity(Severity other) {
    return new Diagnostic(code, other, at, message, hint, labels, fixes);
  }

  /** The same with a hint. */
  public Diagnostic hint(String text) {
    return new Diagnostic(code, severity, at, message, text, labels, fixes);
  }

  /** The same with one more label. */
  public Diagnostic label(Span where, String text) {
    List<Label> more = new ArrayList<>(labels);
    more.add(new Label(where, text));
    return new Diagnostic(code, severity, at, message, hint, more, fixes);
  }

  /** The same with one more fix. */
  public Diagnostic fix(String title, Span replace, String with) {
    List<Fix> more = new ArrayList<>(fixes);
    more.add(new Fix(title, replace, with));
    return new Diagnostic(code, severity, at, message, hint, labels, more);
  }
}
