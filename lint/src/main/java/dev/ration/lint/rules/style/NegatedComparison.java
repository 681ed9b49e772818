package dev.ration.lint.rules.style;

import dev.ration.grammar.syntax.Expression;
import dev.ration.lint.rule.Category;
import dev.ration.lint.rule.FixKind;
import dev.ration.lint.rule.Rule;
import dev.ration.lint.rule.RuleContext;
import dev.ration.lint.rule.Texts;
import dev.ration.lint.rule.Traits;
import dev.ration.plan.Code;

/** A comparison that is written the long way round. */
public final class NegatedComparison implements Rule {
  @Override
  public Traits traits() {
    return Traits.of(Code.NEGATED_COMPARISON, Category.STYLE).fix(FixKind.SAFE);
  }

  @Override
  public void check(RuleContext context) {
    for (Expression.Unary unary : context.all(Expression.Unary.class)) {
      if (unary.operator() != Expression.UnaryOperator.NOT) {
        continue;
      }
      if (Texts.bare(unary.operand()) instanceof Expression.Binary compared) {
        String other =
            switch (compared.operator()) {
              case EQUAL -> "!=";
              case NOT_EQUAL -> "==";
              default -> "";
            };
        if (!other.isEmpty()) {
          replace(
              context,
              unary,
              compared.left().span().text() + " " + other + " " + compared.right().span().text());
        }
      } else if (Texts.bare(unary.operand()) instanceof Expression.Unary inner
          && inner.operator() == Expression.UnaryOperator.NOT) {
        replace(context, unary, inner.operand().span().text());
      }
    }
  }

  private static void replace(RuleContext context, Expression.Unary unary, String with) {
    context.report(
        context
            .finding(unary.span(), "this says the opposite of the opposite.")
            .fix("write `" + with + "`", unary.span(), with));
  }
}
