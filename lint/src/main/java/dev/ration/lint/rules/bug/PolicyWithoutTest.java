package dev.ration.lint.rules.bug;

import dev.ration.grammar.check.Symbol;
import dev.ration.grammar.syntax.Declaration;
import dev.ration.lint.rule.Category;
import dev.ration.lint.rule.Rule;
import dev.ration.lint.rule.RuleContext;
import dev.ration.lint.rule.Traits;
import dev.ration.plan.Code;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** A policy that no test runs, beside others that are tested. */
public final class PolicyWithoutTest implements Rule {
  @Override
  public Traits traits() {
    return Traits.of(Code.POLICY_WITHOUT_TEST, Category.BUG).off();
  }

  @Override
  public void check(RuleContext context) {
    List<Declaration.Test> tests = context.all(Declaration.Test.class);
    // A module without tests has them elsewhere, or has none on purpose.
    if (tests.isEmpty()) {
      return;
    }
    Set<Symbol> reached = Collections.newSetFromMap(new IdentityHashMap<>());
    tests.forEach(test -> reached.addAll(TestRuns.reachedBy(context, test)));
    for (Symbol.ActivitySymbol policy : context.module().policies()) {
      if (!reached.contains(policy) && !isTestedElsewhere(context, policy)) {
        context.report(
            policy.declaration().name().span(),
            "no test runs `" + policy.name() + "`.",
            "write one: `test \"…\" { " + policy.name() + "(…); expect … }`");
      }
    }
  }

  private static boolean isTestedElsewhere(RuleContext context, Symbol policy) {
    return context.program().callsOf(policy).stream()
        .anyMatch(site -> site.around().stream().anyMatch(Declaration.Test.class::isInstance));
  }
}
