package dev.ration.lint.rules.bug;

import dev.ration.grammar.diag.Span;
import dev.ration.grammar.syntax.Expression;
import dev.ration.grammar.syntax.Statement;
import dev.ration.grammar.syntax.Tree;
import dev.ration.lint.rule.Category;
import dev.ration.lint.rule.Rule;
import dev.ration.lint.rule.RuleContext;
import dev.ration.lint.rule.Traits;
import dev.ration.plan.Code;
import java.util.List;

/** A value that is computed and dropped. */
public final class ValueDropped implements Rule {
  @Override
  public Traits traits() {
    return Traits.of(Code.VALUE_DROPPED, Category.BUG);
  }

  @Override
  public void check(RuleContext context) {
    for (Tree.Block block : context.all(Tree.Block.class)) {
      List<Statement> statements = block.statements();
      for (int i = 0; i < statements.size() - 1; i++) {
        if (statements.get(i) instanceof Statement.Evaluate(Expression value, Span at)
            && value instanceof Expression.Simple
            && Effects.none(context, value)) {
          boolean isEquality =
              value instanceof Expression.Binary binary
                  && binary.operator() == Expression.BinaryOperator.EQUAL;
          context.report(
              at,
              "this is computed, and nothing is done with it.",
              isEquality ? "an assignment has one `=`" : "use it or leave it away");
        }
      }
    }
  }
}
