package dev.ration.lint.rules.concurrency;

import dev.ration.grammar.check.Type;
import dev.ration.grammar.syntax.Expression;
import dev.ration.grammar.syntax.Statement;
import dev.ration.lint.rule.Category;
import dev.ration.lint.rule.Rule;
import dev.ration.lint.rule.RuleContext;
import dev.ration.lint.rule.Texts;
import dev.ration.lint.rule.Traits;
import dev.ration.plan.Code;

/** An event on a measured threshold that fires again with every jitter of the sensor. */
public final class NoisyEdge implements Rule {
  @Override
  public Traits traits() {
    return Traits.of(Code.NOISY_EDGE, Category.CONCURRENCY).off();
  }

  @Override
  public void check(RuleContext context) {
    for (Statement.Whenever whenever : context.all(Statement.Whenever.class)) {
      if (whenever.holdFor() == null
          && whenever.every() == null
          && Texts.bare(whenever.event()) instanceof Expression.Binary compared
          && context.facts().typeOf(compared.left()) instanceof Type.Measure
          && context.facts().mayBeUnknown(compared)) {
        context.report(
            whenever.event().span(),
            "near the threshold a measured value crosses it again and again.",
            "let it hold for a while: `whenever … for 200 ms { }`");
      }
    }
  }
}
