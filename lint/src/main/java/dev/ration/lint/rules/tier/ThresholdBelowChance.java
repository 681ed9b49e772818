package dev.ration.lint.rules.tier;

import dev.ration.grammar.check.Type;
import dev.ration.grammar.syntax.Expression;
import dev.ration.lint.rule.Category;
import dev.ration.lint.rule.Rule;
import dev.ration.lint.rule.RuleContext;
import dev.ration.lint.rule.Traits;
import dev.ration.plan.Code;
import dev.ration.plan.Quantity;
import java.util.Optional;

/** A threshold that a blind guess meets. */
public final class ThresholdBelowChance implements Rule {
  @Override
  public Traits traits() {
    return Traits.of(Code.THRESHOLD_BELOW_CHANCE, Category.TIER);
  }

  @Override
  public void check(RuleContext context) {
    for (Expression.Confirm confirm : context.all(Expression.Confirm.class)) {
      int choices = choices(context.facts().typeOf(confirm.guess()));
      Optional<Quantity> threshold = context.constant(confirm.threshold());
      if (choices > 1 && threshold.filter(value -> value.toDouble() <= 1.0 / choices).isPresent()) {
        context.report(
            confirm.threshold().span(),
            "with %d possible answers the best one always has 1/%d, so this is always met."
                .formatted(choices, choices),
            "raise it, or take the answer as it is: `accept`");
      }
    }
  }

  private static int choices(Type type) {
    return switch (type) {
      case Type.Guess(Type.EnumOf(var symbol)) -> symbol.cases().size();
      case Type.Guess(Type.Bool _) -> 2;
      default -> 0;
    };
  }
}
