package dev.ration.lint.rules.safety;

import dev.ration.grammar.syntax.Clause;
import dev.ration.grammar.syntax.Construct;
import dev.ration.lint.rule.Category;
import dev.ration.lint.rule.Rule;
import dev.ration.lint.rule.RuleContext;
import dev.ration.lint.rule.RuleOption;
import dev.ration.lint.rule.Traits;
import dev.ration.plan.Code;
import dev.ration.plan.Quantity;
import dev.ration.plan.Unit;
import java.math.BigDecimal;
import java.util.Optional;

/** A critical section that nobody can interrupt for long (rule C4). */
public final class LongCritical implements Rule {
  @Override
  public Traits traits() {
    return Traits.of(Code.LONG_CRITICAL, Category.SAFETY)
        .option(new RuleOption("most-seconds", 15, 1, 3600, "longest section, in seconds"));
  }

  @Override
  public void check(RuleContext context) {
    Quantity most =
        Quantity.of(BigDecimal.valueOf(context.option()), Unit.ofSymbol("s").orElseThrow());
    for (Construct.Critical critical : context.all(Construct.Critical.class)) {
      Optional<Clause.Within> within = RuleContext.clause(critical, Clause.Within.class);
      Optional<Quantity> limit = within.flatMap(one -> context.constant(one.limit()));
      if (within.isPresent() && limit.filter(time -> time.compareTo(most) > 0).isPresent()) {
        context.report(
            within.get().limit().span(),
            "for %s nothing but the operator's stop ends this section.".formatted(limit.get()),
            "put into it only what must not be cut in the middle");
      }
    }
  }
}
