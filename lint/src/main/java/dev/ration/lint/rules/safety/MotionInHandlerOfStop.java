package dev.ration.lint.rules.safety;

import dev.ration.grammar.syntax.Expression;
import dev.ration.grammar.syntax.Trailer;
import dev.ration.lint.rule.Category;
import dev.ration.lint.rule.Rule;
import dev.ration.lint.rule.RuleContext;
import dev.ration.lint.rule.Traits;
import dev.ration.plan.Code;

/** A handler of the emergency stop that wants to move (rule C7). */
public final class MotionInHandlerOfStop implements Rule {
  @Override
  public Traits traits() {
    return Traits.of(Code.MOTION_AFTER_STOP, Category.SAFETY);
  }

  @Override
  public void check(RuleContext context) {
    for (Trailer.On on : context.all(Trailer.On.class)) {
      boolean isStop =
          on.reasons().stream()
              .anyMatch(
                  reason -> context.facts().reasonOf(reason).orElse("").equals("denied(stopped)"));
      if (isStop) {
        RuleContext.within(on.body(), Expression.Call.class).stream()
            .filter(call -> moves(context, call))
            .findFirst()
            .ifPresent(
                call ->
                    context.report(
                        call.span(),
                        "after an emergency stop every motion is denied, so this one is as well.",
                        "say or show what is the matter, and leave moving to the operator"));
      }
    }
  }

  private static boolean moves(RuleContext context, Expression.Call call) {
    return context.program().isDeed(call)
        && context.program().resourcesOf(call).stream()
            .anyMatch(one -> one.equals("base") || one.startsWith("arm.") || one.equals("head"));
  }
}
