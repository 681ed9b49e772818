package dev.ration.lint.rules.safety;

import dev.ration.grammar.diag.Span;

/** What to take out of a text. */
final class Cut {
  private Cut() {}

  /** A word with the blanks before it on its line. */
  static Span withBlankBefore(Span word) {
    String text = word.source().text();
    int start = word.start();
    while (start > 0 && text.charAt(start - 1) == ' ') {
      start--;
    }
    return new Span(word.source(), start, word.end());
  }
}
