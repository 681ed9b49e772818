package dev.ration.lint.rules.energy;

import dev.ration.grammar.check.Deeds;
import dev.ration.grammar.syntax.Clause;
import dev.ration.grammar.syntax.Construct;
import dev.ration.grammar.syntax.Tree;
import dev.ration.lint.rule.Around;
import dev.ration.lint.rule.Category;
import dev.ration.lint.rule.Rule;
import dev.ration.lint.rule.RuleContext;
import dev.ration.lint.rule.Texts;
import dev.ration.lint.rule.Traits;
import dev.ration.plan.Code;
import dev.ration.plan.Quantity;
import java.util.Optional;

/** Branches whose budgets together exceed the one they are taken from (rule E3). */
public final class BranchesAboveWhole implements Rule {
  @Override
  public Traits traits() {
    return Traits.of(Code.BRANCHES_ABOVE_WHOLE, Category.ENERGY);
  }

  @Override
  public void check(RuleContext context) {
    for (Construct.Parallel parallel : context.all(Construct.Parallel.class)) {
      Optional<Around.Owned<Clause.Energy>> own =
          RuleContext.clause(parallel, Clause.Energy.class)
              .map(clause -> new Around.Owned<>((Tree) parallel, clause));
      Optional<Around.Owned<Clause.Energy>> around =
          own.or(() -> Around.nearest(context, parallel, Clause.Energy.class));
      Optional<Quantity> whole = around.flatMap(one -> context.constant(one.clause().limit()));
      Optional<Quantity> sum = sum(context, parallel);
      if (whole.isPresent()
          && sum.isPresent()
          && !Deeds.has(parallel.clauses(), Clause.ShareEnergy.class)
          && sum.get().compareTo(whole.get()) > 0) {
        context.report(
            context
                .finding(
                    Texts.head(parallel),
                    "the branches ask for %s together, and there is %s."
                        .formatted(sum.get(), whole.get()))
                .hint("lower their budgets, or let them draw on one pot: `share energy`")
                .label(around.get().clause().limit().span(), "all that there is"));
      }
    }
  }

  private static Optional<Quantity> sum(RuleContext context, Construct.Parallel parallel) {
    return parallel.branches().stream()
        .flatMap(branch -> RuleContext.clause(branch.body(), Clause.Energy.class).stream())
        .flatMap(energy -> context.constant(energy.limit()).stream())
        .reduce(Quantity::plus);
  }
}
