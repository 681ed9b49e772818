package dev.ration.lint.rules.bug;

import dev.ration.grammar.check.Builtin;
import dev.ration.grammar.check.Deeds;
import dev.ration.grammar.check.Symbol;
import dev.ration.grammar.syntax.Declaration;
import dev.ration.grammar.syntax.Statement;
import dev.ration.grammar.syntax.Tree;
import dev.ration.lint.rule.Category;
import dev.ration.lint.rule.Rule;
import dev.ration.lint.rule.RuleContext;
import dev.ration.lint.rule.Texts;
import dev.ration.lint.rule.Traits;
import dev.ration.plan.Code;
import java.util.List;

/** An expectation of what was said or done, where nothing ran yet. */
public final class ExpectBeforeRun implements Rule {
  @Override
  public Traits traits() {
    return Traits.of(Code.EXPECT_BEFORE_RUN, Category.BUG);
  }

  @Override
  public void check(RuleContext context) {
    for (Declaration.Test test : context.all(Declaration.Test.class)) {
      List<List<Statement>> stages = TestRuns.stages(context, test);
      // A test that runs nothing at all is another rule's.
      if (stages.size() == 1) {
        continue;
      }
      for (Statement statement : stages.getFirst()) {
        if (statement instanceof Statement.Expect expect
            && !TestRuns.runs(context, expect)
            && Deeds.any(expect.condition(), node -> looksBack(context, node))) {
          context.report(
              Texts.head(expect),
              "nothing ran yet, so nothing was said or done.",
              "write it after the call that it is about");
        }
      }
    }
  }

  private static boolean looksBack(RuleContext context, Tree node) {
    return context.called(node).orElse(null) instanceof Symbol.BuiltinSymbol called
        && (called.builtin() == Builtin.SAID
            || called.builtin() == Builtin.DID
            || called.builtin() == Builtin.TIER_OF);
  }
}
