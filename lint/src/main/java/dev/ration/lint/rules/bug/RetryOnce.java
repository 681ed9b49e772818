package dev.ration.lint.rules.bug;

import dev.ration.grammar.syntax.Clause;
import dev.ration.grammar.syntax.Expression;
import dev.ration.lint.rule.Category;
import dev.ration.lint.rule.FixKind;
import dev.ration.lint.rule.Rule;
import dev.ration.lint.rule.RuleContext;
import dev.ration.lint.rule.Traits;
import dev.ration.plan.Code;

/** A retry that allows one attempt, which is none again. */
public final class RetryOnce implements Rule {
  @Override
  public Traits traits() {
    return Traits.of(Code.RETRY_ONCE, Category.BUG).fix(FixKind.UNSAFE);
  }

  @Override
  public void check(RuleContext context) {
    for (Clause.Retry retry : context.all(Clause.Retry.class)) {
      Expression attempts = retry.attempts();
      if (attempts != null
          && context.constant(attempts).filter(one -> one.toDouble() == 1).isPresent()) {
        context.report(
            context
                .finding(attempts.span(), "`retry 1` is one attempt in all, so nothing is retried.")
                .fix("write `2` for a second attempt", attempts.span(), "2"));
      }
    }
  }
}
