package dev.ration.lint.rules.deadline;

import dev.ration.grammar.check.Deeds;
import dev.ration.grammar.syntax.Clause;
import dev.ration.grammar.syntax.Declaration;
import dev.ration.lint.rule.Category;
import dev.ration.lint.rule.Rule;
import dev.ration.lint.rule.RuleContext;
import dev.ration.lint.rule.Traits;
import dev.ration.plan.Code;

/** A policy that may run for ever (rule T1). */
public final class PolicyWithoutDeadline implements Rule {
  @Override
  public Traits traits() {
    return Traits.of(Code.NO_POLICY_DEADLINE, Category.DEADLINE);
  }

  @Override
  public void check(RuleContext context) {
    for (Declaration.Activity activity : context.all(Declaration.Activity.class)) {
      if (activity.kind() == Declaration.Activity.Kind.POLICY
          && !Deeds.has(activity.clauses(), Clause.Within.class)) {
        context.report(
            activity.name().span(),
            "policy `" + activity.name() + "` has no deadline, so nothing ends it when it hangs.",
            "say how long a whole run may take: `within 2 min`");
      }
    }
  }
}
