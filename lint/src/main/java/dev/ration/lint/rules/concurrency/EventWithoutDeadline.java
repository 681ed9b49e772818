package dev.ration.lint.rules.concurrency;

import dev.ration.grammar.check.Deeds;
import dev.ration.grammar.syntax.Clause;
import dev.ration.grammar.syntax.Statement;
import dev.ration.lint.rule.Category;
import dev.ration.lint.rule.Rule;
import dev.ration.lint.rule.RuleContext;
import dev.ration.lint.rule.Texts;
import dev.ration.lint.rule.Traits;
import dev.ration.plan.Code;

/** An event handler that may hang and then hears nothing more (rule P4). */
public final class EventWithoutDeadline implements Rule {
  @Override
  public Traits traits() {
    return Traits.of(Code.EVENT_WITHOUT_DEADLINE, Category.CONCURRENCY).off();
  }

  @Override
  public void check(RuleContext context) {
    for (Statement.Whenever whenever : context.all(Statement.Whenever.class)) {
      if (!Deeds.has(whenever.clauses(), Clause.Within.class)) {
        context.report(
            Texts.head(whenever),
            "while this handler runs, later events are dropped, and nothing limits how long it runs.",
            "limit it: `whenever … within 2 s { }`");
      }
    }
  }
}
