package dev.ration.lint.rules.safety;

import dev.ration.grammar.diag.Span;
import dev.ration.grammar.syntax.Clause;
import dev.ration.grammar.syntax.Expression;
import dev.ration.grammar.syntax.Trailer;
import dev.ration.grammar.syntax.Tree;
import dev.ration.lint.rule.Around;
import dev.ration.lint.rule.Category;
import dev.ration.lint.rule.Rule;
import dev.ration.lint.rule.RuleContext;
import dev.ration.lint.rule.Texts;
import dev.ration.lint.rule.Traits;
import dev.ration.plan.Code;
import dev.ration.plan.Quantity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A handler of a timeout that does again what was too slow. */
public final class HandlerThatRepeats implements Rule {
  @Override
  public Traits traits() {
    return Traits.of(Code.HANDLER_REPEATS, Category.SAFETY);
  }

  @Override
  public void check(RuleContext context) {
    for (Trailer.On on : context.all(Trailer.On.class)) {
      Tree whole = context.parentOf(on);
      boolean isTimeout = on.reasons().stream().anyMatch(reason -> reason.text().equals("timeout"));
      if (whole == null || !isTimeout) {
        continue;
      }
      Map<String, Expression.Call> done = new HashMap<>();
      for (Tree part : whole.children()) {
        collect(context, part, done);
      }
      deeds(context, on.body()).stream()
          .filter(call -> isRepeated(context, on, call, done.get(Texts.squeezed(call))))
          .findFirst()
          .ifPresent(
              call ->
                  context.report(
                      call.span(),
                      "this is what was too slow a moment ago, and there is less time now.",
                      "do something shorter, or stop"));
    }
  }

  /** What is done in a part; not what answers a failure in it, which was not what took so long. */
  private static void collect(RuleContext context, Tree part, Map<String, Expression.Call> done) {
    if (part instanceof Trailer) {
      return;
    }
    if (part instanceof Expression.Call call && context.program().isDeed(call)) {
      done.putIfAbsent(Texts.squeezed(call), call);
    }
    for (Tree inner : part.children()) {
      collect(context, inner, done);
    }
  }

  /** What says that it has as much time as before, or more, has it: it is kept (T3). */
  private static boolean isRepeated(
      RuleContext context, Trailer.On on, Expression.Call again, Expression.@Nullable Call before) {
    if (before == null) {
      return false;
    }
    Optional<Quantity> now =
        Around.nearest(context, again, Clause.Within.class)
            .filter(owned -> isIn(on.body().span(), owned.clause().span()))
            .flatMap(owned -> context.constant(owned.clause().limit()));
    Optional<Quantity> then =
        Around.nearest(context, before, Clause.Within.class)
            .flatMap(owned -> context.constant(owned.clause().limit()));
    return now.isEmpty() || then.isEmpty() || now.get().compareTo(then.get()) < 0;
  }

  private static boolean isIn(Span whole, Span part) {
    return part.start() >= whole.start() && part.end() <= whole.end();
  }

  private static List<Expression.Call> deeds(RuleContext context, Tree part) {
    return RuleContext.within(part, Expression.Call.class).stream()
        .filter(context.program()::isDeed)
        .toList();
  }
}
