package dev.ration.grammar.syntax;

import java.util.ArrayDeque;
import java.util.Deque;

/** Decides where the lines of a {@link Doc} end. Used once. */
final class DocWriter {
  /** The width that lines are kept to where they can be. */
  static final int WIDTH = 100;

  private static final int STEP = 4;

  private final StringBuilder out = new StringBuilder();
  private final int width;
  private int column;
  private int indent;
  private boolean isLineStart = true;

  private DocWriter(int width) {
    this.width = width;
  }

  /** A doc, the steps it is indented by, and whether its group is broken. */
  private record Piece(int indent, boolean isBroken, Doc doc) {}

  /** Lays a doc out in lines of {@link #WIDTH}. */
  static String write(Doc doc) {
    return new DocWriter(WIDTH).run(doc);
  }

  /** Lays a doc out in one line, those line ends apart that cannot be avoided. */
  static String flat(Doc doc) {
    return new DocWriter(Integer.MAX_VALUE).run(Doc.group(doc));
  }

  private String run(Doc doc) {
    Deque<Piece> rest = new ArrayDeque<>();
    rest.push(new Piece(0, true, doc));
    while (!rest.isEmpty()) {
      Piece piece = rest.pop();
      switch (piece.doc()) {
        case Doc.Text(String text) -> put(text);
        case Doc.Suffix(String text) -> put(text);
        case Doc.Filler(String text) -> put(piece.isBroken() ? text : "");
        case Doc.Line(String flat) -> {
          if (piece.isBroken()) {
            end(piece.indent(), false);
          } else {
            put(flat);
          }
        }
        case Doc.Hard(boolean isBlank) -> end(piece.indent(), isBlank);
        case Doc.Group(Doc inner, boolean isBroken) -> {
          Piece flat = new Piece(piece.indent(), false, inner);
          boolean breaks = isBroken || !fits(flat, rest);
          rest.push(breaks ? new Piece(piece.indent(), true, inner) : flat);
        }
        case Doc.Nest(Doc inner) ->
            rest.push(new Piece(piece.indent() + 1, piece.isBroken(), inner));
        case Doc.Concat concat ->
            concat
                .parts()
                .reversed()
                .forEach(part -> rest.push(new Piece(piece.indent(), piece.isBroken(), part)));
      }
    }
    return out.toString();
  }

  /** Tells whether a piece, and what follows it on its line, fits on the line. */
  private boolean fits(Piece first, Deque<Piece> after) {
    int room = width - (isLineStart ? indent * STEP : column);
    Deque<Piece> todo = new ArrayDeque<>();
    todo.push(first);
    var following = after.iterator();
    while (room >= 0) {
      if (todo.isEmpty()) {
        if (!following.hasNext()) {
          return true;
        }
        todo.push(following.next());
      }
      Piece piece = todo.pop();
      switch (piece.doc()) {
        case Doc.Text(String text) -> room -= text.length();
        case Doc.Suffix _ -> {}
        case Doc.Filler(String text) -> room -= piece.isBroken() ? text.length() : 0;
        case Doc.Line(String flat) -> {
          if (piece.isBroken()) {
            return true;
          }
          room -= flat.length();
        }
        case Doc.Hard _ -> {
          return true;
        }
        case Doc.Group(Doc inner, boolean isBroken) ->
            todo.push(new Piece(piece.indent(), piece.isBroken() || isBroken, inner));
        case Doc.Nest(Doc inner) -> todo.push(new Piece(piece.indent(), piece.isBroken(), inner));
        case Doc.Concat concat ->
            concat
                .parts()
                .reversed()
                .forEach(part -> todo.push(new Piece(piece.indent(), piece.isBroken(), part)));
      }
    }
    return false;
  }

  private void put(String text) {
    if (text.isEmpty()) {
      return;
    }
    if (isLineStart) {
      out.repeat(' ', indent * STEP);
      column = indent * STEP;
      isLineStart = false;
    }
    out.append(text);
    column += text.length();
  }

  private void end(int steps, boolean isBlank) {
    out.append(isBlank ? "\n\n" : "\n");
    column = 0;
    indent = steps;
    isLineStart = true;
  }
}
