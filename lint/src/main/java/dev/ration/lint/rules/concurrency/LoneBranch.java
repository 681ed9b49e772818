package dev.ration.lint.rules.concurrency;

import dev.ration.grammar.syntax.Construct;
import dev.ration.lint.rule.Category;
import dev.ration.lint.rule.Rule;
import dev.ration.lint.rule.RuleContext;
import dev.ration.lint.rule.Texts;
import dev.ration.lint.rule.Traits;
import dev.ration.plan.Code;

/** A parallel construct with one branch. */
public final class LoneBranch implements Rule {
  @Override
  public Traits traits() {
    return Traits.of(Code.LONE_BRANCH, Category.CONCURRENCY);
  }

  @Override
  public void check(RuleContext context) {
    for (Construct.Parallel parallel : context.all(Construct.Parallel.class)) {
      if (parallel.branches().size() == 1 && parallel.atLeast() == null) {
        context.report(
            Texts.head(parallel),
            "one branch has nothing to run beside.",
            "write the line by itself, or add what was to run beside it");
      }
    }
  }
}
