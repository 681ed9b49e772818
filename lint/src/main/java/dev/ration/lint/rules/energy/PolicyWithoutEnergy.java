package dev.ration.lint.rules.energy;

import dev.ration.grammar.check.Deeds;
import dev.ration.grammar.syntax.Clause;
import dev.ration.grammar.syntax.Declaration;
import dev.ration.lint.rule.Category;
import dev.ration.lint.rule.Rule;
import dev.ration.lint.rule.RuleContext;
import dev.ration.lint.rule.Traits;
import dev.ration.plan.Code;

/** A policy that may use the whole battery (rule E2). */
public final class PolicyWithoutEnergy implements Rule {
  @Override
  public Traits traits() {
    return Traits.of(Code.NO_POLICY_ENERGY, Category.ENERGY);
  }

  @Override
  public void check(RuleContext context) {
    for (Declaration.Activity activity : context.all(Declaration.Activity.class)) {
      if (activity.kind() == Declaration.Activity.Kind.POLICY
          && !Deeds.has(activity.clauses(), Clause.Energy.class)) {
        context.report(
            activity.name().span(),
            "policy `" + activity.name() + "` has no energy budget, so it may empty the battery.",
            "say what a whole run may cost: `energy 2 kJ`");
      }
    }
  }
}
