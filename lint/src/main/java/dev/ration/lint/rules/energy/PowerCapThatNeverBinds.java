package dev.ration.lint.rules.energy;

import dev.ration.grammar.syntax.Clause;
import dev.ration.lint.rule.Around;
import dev.ration.lint.rule.Category;
import dev.ration.lint.rule.Rule;
import dev.ration.lint.rule.RuleContext;
import dev.ration.lint.rule.Traits;
import dev.ration.plan.Code;
import java.util.Optional;

/** A cap on power that the one around it is below. */
public final class PowerCapThatNeverBinds implements Rule {
  @Override
  public Traits traits() {
    return Traits.of(Code.POWER_NEVER_BINDS, Category.ENERGY);
  }

  @Override
  public void check(RuleContext context) {
    for (Around.Pair<Clause.Power> pair :
        Around.pairs(
            context,
            Clause.Power.class,
            power -> power.over() == null ? context.constant(power.limit()) : Optional.empty())) {
      if (pair.figure().compareTo(pair.whole()) >= 0) {
        context.report(
            context
                .finding(
                    pair.inner().clause().limit().span(),
                    "a cap of %s can never bind under one of %s."
                        .formatted(pair.figure(), pair.whole()))
                .hint("lower the inner one, or leave it away")
                .label(pair.outer().clause().limit().span(), "this one is lower"));
      }
    }
  }
}
