package dev.ration.lint.rules.privacy;

import dev.ration.grammar.check.Deeds;
import dev.ration.grammar.syntax.Clause;
import dev.ration.grammar.syntax.Declaration;
import dev.ration.lint.rule.Category;
import dev.ration.lint.rule.Rule;
import dev.ration.lint.rule.RuleContext;
import dev.ration.lint.rule.Traits;
import dev.ration.plan.Code;

/** A question to the cloud that does not say what may leave. */
public final class CloudWithoutBoundary implements Rule {
  @Override
  public Traits traits() {
    return Traits.of(Code.CLOUD_WITHOUT_BOUNDARY, Category.PRIVACY).off();
  }

  @Override
  public void check(RuleContext context) {
    for (Declaration.Think think : context.all(Declaration.Think.class)) {
      if (context.deeds().namesCloud(think.clauses())
          && !Deeds.has(think.clauses(), Clause.Private.class)
          && !Deeds.has(think.clauses(), Clause.ShareOnly.class)) {
        context.report(
            think.name().span(),
            "every parameter of `" + think.name() + "` may leave the robot.",
            "name those that may: `share only …`");
      }
    }
  }
}
