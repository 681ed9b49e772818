package dev.ration.lint.rules.tier;

import dev.ration.grammar.syntax.Declaration;
import dev.ration.lint.rule.Category;
import dev.ration.lint.rule.Rule;
import dev.ration.lint.rule.RuleContext;
import dev.ration.lint.rule.Traits;
import dev.ration.plan.Code;
import java.util.List;

/** A possible answer that was forgotten among the examples. */
public final class CaseWithoutExample implements Rule {
  @Override
  public Traits traits() {
    return Traits.of(Code.CASE_WITHOUT_EXAMPLE, Category.TIER);
  }

  @Override
  public void check(RuleContext context) {
    for (Declaration.Think think : context.all(Declaration.Think.class)) {
      Choices choices = Choices.of(context, think);
      if (choices == null || choices.shown().isEmpty()) {
        continue;
      }
      List<String> missing =
          choices.symbol().cases().stream()
              .filter(one -> !choices.hasExample(one) && one.declaration().doc().isPresent())
              .map(one -> "`" + one.name() + "`")
              .toList();
      if (!missing.isEmpty()) {
        context.report(
            think.name().span(),
            "other answers have examples, and %s has none, so it is chosen too rarely."
                .formatted(String.join(", ", missing)),
            "give an `example` of each, or of none");
      }
    }
  }
}
