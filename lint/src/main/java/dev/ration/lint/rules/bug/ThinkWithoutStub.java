package dev.ration.lint.rules.bug;

import dev.ration.grammar.check.Builtin;
import dev.ration.grammar.check.Symbol;
import dev.ration.grammar.syntax.Declaration;
import dev.ration.grammar.syntax.Expression;
import dev.ration.grammar.syntax.Statement;
import dev.ration.lint.rule.Category;
import dev.ration.lint.rule.Rule;
import dev.ration.lint.rule.RuleContext;
import dev.ration.lint.rule.Texts;
import dev.ration.lint.rule.Traits;
import dev.ration.plan.Code;
import java.util.Set;
import java.util.TreeSet;

/** A test whose outcome depends on what a model answers. */
public final class ThinkWithoutStub implements Rule {
  @Override
  public Traits traits() {
    return Traits.of(Code.THINK_WITHOUT_STUB, Category.BUG).off();
  }

  @Override
  public void check(RuleContext context) {
    for (Declaration.Test test : context.all(Declaration.Test.class)) {
      Set<String> asked = new TreeSet<>();
      for (Symbol symbol : TestRuns.reachedBy(context, test)) {
        if (symbol instanceof Symbol.ThinkSymbol && !isSettled(context, test, symbol)) {
          asked.add(symbol.name());
        }
      }
      if (!asked.isEmpty()) {
        context.report(
            Texts.head(test),
            "the test \"%s\" passes or fails with what a model answers to `%s`."
                .formatted(test.name(), String.join("`, `", asked)),
            "say what is answered: `stub " + asked.iterator().next() + " -> …`");
      }
    }
  }

  /** Whether a test says what is answered, or is about which tier answers. */
  private static boolean isSettled(RuleContext context, Declaration.Test test, Symbol think) {
    return RuleContext.within(test, Statement.Stub.class).stream()
            .anyMatch(stub -> context.facts().symbolOf(stub.target()).orElse(null) == think)
        || RuleContext.within(test, Expression.Call.class).stream()
            .filter(
                call ->
                    context.called(call).orElse(null) instanceof Symbol.BuiltinSymbol called
                        && called.builtin() == Builtin.TIER_OF)
            .flatMap(call -> RuleContext.within(call, Expression.class).stream())
            .anyMatch(part -> context.facts().symbolOf(part).orElse(null) == think);
  }
}
