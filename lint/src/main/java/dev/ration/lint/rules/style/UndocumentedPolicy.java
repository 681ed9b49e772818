package dev.ration.lint.rules.style;

import dev.ration.grammar.syntax.Declaration;
import dev.ration.lint.rule.Category;
import dev.ration.lint.rule.Rule;
import dev.ration.lint.rule.RuleContext;
import dev.ration.lint.rule.Traits;
import dev.ration.plan.Code;

/** A policy without a word about what it is for. */
public final class UndocumentedPolicy implements Rule {
  @Override
  public Traits traits() {
    return Traits.of(Code.UNDOCUMENTED_POLICY, Category.STYLE).off();
  }

  @Override
  public void check(RuleContext context) {
    for (Declaration.Activity activity : context.all(Declaration.Activity.class)) {
      if (activity.kind() == Declaration.Activity.Kind.POLICY && activity.doc().isEmpty()) {
        context.report(
            activity.name().span(),
            "nothing says what policy `" + activity.name() + "` is for.",
            "write a line with `///` before it");
      }
    }
  }
}
