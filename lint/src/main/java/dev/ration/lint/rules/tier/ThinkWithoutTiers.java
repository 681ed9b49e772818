package dev.ration.lint.rules.tier;

import dev.ration.grammar.check.Deeds;
import dev.ration.grammar.syntax.Clause;
import dev.ration.grammar.syntax.Declaration;
import dev.ration.lint.rule.Category;
import dev.ration.lint.rule.Rule;
import dev.ration.lint.rule.RuleContext;
import dev.ration.lint.rule.Traits;
import dev.ration.plan.Code;

/** A question that any tier of the site may answer. */
public final class ThinkWithoutTiers implements Rule {
  @Override
  public Traits traits() {
    return Traits.of(Code.THINK_WITHOUT_TIERS, Category.TIER);
  }

  @Override
  public void check(RuleContext context) {
    for (Declaration.Think think : context.all(Declaration.Think.class)) {
      if (!Deeds.has(think.clauses(), Clause.Tiers.class)) {
        context.report(
            think.name().span(),
            "any tier of the site may answer `" + think.name() + "`, the cloud included.",
            "name those that may, best first: `tiers local.small, local.tiny`");
      }
    }
  }
}
