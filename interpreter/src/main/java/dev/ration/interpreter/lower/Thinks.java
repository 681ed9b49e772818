package dev.ration.interpreter.lower;

import dev.ration.grammar.check.Symbol;
import dev.ration.interpreter.nodes.ExpressionNode;

/** Lowers questions to models. */
final class Thinks {
  private final Body body;

  Thinks(Body body) {
    this.body = body;
  }

  ExpressionNode lower(Symbol.ThinkSymbol think) {
    throw new IllegalStateException("refused before: " + think + body);
  }
}
