package dev.ration.lint.rules.bug;

import dev.ration.grammar.check.Type;
import dev.ration.grammar.syntax.Expression;
import dev.ration.lint.rule.Category;
import dev.ration.lint.rule.Rule;
import dev.ration.lint.rule.RuleContext;
import dev.ration.lint.rule.Traits;
import dev.ration.plan.Code;

/** A measured value that is to be exactly something. */
public final class EqualityOfMeasurements implements Rule {
  @Override
  public Traits traits() {
    return Traits.of(Code.MEASUREMENT_EQUALITY, Category.BUG);
  }

  @Override
  public void check(RuleContext context) {
    for (Expression.Binary binary : context.all(Expression.Binary.class)) {
      boolean isEquality =
          binary.operator() == Expression.BinaryOperator.EQUAL
              || binary.operator() == Expression.BinaryOperator.NOT_EQUAL;
      boolean isMeasured =
          context.facts().typeOf(binary.left()) instanceof Type.Measure
              && (context.facts().mayBeUnknown(binary.left())
                  || context.facts().mayBeUnknown(binary.right()));
      if (isEquality && isMeasured) {
        context.report(
            binary.span(),
            "a measured value is never exactly another one.",
            "compare with a margin: `abs(a - b) < 2 cm`, or with `<` and `>`");
      }
    }
  }
}
