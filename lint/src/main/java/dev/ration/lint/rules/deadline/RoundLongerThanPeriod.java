package dev.ration.lint.rules.deadline;

import dev.ration.grammar.check.Deeds;
import dev.ration.grammar.syntax.Clause;
import dev.ration.grammar.syntax.Construct;
import dev.ration.lint.rule.Category;
import dev.ration.lint.rule.Rule;
import dev.ration.lint.rule.RuleContext;
import dev.ration.lint.rule.Traits;
import dev.ration.plan.Code;
import dev.ration.plan.Quantity;
import java.util.Optional;

/** A periodic block whose rounds may take longer than its period. */
public final class RoundLongerThanPeriod implements Rule {
  @Override
  public Traits traits() {
    return Traits.of(Code.ROUND_LONGER_THAN_PERIOD, Category.DEADLINE);
  }

  @Override
  public void check(RuleContext context) {
    for (Construct.Every every : context.all(Construct.Every.class)) {
      Optional<Quantity> period = context.constant(every.period());
      Optional<Quantity> limit =
          RuleContext.clause(every, Clause.Within.class)
              .flatMap(within -> context.constant(within.limit()));
      if (period.isPresent()
          && limit.isPresent()
          && !Deeds.has(every.clauses(), Clause.Busy.class)
          && limit.get().compareTo(period.get()) > 0) {
        context.report(
            every.period().span(),
            "a round may take %s, longer than the period of %s, and late ticks are dropped."
                .formatted(limit.get(), period.get()),
            "shorten the round, or say what happens to late ticks: `busy skip` or `busy queue n`");
      }
    }
  }
}
