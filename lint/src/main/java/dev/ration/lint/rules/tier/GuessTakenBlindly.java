package dev.ration.lint.rules.tier;

import dev.ration.grammar.check.Type;
import dev.ration.grammar.syntax.Expression;
import dev.ration.lint.rule.Category;
import dev.ration.lint.rule.Rule;
import dev.ration.lint.rule.RuleContext;
import dev.ration.lint.rule.Texts;
import dev.ration.lint.rule.Traits;
import dev.ration.plan.Code;

/** A choice of a model that is acted upon however unsure it is (rule M5). */
public final class GuessTakenBlindly implements Rule {
  @Override
  public Traits traits() {
    return Traits.of(Code.GUESS_TAKEN_BLINDLY, Category.TIER);
  }

  @Override
  public void check(RuleContext context) {
    for (Expression.Accept accept : context.all(Expression.Accept.class)) {
      if (context.facts().typeOf(accept.guess()) instanceof Type.Guess(Type element)
          && (element instanceof Type.EnumOf || element instanceof Type.Bool)) {
        context.report(
            Texts.head(accept),
            "this choice is taken however unsure the model is, and a choice has a confidence.",
            "`confirm … at 0.6`, with an arm `unsure` or an `else` for what is below");
      }
    }
  }
}
