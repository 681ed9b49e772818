package dev.ration.lint.rules.deadline;

import dev.ration.grammar.check.Deeds;
import dev.ration.grammar.syntax.Clause;
import dev.ration.grammar.syntax.Construct;
import dev.ration.lint.rule.Category;
import dev.ration.lint.rule.Rule;
import dev.ration.lint.rule.RuleContext;
import dev.ration.lint.rule.Texts;
import dev.ration.lint.rule.Traits;
import dev.ration.plan.Code;

/** A periodic block whose rounds have no deadline (rule T8). */
public final class RoundWithoutDeadline implements Rule {
  @Override
  public Traits traits() {
    return Traits.of(Code.ROUND_WITHOUT_DEADLINE, Category.DEADLINE);
  }

  @Override
  public void check(RuleContext context) {
    for (Construct.Every every : context.all(Construct.Every.class)) {
      if (!Deeds.has(every.clauses(), Clause.Within.class)) {
        context.report(
            Texts.head(every),
            "a round of this `every` has no deadline, so one that hangs swallows all later ticks.",
            "give each round one, counted from its tick: `every %s within …`"
                .formatted(Texts.squeezed(every.period())));
      }
    }
  }
}
