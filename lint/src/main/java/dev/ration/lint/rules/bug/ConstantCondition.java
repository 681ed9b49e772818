package dev.ration.lint.rules.bug;

import dev.ration.grammar.syntax.Clause;
import dev.ration.grammar.syntax.Construct;
import dev.ration.grammar.syntax.Expression;
import dev.ration.grammar.syntax.Statement;
import dev.ration.grammar.syntax.Tree;
import dev.ration.lint.rule.Category;
import dev.ration.lint.rule.Rule;
import dev.ration.lint.rule.RuleContext;
import dev.ration.lint.rule.Texts;
import dev.ration.lint.rule.Traits;
import dev.ration.plan.Code;

/** A condition that is the same every time. */
public final class ConstantCondition implements Rule {
  @Override
  public Traits traits() {
    return Traits.of(Code.CONSTANT_CONDITION, Category.BUG);
  }

  @Override
  public void check(RuleContext context) {
    for (Tree node : context.all(Tree.class)) {
      Expression condition =
          switch (node) {
            case Construct.If choice -> choice.condition();
            case Construct.While loop when !isTrue(loop.condition()) -> loop.condition();
            case Statement.Require require -> require.condition();
            case Statement.Ensure ensure -> ensure.condition();
            case Clause.Require require -> require.condition();
            case Clause.Ensure ensure -> ensure.condition();
            case Clause.Keep keep -> keep.condition();
            case Clause.SkipIf skip -> skip.condition();
            case Clause.Until until -> until.condition();
            case Expression.WaitUntil wait -> wait.condition();
            default -> null;
          };
      if (condition != null && isConstant(context, condition)) {
        context.report(
            condition.span(),
            Texts.quoted(condition) + " is the same every time.",
            "ask for what can change, or leave the condition away");
      }
    }
  }

  private static boolean isTrue(Expression condition) {
    return Boolean.TRUE.equals(Texts.truth(condition));
  }

  private static boolean isConstant(RuleContext context, Expression condition) {
    return switch (Texts.bare(condition)) {
      case Expression.BoolLiteral _ -> true;
      case Expression.Unary unary -> isConstant(context, unary.operand());
      case Expression.Binary compared ->
          context.constant(compared.left()).isPresent()
                  && context.constant(compared.right()).isPresent()
              || isLogic(compared)
                  && (isConstant(context, compared.left())
                      || isConstant(context, compared.right()));
      default -> false;
    };
  }

  private static boolean isLogic(Expression.Binary binary) {
    return binary.operator() == Expression.BinaryOperator.AND
        || binary.operator() == Expression.BinaryOperator.OR;
  }
}
