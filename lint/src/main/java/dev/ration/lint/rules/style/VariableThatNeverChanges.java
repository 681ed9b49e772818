package dev.ration.lint.rules.style;

import dev.ration.grammar.check.Symbol;
import dev.ration.grammar.syntax.Statement;
import dev.ration.lint.rule.Category;
import dev.ration.lint.rule.FixKind;
import dev.ration.lint.rule.Rule;
import dev.ration.lint.rule.RuleContext;
import dev.ration.lint.rule.Texts;
import dev.ration.lint.rule.Traits;
import dev.ration.plan.Code;

/** A variable that nothing assigns. */
public final class VariableThatNeverChanges implements Rule {
  @Override
  public Traits traits() {
    return Traits.of(Code.NEVER_CHANGES, Category.STYLE).fix(FixKind.SAFE);
  }

  @Override
  public void check(RuleContext context) {
    for (Statement.Var variable : context.all(Statement.Var.class)) {
      Symbol symbol = context.facts().symbolOf(variable).orElse(null);
      boolean isAssigned =
          context.all(Statement.Assign.class).stream()
              .anyMatch(one -> context.facts().symbolOf(one).orElse(null) == symbol);
      if (!variable.isShared() && symbol != null && !isAssigned) {
        context.report(
            context
                .finding(variable.name().span(), "`" + variable.name() + "` never changes.")
                .fix("write `let`", Texts.head(variable), "let"));
      }
    }
  }
}
