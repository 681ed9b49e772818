package dev.ration.lint.rules.concurrency;

import dev.ration.grammar.syntax.Construct;
import dev.ration.lint.rule.Category;
import dev.ration.lint.rule.Rule;
import dev.ration.lint.rule.RuleContext;
import dev.ration.lint.rule.Texts;
import dev.ration.lint.rule.Traits;
import dev.ration.plan.Code;
import java.util.List;

/** A race whose losers are cut off while they move something (rule P1). */
public final class RaceOfDeeds implements Rule {
  @Override
  public Traits traits() {
    return Traits.of(Code.RACE_OF_DEEDS, Category.CONCURRENCY);
  }

  @Override
  public void check(RuleContext context) {
    for (Construct.Parallel parallel : context.all(Construct.Parallel.class)) {
      List<Construct.Branch> acting =
          parallel.branches().stream()
              .filter(branch -> context.program().acts(branch.body()))
              .toList();
      if (parallel.kind() == Construct.ParallelKind.RACE && acting.size() > 1) {
        context.report(
            context
                .finding(
                    Texts.head(parallel),
                    "the first branch to end, even by failing, cuts off the others in the middle.")
                .hint("use `any` for the first success, or let only one branch act")
                .label(acting.getFirst().span(), "this acts")
                .label(acting.get(1).span(), "and so does this"));
      }
    }
  }
}
