package dev.ration.grammar.diag;

import dev.ration.plan.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Findings as text for a terminal: where, code, the line with what is meant underlined, other
 * places that matter, what to do. Immutable.
 */
public final class Renderer {
  private static final String RESET = "\u001B[0m";
  private static final String BOLD = "\u001B[1m";
  private static final String BLUE = "\u001B[1;34m";

  private final boolean isColour;

  /** Renders with ANSI colours, or without. */
  public Renderer(boolean isColour) {
    this.isColour = isColour;
  }

  /** Renders every finding, an empty line between two, and their number at the end. */
  public String render(List<Diagnostic> findings) {
    StringBuilder out = new StringBuilder();
    for (Diagnostic finding : findings) {
      out.append(render(finding)).append('\n');
    }
    return findings.isEmpty() ? "" : out.append(total(findings)).append('\n').toString();
  }

  /** Renders one finding; ends in a line end. */
  public String render(Diagnostic finding) {
    StringBuilder out = new StringBuilder();
    Span at = finding.at();
    Source source = at.source();
    boolean hasPlace = !source.text().isEmpty();
    out.append(paint(BOLD, hasPlace ? at.toString() : source.name())).append(": ");
    out.append(
        paint(colour(finding.severity()), word(finding.severity()) + " " + finding.code().id()));
    out.append(": ").append(visible(finding.message())).append('\n');
    if (hasPlace) {
      snippets(finding, out);
    }
    if (!finding.hint().isEmpty()) {
      note("hint", finding.hint(), out);
    }
    for (Fix fix : finding.fixes()) {
      note("fix", fix.title(), out);
    }
    return out.toString();
  }

  /** How many errors and warnings there are, as in {@code 2 errors, 1 warning}. */
  public String total(List<Diagnostic> findings) {
    List<String> parts = new ArrayList<>();
    for (Severity severity : Severity.values()) {
      long count = findings.stream().filter(one -> one.severity() == severity).count();
      if (count > 0) {
        String plural = count == 1 ? "" : "s";
        String text = count + " " + (severity == Severity.INFO ? "note" : word(severity)) + plural;
        parts.add(paint(colour(severity), text));
      }
    }
    return parts.isEmpty() ? "no findings" : String.join(", ", parts);
  }

  private void snippets(Diagnostic finding, StringBuilder out) {
    Source source = finding.at().source();
    List<Label> places = new ArrayList<>();
    places.add(new Label(finding.at(), ""));
    finding.labels().stream()
        .sorted(
            Comparator.comparing((Label label) -> label.at().source() != source)
                .thenComparing(label -> label.at().source().name())
                .thenComparingInt(label -> label.at().start()))
        .forEach(places::add);
    int gutter = 1;
    for (Label place : places) {
      gutter = Math.max(gutter, String.valueOf(line(place.at())).length());
    }
    boolean isMain = true;
    for (Label place : places) {
      if (place.at().source() != source) {
        out.append(" ".repeat(gutter + 1)).append(paint(BLUE, "::")).append(' ');
        out.append(place.at()).append('\n');
      }
      snippet(place, gutter, isMain ? colour(finding.severity()) : BLUE, isMain ? '^' : '-', out);
      isMain = false;
    }
  }

  private static int line(Span span) {
    return span.source().line(Math.min(span.start(), span.source().text().length()));
  }

  private void snippet(Label place, int gutter, String colour, char mark, StringBuilder out) {
    Source source = place.at().source();
    int line = line(place.at());
    SourceLine shown =
        SourceLine.of(
            source.lineText(line),
            place.at().start() - source.lineStart(line),
            place.at().end() - source.lineStart(line));
    String number = String.valueOf(line);
    out.append(' ').append(" ".repeat(gutter - number.length()));
    out.append(paint(BLUE, number + " |")).append(' ').append(shown.text()).append('\n');
    out.append(" ".repeat(gutter + 1)).append(paint(BLUE, " |")).append(' ');
    out.append(" ".repeat(shown.from()));
    String underline = String.valueOf(mark).repeat(Math.max(1, shown.to() - shown.from()));
    String text = place.text().isEmpty() ? "" : " " + visible(place.text());
    out.append(paint(colour, underline + text)).append('\n');
  }

  private void note(String kind, String text, StringBuilder out) {
    out.append("   ").append(paint(BLUE, kind + ":")).append(' ');
    out.append(visible(text)).append('\n');
  }

  /** A user's text in a message must not steer the terminal. */
  private static String visible(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .forEach(point -> out.appendCodePoint(Character.isISOControl(point) ? '�' : point));
    return out.toString();
  }

  private static String word(Severity severity) {
    return switch (severity) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case INFO -> "note";
    };
  }

  private static String colour(Severity severity) {
    return switch (severity) {
      case ERROR -> "\u001B[1;31m";
      case WARNING -> "\u001B[1;33m";
      case INFO -> "\u001B[1;36m";
    };
  }

  private String paint(String colour, String text) {
    return isColour ? colour + text + RESET : text;
  }
}
