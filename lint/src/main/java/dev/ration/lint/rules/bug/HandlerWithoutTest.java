package dev.ration.lint.rules.bug;

import dev.ration.grammar.check.Builtin;
import dev.ration.grammar.check.Symbol;
import dev.ration.grammar.syntax.Clause;
import dev.ration.grammar.syntax.Declaration;
import dev.ration.grammar.syntax.Expression;
import dev.ration.grammar.syntax.Statement;
import dev.ration.grammar.syntax.Trailer;
import dev.ration.grammar.syntax.Tree;
import dev.ration.lint.rule.Category;
import dev.ration.lint.rule.Rule;
import dev.ration.lint.rule.RuleContext;
import dev.ration.lint.rule.Texts;
import dev.ration.lint.rule.Traits;
import dev.ration.plan.Code;
import java.util.ArrayList;
import java.util.List;

/** A handler in what tests run, while in every one of them all goes well. */
public final class HandlerWithoutTest implements Rule {
  @Override
  public Traits traits() {
    return Traits.of(Code.HANDLER_WITHOUT_TEST, Category.BUG).off();
  }

  @Override
  public void check(RuleContext context) {
    for (Declaration.Activity activity : context.all(Declaration.Activity.class)) {
      List<Trailer.On> handlers = RuleContext.within(activity, Trailer.On.class);
      if (handlers.isEmpty()) {
        continue;
      }
      List<Declaration.Test> tests = testsOf(context, activity);
      for (Trailer.On on : tests.isEmpty() ? List.<Trailer.On>of() : handlers) {
        if (on.reasons().stream().noneMatch(reason -> isProvoked(context, tests, reason))) {
          context.report(
              Texts.head(on),
              "no test of `%s` lets anything fail with `%s`."
                  .formatted(activity.name(), on.reasons().getFirst()),
              "let it: `stub … fails …`, `stub … takes …`, or a `given` that stands in the way");
        }
      }
    }
  }

  private static List<Declaration.Test> testsOf(
      RuleContext context, Declaration.Activity activity) {
    List<Declaration.Test> tests = new ArrayList<>();
    Symbol symbol = context.module().symbol(activity.name().text()).orElse(null);
    for (Declaration.Test test : context.all(Declaration.Test.class)) {
      if (symbol != null && TestRuns.reachedBy(context, test).contains(symbol)) {
        tests.add(test);
      }
    }
    return tests;
  }

  private static boolean isProvoked(
      RuleContext context, List<Declaration.Test> tests, Tree.Path reason) {
    String word = context.facts().reasonOf(reason).orElse("");
    return word.isEmpty()
        || tests.stream()
            .flatMap(test -> RuleContext.within(test, Statement.class).stream())
            .anyMatch(line -> provokes(context, line, word));
  }

  /** What a changed world leads to is not known here; any may be what the test is for. */
  private static boolean provokes(RuleContext context, Statement line, String word) {
    return switch (line) {
      case Statement.Given given -> given.value() != null;
      case Statement.Expect expect -> expect.fails() != null;
      case Statement.Stub stub -> {
        Tree.Path fails = stub.fails();
        boolean isSlow = stub.clauses().stream().anyMatch(Clause.Takes.class::isInstance);
        boolean isUnsure = stub.answers().stream().anyMatch(answer -> isGuess(context, answer));
        yield fails != null && context.facts().reasonOf(fails).orElse("").equals(word)
            || isSlow && !word.equals("low_confidence")
            || isUnsure && word.equals("low_confidence");
      }
      default -> false;
    };
  }

  private static boolean isGuess(RuleContext context, Expression answer) {
    return context.called(answer).orElse(null) instanceof Symbol.BuiltinSymbol called
        && called.builtin() == Builtin.GUESS;
  }
}
