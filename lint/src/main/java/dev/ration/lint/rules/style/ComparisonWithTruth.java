package dev.ration.lint.rules.style;

import dev.ration.grammar.check.Type;
import dev.ration.grammar.syntax.Expression;
import dev.ration.lint.rule.Category;
import dev.ration.lint.rule.FixKind;
import dev.ration.lint.rule.Rule;
import dev.ration.lint.rule.RuleContext;
import dev.ration.lint.rule.Texts;
import dev.ration.lint.rule.Traits;
import dev.ration.plan.Code;

/** A truth value that is compared with `true` or `false`. */
public final class ComparisonWithTruth implements Rule {
  @Override
  public Traits traits() {
    return Traits.of(Code.COMPARISON_WITH_TRUTH, Category.STYLE).fix(FixKind.SAFE);
  }

  @Override
  public void check(RuleContext context) {
    for (Expression.Binary binary : context.all(Expression.Binary.class)) {
      boolean isEqual = binary.operator() == Expression.BinaryOperator.EQUAL;
      Boolean truth = Texts.truth(binary.right());
      if (truth != null
          && (isEqual || binary.operator() == Expression.BinaryOperator.NOT_EQUAL)
          && context.facts().typeOf(binary.left()) instanceof Type.Bool) {
        String value = binary.left().span().text();
        boolean isPlain =
            binary.left() instanceof Expression.Reference
                || binary.left() instanceof Expression.Call
                || binary.left() instanceof Expression.Member
                || binary.left() instanceof Expression.Grouped;
        boolean isSame = truth == isEqual;
        String with = isSame ? value : isPlain ? "(not " + value + ")" : "(not (" + value + "))";
        context.report(
            context
                .finding(binary.span(), Texts.quoted(binary.left()) + " is a truth value already.")
                .fix("write `" + with + "`", binary.span(), with));
      }
    }
  }
}
