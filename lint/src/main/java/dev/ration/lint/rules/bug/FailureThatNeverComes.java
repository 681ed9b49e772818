package dev.ration.lint.rules.bug;

import dev.ration.grammar.check.Symbol;
import dev.ration.grammar.syntax.Expression;
import dev.ration.grammar.syntax.Statement;
import dev.ration.grammar.syntax.Tree;
import dev.ration.lint.rule.Category;
import dev.ration.lint.rule.Rule;
import dev.ration.lint.rule.RuleContext;
import dev.ration.lint.rule.Texts;
import dev.ration.lint.rule.Traits;
import dev.ration.plan.Code;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A test that expects a failure which what it calls cannot end with. */
public final class FailureThatNeverComes implements Rule {
  @Override
  public Traits traits() {
    return Traits.of(Code.FAILURE_NEVER_COMES, Category.BUG);
  }

  @Override
  public void check(RuleContext context) {
    for (Statement.Expect expect : context.all(Statement.Expect.class)) {
      Tree.Path fails = expect.fails();
      if (fails == null) {
        continue;
      }
      String word = context.facts().reasonOf(fails).orElse("");
      Optional<Set<String>> open = escaping(context, Texts.bare(expect.condition()));
      if (!word.isEmpty() && open.isPresent() && !canBe(word, open.get())) {
        context.report(
            context
                .finding(
                    fails.span(),
                    "%s never fails with `%s`."
                        .formatted(Texts.quoted(expect.condition()), fails.text()))
                .hint(
                    open.get().isEmpty()
                        ? "it answers every failure itself; expect what it does then"
                        : "it can fail with `"
                            + String.join("`, `", new TreeSet<>(open.get()))
                            + "`"));
      }
    }
  }

  /** What can escape; nothing where that is not known. */
  private static Optional<Set<String>> escaping(RuleContext context, Expression run) {
    if (run instanceof Expression.Governed) {
      return Optional.of(context.facts().escapingFrom(run));
    }
    return switch (context.called(run).orElse(null)) {
      case Symbol.ActivitySymbol called ->
          Optional.of(context.facts().escapingFrom(called.declaration()));
      case Symbol.ThinkSymbol called ->
          Optional.of(context.facts().escapingFrom(called.declaration()));
      case null, default -> Optional.empty();
    };
  }

  /** Whoever can be refused anything can be refused for any reason, an emergency stop included. */
  private static boolean canBe(String word, Set<String> open) {
    return word.startsWith("denied") && !open.isEmpty()
        || open.stream()
            .anyMatch(
                reason ->
                    reason.equals(word)
                        || reason.startsWith(word + "(")
                        || word.startsWith(reason + "("));
  }
}
