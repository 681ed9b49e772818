package dev.ration.lint.rules.bug;

import dev.ration.grammar.check.Deeds;
import dev.ration.grammar.check.Symbol;
import dev.ration.grammar.syntax.Construct;
import dev.ration.grammar.syntax.Expression;
import dev.ration.grammar.syntax.Tree;
import dev.ration.lint.rule.RuleContext;

/** What an expression does beside having a value. */
final class Effects {
  private Effects() {}

  /** Whether it only computes: it does not act, ask, wait or fail. */
  static boolean none(RuleContext context, Expression expression) {
    return !Deeds.any(expression, node -> isEffect(context, node));
  }

  private static boolean isEffect(RuleContext context, Tree node) {
    return switch (node) {
      case Expression.WaitFor _,
          Expression.WaitUntil _,
          Expression.Confirm _,
          Expression.Accept _,
          Expression.Governed _,
          Expression.Broken _ ->
          true;
      case Construct _ -> true;
      case Expression.Call call ->
          context
              .called(call)
              .filter(
                  called ->
                      called instanceof Symbol.FunctionSymbol
                          || called instanceof Symbol.RecordSymbol
                          || called instanceof Symbol.BuiltinSymbol)
              .isEmpty();
      default -> false;
    };
  }
}
