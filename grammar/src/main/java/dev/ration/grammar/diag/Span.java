package dev.ration.grammar.diag;

/**
 * A stretch of a source: half-open, in UTF-16 code units.
 *
 * @param source which text; never compared by content
 */
public record Span(Source source, int start, int end) {
  public Span {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("span " + start + ".." + end);
    }
  }

  /** Returns the smallest span that covers both; both must be of one source. */
  public Span to(Span other) {
    return new Span(source, Math.min(start, other.start), Math.max(end, other.end));
  }

  /** The text itself. */
  public String text() {
    return source.text().substring(start, Math.min(end, source.text().length()));
  }

  @Override
  public String toString() {
    return source.name() + ":" + source.line(start) + ":" + source.column(start);
  }
}
