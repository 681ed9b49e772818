package dev.ration.lint.rules.tier;

import dev.ration.grammar.syntax.Declaration;
import dev.ration.lint.rule.Category;
import dev.ration.lint.rule.Rule;
import dev.ration.lint.rule.RuleContext;
import dev.ration.lint.rule.Traits;
import dev.ration.plan.Code;
import java.util.List;

/** A possible answer of which a model knows nothing but its name. */
public final class CaseOnlyNamed implements Rule {
  @Override
  public Traits traits() {
    return Traits.of(Code.CASE_ONLY_NAMED, Category.TIER);
  }

  @Override
  public void check(RuleContext context) {
    for (Declaration.Think think : context.all(Declaration.Think.class)) {
      Choices choices = Choices.of(context, think);
      if (choices == null) {
        continue;
      }
      List<String> bare =
          choices.symbol().cases().stream()
              .filter(one -> one.declaration().doc().isEmpty() && !choices.hasExample(one))
              .map(one -> "`" + one.name() + "`")
              .toList();
      if (!bare.isEmpty()) {
        context.report(
            think.result().span(),
            "a model knows of %s only the name.".formatted(String.join(", ", bare)),
            "say what they mean with `///` at the enum's cases, or give an `example` of each");
      }
    }
  }
}
