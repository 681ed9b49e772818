package dev.ration.interpreter.agree;

import java.util.List;

/**
 * A piece of a policy's text with what its writer reckons of it, roughly: enough to write limits
 * that are sometimes too tight and sometimes not. Times in milliseconds.
 *
 * @param typical what it takes when all goes well
 * @param most what it can take at most; {@link #OPEN} when nothing bounds it
 * @param joules what it costs when all goes well
 */
record Piece(String text, double typical, double most, double joules) {
  static final double OPEN = Double.POSITIVE_INFINITY;

  static final Piece NOTHING = new Piece("{ }", 0, 0, 0);

  /** Several, one to a line between braces. */
  static Piece block(List<Piece> parts) {
    StringBuilder text = new StringBuilder("{\n");
    double typical = 0;
    double most = 0;
    double joules = 0;
    for (Piece part : parts) {
      text.append(part.text).append('\n');
      typical += part.typical;
      most += part.most;
      joules += part.joules;
    }
    return new Piece(text.append('}').toString(), typical, most, joules);
  }

  Piece written(String other) {
    return new Piece(other, typical, most, joules);
  }

  boolean isBounded() {
    return most < OPEN;
  }
}
