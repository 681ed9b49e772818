package dev.ration.repl.session;

/**
 * A stretch of an input that is shown in a colour of its own.
 *
 * @param start offset of the first character
 * @param end offset behind the last
 */
public record Mark(int start, int end, Kind kind) {
  /** What a stretch is. */
  public enum Kind {
    WORD,
    CLAUSE,
    NUMBER,
    TEXT,
    COMMENT,
    COMMAND
  }
}
