package dev.ration.lint.rules.bug;

import dev.ration.grammar.check.Symbol;
import dev.ration.grammar.syntax.Declaration;
import dev.ration.grammar.syntax.Expression;
import dev.ration.grammar.syntax.Statement;
import dev.ration.lint.rule.Category;
import dev.ration.lint.rule.Rule;
import dev.ration.lint.rule.RuleContext;
import dev.ration.lint.rule.Texts;
import dev.ration.lint.rule.Traits;
import dev.ration.plan.Code;

/** A test that runs no policy and no action. */
public final class TestOfNothing implements Rule {
  @Override
  public Traits traits() {
    return Traits.of(Code.TEST_OF_NOTHING, Category.BUG);
  }

  @Override
  public void check(RuleContext context) {
    for (Declaration.Test test : context.all(Declaration.Test.class)) {
      boolean runs =
          RuleContext.within(test, Expression.Call.class).stream()
              .anyMatch(
                  call ->
                      context.called(call).orElse(null) instanceof Symbol.ActivitySymbol
                          || context.called(call).orElse(null) instanceof Symbol.FunctionSymbol
                          || context.called(call).orElse(null) instanceof Symbol.ThinkSymbol);
      if (!runs && !RuleContext.within(test, Statement.Expect.class).isEmpty()) {
        context.report(
            Texts.head(test),
            "the test \"" + test.name() + "\" runs nothing.",
            "call what it is about");
      }
    }
  }
}
