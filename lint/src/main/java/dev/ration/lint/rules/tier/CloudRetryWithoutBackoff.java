package dev.ration.lint.rules.tier;

import dev.ration.grammar.check.Symbol;
import dev.ration.grammar.syntax.Clause;
import dev.ration.grammar.syntax.Declaration;
import dev.ration.lint.rule.Around;
import dev.ration.lint.rule.Category;
import dev.ration.lint.rule.Rule;
import dev.ration.lint.rule.RuleContext;
import dev.ration.lint.rule.Traits;
import dev.ration.plan.Code;

/** Attempts at a question to the cloud without a pause between them. */
public final class CloudRetryWithoutBackoff implements Rule {
  @Override
  public Traits traits() {
    return Traits.of(Code.RETRY_WITHOUT_BACKOFF, Category.TIER);
  }

  @Override
  public void check(RuleContext context) {
    for (Around.Owned<Clause.Retry> retry : Around.all(context, Clause.Retry.class)) {
      boolean asksCloud =
          retry.owner() instanceof Declaration.Think think
              ? context.deeds().mayLeave(think)
              : context
                  .program()
                  .reaches(
                      retry.owner(),
                      node ->
                          context.deeds().called(node) instanceof Symbol.ThinkSymbol think
                              && context.deeds().namesCloud(think.declaration().clauses()));
      if (asksCloud && retry.clause().backoff() == null) {
        context.report(
            retry.clause().span(),
            "a server that is busy gets the next attempt at once, and is busy again.",
            "pause between attempts: `backoff 200 ms .. 1 s`");
      }
    }
  }
}
