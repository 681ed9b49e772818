package dev.ration.lint.rules.bug;

import dev.ration.grammar.syntax.Construct;
import dev.ration.grammar.syntax.Statement;
import dev.ration.grammar.syntax.Tree;
import dev.ration.lint.rule.Category;
import dev.ration.lint.rule.Rule;
import dev.ration.lint.rule.RuleContext;
import dev.ration.lint.rule.Texts;
import dev.ration.lint.rule.Traits;
import dev.ration.plan.Code;

/** A loop whose first round always is its last. */
public final class LoopThatRunsOnce implements Rule {
  @Override
  public Traits traits() {
    return Traits.of(Code.LOOP_RUNS_ONCE, Category.BUG);
  }

  @Override
  public void check(RuleContext context) {
    for (Construct construct : context.all(Construct.class)) {
      Tree.Block body =
          switch (construct) {
            case Construct.While loop -> loop.body();
            case Construct.For loop -> loop.body();
            case Construct.Every loop -> loop.body();
            default -> null;
          };
      if (body != null
          && !body.statements().isEmpty()
          && leaves(body.statements().getLast())
          && RuleContext.within(body, Statement.Continue.class).isEmpty()) {
        context.report(
            Texts.head(construct),
            "the first round of this loop always leaves it.",
            "leave it under a condition, or write no loop");
      }
    }
  }

  private static boolean leaves(Statement statement) {
    return statement instanceof Statement.Break || statement instanceof Statement.Return;
  }
}
