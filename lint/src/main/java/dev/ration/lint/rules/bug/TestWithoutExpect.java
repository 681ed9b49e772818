package dev.ration.lint.rules.bug;

import dev.ration.grammar.syntax.Declaration;
import dev.ration.grammar.syntax.Statement;
import dev.ration.lint.rule.Category;
import dev.ration.lint.rule.Rule;
import dev.ration.lint.rule.RuleContext;
import dev.ration.lint.rule.Texts;
import dev.ration.lint.rule.Traits;
import dev.ration.plan.Code;

/** A test that cannot fail. */
public final class TestWithoutExpect implements Rule {
  @Override
  public Traits traits() {
    return Traits.of(Code.TEST_WITHOUT_EXPECT, Category.BUG);
  }

  @Override
  public void check(RuleContext context) {
    for (Declaration.Test test : context.all(Declaration.Test.class)) {
      if (RuleContext.within(test, Statement.Expect.class).isEmpty()) {
        context.report(
            Texts.head(test),
            "the test \"" + test.name() + "\" expects nothing, so it says little when it passes.",
            "say what has to be so: `expect said(\"…\") within 3 s`");
      }
    }
  }
}
