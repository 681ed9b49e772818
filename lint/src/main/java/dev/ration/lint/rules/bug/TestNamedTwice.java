package dev.ration.lint.rules.bug;

import dev.ration.grammar.syntax.Declaration;
import dev.ration.lint.rule.Category;
import dev.ration.lint.rule.Rule;
import dev.ration.lint.rule.RuleContext;
import dev.ration.lint.rule.Texts;
import dev.ration.lint.rule.Traits;
import dev.ration.plan.Code;
import java.util.HashMap;
import java.util.Map;

/** Two tests of one name. */
public final class TestNamedTwice implements Rule {
  @Override
  public Traits traits() {
    return Traits.of(Code.TEST_NAMED_TWICE, Category.BUG);
  }

  @Override
  public void check(RuleContext context) {
    Map<String, Declaration.Test> seen = new HashMap<>();
    for (Declaration.Test test : context.all(Declaration.Test.class)) {
      Declaration.Test before = seen.putIfAbsent(test.name(), test);
      if (before != null) {
        context.report(
            context
                .finding(Texts.head(test), "there is another test called \"" + test.name() + "\".")
                .hint("give it a name that says what is different")
                .label(Texts.head(before), "the other one"));
      }
    }
  }
}
