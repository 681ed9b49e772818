package dev.ration.grammar.syntax;

import java.util.List;

/**
 * Where neighbouring lines go on, one below the other. A line that is too wide, or breaks, goes on
 * where it ends and does not move the others. Immutable.
 */
final class Column {
  /** Up to so many characters before it, a line is aligned. */
  private static final int WIDEST = 32;

  /** Up to so many characters a part of a line is kept whole. */
  private static final int NARROW = 60;

  private final int start;

  private Column(int start) {
    this.start = start;
  }

  /** The column behind these parts of lines. */
  static Column behind(List<Doc> parts) {
    return new Column(
        parts.stream().mapToInt(Column::width).filter(width -> width <= WIDEST).max().orElse(0));
  }

  /** The spaces between a part and the column. */
  String gap(Doc part) {
    return " ".repeat(Math.max(0, start - width(part)));
  }

  /** Tells whether a part is short enough to stay on its line whatever follows. */
  static boolean isNarrow(Doc part) {
    return width(part) <= NARROW;
  }

  private static int width(Doc part) {
    String text = DocWriter.flat(part);
    return text.indexOf('\n') < 0 ? text.length() : Integer.MAX_VALUE;
  }
}
