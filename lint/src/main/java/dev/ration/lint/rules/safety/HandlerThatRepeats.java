package dev.ration.lint.rules.safety;

import dev.ration.grammar.check.Parts;
import dev.ration.grammar.syntax.Expression;
import dev.ration.grammar.syntax.Trailer;
import dev.ration.grammar.syntax.Tree;
import dev.ration.lint.rule.Category;
import dev.ration.lint.rule.Rule;
import dev.ration.lint.rule.RuleContext;
import dev.ration.lint.rule.Texts;
import dev.ration.lint.rule.Traits;
import dev.ration.plan.Code;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

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
      Set<String> done = new HashSet<>();
      Parts.of(whole).forEach(part -> collect(context, part, done));
      deeds(context, on.body()).stream()
          .filter(call -> done.contains(Texts.squeezed(call)))
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
  private static void collect(RuleContext context, Tree part, Set<String> done) {
    if (part instanceof Trailer) {
      return;
    }
    if (part instanceof Expression.Call call && context.program().isDeed(call)) {
      done.add(Texts.squeezed(call));
    }
    Parts.of(part).forEach(inner -> collect(context, inner, done));
  }

  private static List<Expression.Call> deeds(RuleContext context, Tree part) {
    return RuleContext.within(part, Expression.Call.class).stream()
        .filter(context.program()::isDeed)
        .toList();
  }
}
