package dev.ration.lint.rules.tier;

import dev.ration.grammar.syntax.Construct;
import dev.ration.lint.rule.Category;
import dev.ration.lint.rule.Rule;
import dev.ration.lint.rule.RuleContext;
import dev.ration.lint.rule.Texts;
import dev.ration.lint.rule.Traits;
import dev.ration.plan.Code;

/** An unsure answer that nobody hears of. */
public final class UnsureWithoutAnswer implements Rule {
  @Override
  public Traits traits() {
    return Traits.of(Code.UNSURE_WITHOUT_ANSWER, Category.TIER);
  }

  @Override
  public void check(RuleContext context) {
    for (Construct.When when : context.all(Construct.When.class)) {
      for (Construct.Arm arm : when.arms()) {
        if (arm.kind() == Construct.ArmKind.UNSURE
            && Texts.isNothing(arm.value())
            && !arm.value().span().text().contains("//")) {
          context.report(
              arm.span(),
              "when the model is unsure the robot does nothing, and whoever asked waits.",
              "ask again, hand over to a person, or say in a comment why nothing is right");
        }
      }
    }
  }
}
