package dev.ration.lint.rules.safety;

import dev.ration.grammar.diag.Span;
import dev.ration.grammar.syntax.Clause;
import dev.ration.lint.rule.Around;
import dev.ration.lint.rule.Category;
import dev.ration.lint.rule.FixKind;
import dev.ration.lint.rule.Rule;
import dev.ration.lint.rule.RuleContext;
import dev.ration.lint.rule.Traits;
import dev.ration.plan.Code;
import java.util.Optional;

/** Work for safety that may be interrupted for somebody else (rule P5). */
public final class PreemptibleSafety implements Rule {
  @Override
  public Traits traits() {
    return Traits.of(Code.PREEMPTIBLE_SAFETY, Category.SAFETY).fix(FixKind.UNSAFE);
  }

  @Override
  public void check(RuleContext context) {
    for (Around.Owned<Clause.Priority> priority : Around.all(context, Clause.Priority.class)) {
      Optional<Clause.Preemptible> preemptible =
          RuleContext.clause(priority.owner(), Clause.Preemptible.class);
      if (priority.clause().level().text().equals("safety") && preemptible.isPresent()) {
        Span word = preemptible.get().span();
        context.report(
            context
                .finding(
                    word, "nothing is more important than safety, yet this may be interrupted.")
                .label(priority.clause().span(), "as important as it gets")
                .fix("remove `preemptible`", Cut.withBlankBefore(word), ""));
      }
    }
  }
}
