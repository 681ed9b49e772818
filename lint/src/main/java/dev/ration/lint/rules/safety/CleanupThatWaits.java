package dev.ration.lint.rules.safety;

import dev.ration.grammar.check.Symbol;
import dev.ration.grammar.syntax.Clause;
import dev.ration.grammar.syntax.Expression;
import dev.ration.grammar.syntax.Trailer;
import dev.ration.lint.rule.Category;
import dev.ration.lint.rule.Rule;
import dev.ration.lint.rule.RuleContext;
import dev.ration.lint.rule.Traits;
import dev.ration.plan.Code;
import dev.ration.plan.Quantity;
import dev.ration.plan.Unit;
import java.math.BigDecimal;

/** A cleanup that waits, asks a model or asks a person (rule C3). */
public final class CleanupThatWaits implements Rule {
  @Override
  public Traits traits() {
    return Traits.of(Code.CLEANUP_WAITS, Category.SAFETY);
  }

  private static final Quantity LONG =
      Quantity.of(BigDecimal.valueOf(15), Unit.ofSymbol("s").orElseThrow());

  @Override
  public void check(RuleContext context) {
    for (Trailer.Cleanup cleanup : context.all(Trailer.Cleanup.class)) {
      for (Expression part : RuleContext.within(cleanup.body(), Expression.class)) {
        String what = waiting(context, part);
        if (!what.isEmpty()) {
          context.report(
              part.span(),
              "a cleanup cannot be cancelled, and this one " + what + ".",
              "only stop and put away here; do the rest in the body or in a handler");
        }
      }
    }
  }

  private static String waiting(RuleContext context, Expression part) {
    return switch (part) {
      case Expression.WaitFor _, Expression.WaitUntil _ -> "waits";
      case Expression.Call call -> called(context, call);
      default -> "";
    };
  }

  private static String called(RuleContext context, Expression.Call call) {
    return switch (context.called(call).orElse(null)) {
      case Symbol.ThinkSymbol _ -> "asks a model";
      case Symbol.ActivitySymbol activity when isSlow(context, activity) ->
          "calls `" + activity.name() + "`, which may take long";
      case null, default -> "";
    };
  }

  private static boolean isSlow(RuleContext context, Symbol.ActivitySymbol activity) {
    return RuleContext.clause(activity.declaration(), Clause.Takes.class)
        .flatMap(takes -> context.constant(takes.max()))
        .filter(most -> most.compareTo(LONG) > 0)
        .isPresent();
  }
}
