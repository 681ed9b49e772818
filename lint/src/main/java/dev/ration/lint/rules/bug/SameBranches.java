package dev.ration.lint.rules.bug;

import dev.ration.grammar.syntax.Construct;
import dev.ration.lint.rule.Category;
import dev.ration.lint.rule.Rule;
import dev.ration.lint.rule.RuleContext;
import dev.ration.lint.rule.Texts;
import dev.ration.lint.rule.Traits;
import dev.ration.plan.Code;

/** A choice that does the same either way. */
public final class SameBranches implements Rule {
  @Override
  public Traits traits() {
    return Traits.of(Code.SAME_BRANCHES, Category.BUG);
  }

  @Override
  public void check(RuleContext context) {
    for (Construct.If choice : context.all(Construct.If.class)) {
      if (choice.otherwise() instanceof Construct.Braces other
          && !choice.then().statements().isEmpty()
          && Texts.areAlike(choice.then(), other.block())) {
        context.report(
            Texts.head(choice),
            "both branches do the same.",
            "one of them was probably meant to differ");
      }
    }
    for (Construct.When when : context.all(Construct.When.class)) {
      if (when.arms().size() > 1
          && when.arms().stream()
              .allMatch(arm -> Texts.areAlike(arm.value(), when.arms().getFirst().value()))) {
        context.report(
            Texts.head(when),
            "all arms do the same.",
            "some of them were probably meant to differ");
      }
    }
  }
}
