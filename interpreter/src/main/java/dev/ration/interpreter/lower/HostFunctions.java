package dev.ration.interpreter.lower;

import dev.ration.grammar.check.Symbol;
import dev.ration.interpreter.builtins.HostFunction;
import dev.ration.interpreter.nodes.ExpressionNode;
import java.util.List;

/** Lowers functions that only the host can compute. */
final class HostFunctions {
  private HostFunctions() {}

  static ExpressionNode lower(Symbol.FunctionSymbol function, List<ExpressionNode> arguments) {
    return HostFunction.find(function.toString())
        .orElseThrow(() -> new IllegalStateException("refused before: " + function))
        .node(arguments);
  }
}
