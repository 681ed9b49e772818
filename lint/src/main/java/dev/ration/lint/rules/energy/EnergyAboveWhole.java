package dev.ration.lint.rules.energy;

import dev.ration.grammar.syntax.Clause;
import dev.ration.lint.rule.Around;
import dev.ration.lint.rule.Category;
import dev.ration.lint.rule.Rule;
import dev.ration.lint.rule.RuleContext;
import dev.ration.lint.rule.Traits;
import dev.ration.plan.Code;
import java.util.Optional;

/** A budget that is larger than the one it is taken from (rule E2). */
public final class EnergyAboveWhole implements Rule {
  @Override
  public Traits traits() {
    return Traits.of(Code.ENERGY_ABOVE_WHOLE, Category.ENERGY);
  }

  @Override
  public void check(RuleContext context) {
    for (Around.Pair<Clause.Energy> pair :
        Around.pairs(
            context,
            Clause.Energy.class,
            energy -> energy.isTotal() ? Optional.empty() : context.constant(energy.limit()))) {
      if (pair.figure().compareTo(pair.whole()) > 0) {
        context.report(
            context
                .finding(
                    pair.inner().clause().limit().span(),
                    "a budget of %s can never be had from one of %s."
                        .formatted(pair.figure(), pair.whole()))
                .hint("lower this one, or raise the one around it")
                .label(pair.outer().clause().limit().span(), "it is taken from this one"));
      }
    }
  }
}
