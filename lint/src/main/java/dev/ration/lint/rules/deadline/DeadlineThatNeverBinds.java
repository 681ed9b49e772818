package dev.ration.lint.rules.deadline;

import dev.ration.grammar.syntax.Clause;
import dev.ration.grammar.syntax.Construct;
import dev.ration.lint.rule.Around;
import dev.ration.lint.rule.Category;
import dev.ration.lint.rule.Rule;
import dev.ration.lint.rule.RuleContext;
import dev.ration.lint.rule.Traits;
import dev.ration.plan.Code;

/** A deadline that the one around it always comes before (rules T1, S2). */
public final class DeadlineThatNeverBinds implements Rule {
  @Override
  public Traits traits() {
    return Traits.of(Code.DEADLINE_NEVER_BINDS, Category.DEADLINE);
  }

  @Override
  public void check(RuleContext context) {
    for (Around.Pair<Clause.Within> pair :
        Around.pairs(
            context,
            Clause.Within.class,
            within -> context.constant(within.limit()),
            // Its first effect meets it, and what goes on is under the deadlines around it (T9).
            around -> !(around instanceof Construct.Respond))) {
      if (pair.figure().compareTo(pair.whole()) >= 0
          && !(pair.inner().owner() instanceof Construct.Critical)) {
        context.report(
            context
                .finding(
                    pair.inner().clause().limit().span(),
                    "a deadline of %s can never bind inside one of %s."
                        .formatted(pair.figure(), pair.whole()))
                .hint("tighten the inner one, or leave it away")
                .label(pair.outer().clause().limit().span(), "this one comes first"));
      }
    }
  }
}
