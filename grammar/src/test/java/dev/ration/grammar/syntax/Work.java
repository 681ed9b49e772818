package dev.ration.grammar.syntax;

import dev.ration.grammar.diag.Source;
import org.antlr.v4.runtime.atn.PredictionMode;

/**
 * How much a text costs to read, counted and not timed.
 *
 * @param characters of the text
 * @param steps characters that the lexer read, those read again included
 * @param tokens that the parser was given
 * @param looks tokens that the parser looked at to decide
 */
record Work(int characters, long steps, int tokens, long looks) {
  static Work of(Source source) {
    int length = source.text().length();
    long steps = new TokenReader(source, 0, length).steps();
    Parses parse = Parses.of(source, PredictionMode.SLL);
    return new Work(length, steps, parse.tokens(), parse.looks());
  }

  /** Tells whether it grows no faster than the text. */
  boolean isBounded() {
    return steps <= 40L * characters + 100
        && tokens <= 2L * characters + 10
        && looks <= 40L * tokens + 100;
  }
}
