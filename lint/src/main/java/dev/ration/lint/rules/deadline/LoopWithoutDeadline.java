package dev.ration.lint.rules.deadline;

import dev.ration.grammar.syntax.Construct;
import dev.ration.lint.rule.Around;
import dev.ration.lint.rule.Category;
import dev.ration.lint.rule.Rule;
import dev.ration.lint.rule.RuleContext;
import dev.ration.lint.rule.Texts;
import dev.ration.lint.rule.Traits;
import dev.ration.plan.Code;

/** A `while` in an activity that only the whole activity ends. */
public final class LoopWithoutDeadline implements Rule {
  @Override
  public Traits traits() {
    return Traits.of(Code.LOOP_WITHOUT_DEADLINE, Category.DEADLINE);
  }

  @Override
  public void check(RuleContext context) {
    for (Construct.While loop : context.all(Construct.While.class)) {
      if (Around.isInActivity(context, loop)
          && !Around.isLimitedBelowActivity(context, loop)
          && (BusyWait.waits(context, loop) || Texts.truth(loop.condition()) != null)) {
        context.report(
            Texts.head(loop),
            "nothing but the deadline of the whole activity bounds this loop.",
            "limit it: `while … within 30 s { }`, or loop over a list with `for`");
      }
    }
  }
}
