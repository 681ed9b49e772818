package dev.ration.lint.rules.bug;

import dev.ration.grammar.syntax.Expression;
import dev.ration.grammar.syntax.Statement;
import dev.ration.lint.rule.Category;
import dev.ration.lint.rule.Rule;
import dev.ration.lint.rule.RuleContext;
import dev.ration.lint.rule.Texts;
import dev.ration.lint.rule.Traits;
import dev.ration.plan.Code;

/** Something that is compared or combined with itself. */
public final class SameOperands implements Rule {
  @Override
  public Traits traits() {
    return Traits.of(Code.SAME_OPERANDS, Category.BUG);
  }

  @Override
  public void check(RuleContext context) {
    for (Expression.Binary binary : context.all(Expression.Binary.class)) {
      if (isSuspicious(binary.operator())
          && Effects.none(context, binary.left())
          && context.constant(binary.left()).isEmpty()
          && Texts.areAlike(binary.left(), binary.right())) {
        context.report(
            binary.span(),
            "both sides of `%s` are %s."
                .formatted(binary.operator().symbol(), Texts.quoted(binary.left())),
            "one of them was probably meant to be something else");
      }
    }
    for (Statement.Assign assign : context.all(Statement.Assign.class)) {
      if (assign.value() instanceof Expression.Reference same
          && same.name().text().equals(assign.target().text())) {
        context.report(
            assign.span(),
            "`" + assign.target() + "` is assigned to itself.",
            "one of them was probably meant to be something else");
      }
    }
  }

  private static boolean isSuspicious(Expression.BinaryOperator operator) {
    return switch (operator) {
      case OR,
          AND,
          LESS,
          LESS_OR_EQUAL,
          GREATER,
          GREATER_OR_EQUAL,
          EQUAL,
          NOT_EQUAL,
          COALESCE,
          SUBTRACT,
          DIVIDE,
          MODULO ->
          true;
      case IN, ADD, MULTIPLY -> false;
    };
  }
}
