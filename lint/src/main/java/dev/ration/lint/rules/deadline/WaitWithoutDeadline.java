package dev.ration.lint.rules.deadline;

import dev.ration.grammar.syntax.Expression;
import dev.ration.lint.rule.Around;
import dev.ration.lint.rule.Category;
import dev.ration.lint.rule.Rule;
import dev.ration.lint.rule.RuleContext;
import dev.ration.lint.rule.Texts;
import dev.ration.lint.rule.Traits;
import dev.ration.plan.Code;

/** A wait for something that may never be, which only the whole activity ends. */
public final class WaitWithoutDeadline implements Rule {
  @Override
  public Traits traits() {
    return Traits.of(Code.WAIT_WITHOUT_DEADLINE, Category.DEADLINE);
  }

  @Override
  public void check(RuleContext context) {
    for (Expression.WaitUntil wait : context.all(Expression.WaitUntil.class)) {
      if (Around.isInActivity(context, wait) && !Around.isLimitedBelowActivity(context, wait)) {
        context.report(
            wait.span(),
            "if %s never comes true, this uses up the time of everything after it."
                .formatted(Texts.quoted(wait.condition())),
            "limit the wait itself and say what happens then: `within 15 s else …`");
      }
    }
  }
}
