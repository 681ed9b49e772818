package dev.ration.lint.rules.energy;

import dev.ration.grammar.check.Deeds;
import dev.ration.grammar.syntax.Clause;
import dev.ration.grammar.syntax.Declaration;
import dev.ration.lint.rule.Category;
import dev.ration.lint.rule.Rule;
import dev.ration.lint.rule.RuleContext;
import dev.ration.lint.rule.Traits;
import dev.ration.plan.Code;

/** A question to paid models without a limit on money. */
public final class CloudThinkWithoutSpend implements Rule {
  @Override
  public Traits traits() {
    return Traits.of(Code.CLOUD_WITHOUT_SPEND, Category.ENERGY);
  }

  @Override
  public void check(RuleContext context) {
    for (Declaration.Think think : context.all(Declaration.Think.class)) {
      if (context.deeds().namesCloud(think.clauses())
          && !Deeds.has(think.clauses(), Clause.Spend.class)) {
        context.report(
            think.name().span(),
            "`" + think.name() + "` may ask a paid model and does not say what an answer may cost.",
            "set a limit: `spend 0.01 EUR`");
      }
    }
  }
}
