package dev.ration.lint.rules.deadline;

import dev.ration.grammar.check.Symbol;
import dev.ration.grammar.syntax.Construct;
import dev.ration.grammar.syntax.Declaration;
import dev.ration.grammar.syntax.Expression;
import dev.ration.lint.rule.Around;
import dev.ration.lint.rule.Category;
import dev.ration.lint.rule.Rule;
import dev.ration.lint.rule.RuleContext;
import dev.ration.lint.rule.Texts;
import dev.ration.lint.rule.Traits;
import dev.ration.plan.Code;

/** A loop that asks again and again without waiting (rule V4). */
public final class BusyWait implements Rule {
  @Override
  public Traits traits() {
    return Traits.of(Code.BUSY_WAIT, Category.DEADLINE);
  }

  @Override
  public void check(RuleContext context) {
    for (Construct.While loop : context.all(Construct.While.class)) {
      boolean readsWorld =
          RuleContext.within(loop.condition(), Expression.class).stream()
              .anyMatch(part -> isReading(context, part));
      if (readsWorld && Around.isInActivity(context, loop) && !waits(context, loop)) {
        context.report(
            Texts.head(loop),
            "this loop asks %s again and again and takes a processor for it."
                .formatted(Texts.quoted(loop.condition())),
            "`wait until …  within …`, or put a `wait` into the loop");
      }
    }
  }

  private static boolean isReading(RuleContext context, Expression part) {
    return context.facts().mayBeUnknown(part)
        || context.called(part).orElse(null) instanceof Symbol.FunctionSymbol function
            && function.declaration().isHost();
  }

  /** Whether a round of a loop takes any time by waiting, acting or thinking. */
  static boolean waits(RuleContext context, Construct.While loop) {
    return context
        .program()
        .reaches(
            loop.body(),
            node ->
                node instanceof Expression.WaitFor
                    || node instanceof Expression.WaitUntil
                    || node instanceof Construct.Every
                    || context.deeds().called(node) instanceof Symbol.ThinkSymbol
                    || context.deeds().called(node) instanceof Symbol.ActivitySymbol activity
                        && activity.declaration().kind() == Declaration.Activity.Kind.HOST_ACTION);
  }
}
