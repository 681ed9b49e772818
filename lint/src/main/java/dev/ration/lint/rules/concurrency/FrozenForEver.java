package dev.ration.lint.rules.concurrency;

import dev.ration.grammar.syntax.Declaration;
import dev.ration.grammar.syntax.Statement;
import dev.ration.lint.rule.Category;
import dev.ration.lint.rule.Rule;
import dev.ration.lint.rule.RuleContext;
import dev.ration.lint.rule.Traits;
import dev.ration.plan.Code;
import java.util.Optional;

/** A branch that is frozen and never goes on (rule C6). */
public final class FrozenForEver implements Rule {
  @Override
  public Traits traits() {
    return Traits.of(Code.FROZEN_FOR_EVER, Category.CONCURRENCY);
  }

  @Override
  public void check(RuleContext context) {
    for (Statement.Freeze freeze : context.all(Statement.Freeze.class)) {
      Optional<Declaration> home = context.declarationOf(freeze);
      boolean goesOn =
          home.stream()
              .flatMap(one -> RuleContext.within(one, Statement.Unfreeze.class).stream())
              .anyMatch(one -> one.branch().text().equals(freeze.branch().text()));
      if (!goesOn) {
        context.report(
            freeze.span(),
            "`" + freeze.branch() + "` is frozen here, and nothing lets it go on.",
            "write `unfreeze " + freeze.branch() + "` where it may go on");
      }
    }
  }
}
