package dev.ration.lint.rules.bug;

import dev.ration.grammar.syntax.Construct;
import dev.ration.grammar.syntax.Expression;
import dev.ration.lint.rule.Category;
import dev.ration.lint.rule.Rule;
import dev.ration.lint.rule.RuleContext;
import dev.ration.lint.rule.Texts;
import dev.ration.lint.rule.Traits;
import dev.ration.plan.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A condition that an `else if` asks again. */
public final class ConditionAskedTwice implements Rule {
  @Override
  public Traits traits() {
    return Traits.of(Code.CONDITION_TWICE, Category.BUG);
  }

  @Override
  public void check(RuleContext context) {
    for (Construct.If choice : context.all(Construct.If.class)) {
      if (context.parentOf(choice) instanceof Construct.If outer && outer.otherwise() == choice) {
        continue;
      }
      List<Expression> asked = new ArrayList<>();
      Expression next = choice;
      while (next instanceof Construct.If one) {
        Expression condition = one.condition();
        Optional<Expression> before =
            asked.stream().filter(other -> Texts.areAlike(other, condition)).findFirst();
        if (before.isPresent() && Effects.none(context, condition)) {
          context.report(
              context
                  .finding(condition.span(), "this was asked before, so it is false here.")
                  .hint("one of them was probably meant to be something else")
                  .label(before.get().span(), "asked here"));
        }
        asked.add(condition);
        next = one.otherwise();
      }
    }
  }
}
