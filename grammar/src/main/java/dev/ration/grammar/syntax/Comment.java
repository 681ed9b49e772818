package dev.ration.grammar.syntax;

/**
 * A comment of a text.
 *
 * @param start where it begins, in UTF-16 code units
 * @param text as written, slashes included, without blanks at its end
 * @param isOwnLine whether nothing stands before it on its line
 * @param isAfterBlank whether an empty line stands before it
 * @param documents where the word begins that a {@code ///} documents; -1 for {@code //}
 */
public record Comment(
    int start, String text, boolean isOwnLine, boolean isAfterBlank, int documents) {
  /** Tells whether it begins with three slashes. */
  public boolean isDoc() {
    return documents >= 0;
  }

  /** The same for a reader who takes it for no documentation. */
  String asPlain() {
    return isDoc() ? text.substring(1) : text;
  }
}
