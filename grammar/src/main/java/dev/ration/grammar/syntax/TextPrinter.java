package dev.ration.grammar.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Prints texts, with their escapes and holes. */
final class TextPrinter {
  private final Function<Expression, String> holes;

  /** Prints what stands in a hole with {@code holes}, on one line. */
  TextPrinter(Function<Expression, String> holes) {
    this.holes = holes;
  }

  /** A text in one pair of quotes, without holes. */
  static String plain(String text) {
    return '"' + escaped(text) + '"';
  }

  /** A text of one line. */
  String line(Expression.TextLiteral text) {
    String quotes = text.isBlock() ? "\"\"\"" : "\"";
    return quotes + inner(text) + quotes;
  }

  /** A text of any kind. */
  Doc doc(Expression.TextLiteral text) {
    if (!text.isBlock() || !isLaidOut(text)) {
      return Doc.text(line(text));
    }
    List<Doc> parts = new ArrayList<>();
    parts.add(Doc.text("\"\"\""));
    String[] lines = block(text).split("\n", -1);
    for (String line : lines) {
      parts.add(Doc.HARD);
      parts.add(Doc.text(line));
    }
    parts.add(Doc.text("\"\"\""));
    return Doc.nest(Doc.concat(parts));
  }

  /**
   * Tells whether a text can be laid out in lines: those with something on them must not all be
   * indented, for such an indentation is not part of a text.
   */
  private boolean isLaidOut(Expression.TextLiteral text) {
    String block = block(text);
    String[] lines = block.split("\n", -1);
    boolean isFlush = false;
    for (int i = 0; i < lines.length; i++) {
      boolean isLast = i == lines.length - 1;
      isFlush |= !lines[i].startsWith(" ") && (isLast || !lines[i].isEmpty());
    }
    return isFlush && lines.length > 1;
  }

  private String inner(Expression.TextLiteral text) {
    StringBuilder out = new StringBuilder();
    for (Expression.TextPart part : text.parts()) {
      switch (part) {
        case Expression.TextPart.Chunk(String chunk) -> out.append(escaped(chunk));
        case Expression.TextPart.Hole(Expression inner) -> out.append(hole(inner));
      }
    }
    return out.toString();
  }

  /** The characters between the quotes of a text of several lines. */
  private String block(Expression.TextLiteral text) {
    StringBuilder out = new StringBuilder();
    for (Expression.TextPart part : text.parts()) {
      switch (part) {
        case Expression.TextPart.Chunk(String chunk) -> {
          boolean isLast = part == text.parts().getLast();
          for (int i = 0; i < chunk.length(); i++) {
            char at = chunk.charAt(i);
            boolean isCloser = at == '"' && (i + 1 == chunk.length() ? isLast : next(chunk, i));
            out.append(at == '\n' || (at == '"' && !isCloser) ? at : escape(at));
          }
        }
        case Expression.TextPart.Hole(Expression inner) -> out.append(hole(inner));
      }
    }
    return out.toString();
  }

  private static boolean next(String chunk, int at) {
    return chunk.charAt(at + 1) == '"';
  }

  private String hole(Expression inner) {
    return "{" + holes.apply(inner) + "}";
  }

  private static String escaped(String chunk) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < chunk.length(); i++) {
      out.append(escape(chunk.charAt(i)));
    }
    return out.toString();
  }

  private static String escape(char character) {
    return switch (character) {
      case '\n' -> "\\n";
      case '\t' -> "\\t";
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      case '{' -> "\\{";
      case '}' -> "\\}";
      default -> String.valueOf(character);
    };
  }
}
