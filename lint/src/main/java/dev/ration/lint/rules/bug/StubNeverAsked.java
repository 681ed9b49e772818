package dev.ration.lint.rules.bug;

import dev.ration.grammar.check.Deeds;
import dev.ration.grammar.check.Symbol;
import dev.ration.grammar.syntax.Clause;
import dev.ration.grammar.syntax.Declaration;
import dev.ration.grammar.syntax.Statement;
import dev.ration.grammar.syntax.Tree;
import dev.ration.lint.rule.Category;
import dev.ration.lint.rule.Rule;
import dev.ration.lint.rule.RuleContext;
import dev.ration.lint.rule.Traits;
import dev.ration.plan.Code;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A stub for what the test never calls, or for a tier that never serves it. */
public final class StubNeverAsked implements Rule {
  @Override
  public Traits traits() {
    return Traits.of(Code.STUB_NEVER_ASKED, Category.BUG);
  }

  @Override
  public void check(RuleContext context) {
    for (Declaration.Test test : context.all(Declaration.Test.class)) {
      List<Statement.Stub> stubs = RuleContext.within(test, Statement.Stub.class);
      if (stubs.isEmpty() || !TestRuns.runs(context, test)) {
        continue;
      }
      Set<Symbol> reached = TestRuns.reachedBy(context, test);
      for (Statement.Stub stub : stubs) {
        Symbol target = context.facts().symbolOf(stub.target()).orElse(null);
        if (target != null && !reached.contains(target)) {
          context.report(
              stub.target().span(),
              "nothing that this test runs calls `" + stub.target() + "`.",
              "stub what is called, or leave it away");
        } else if (!mayServe(context, stub.by(), target)) {
          context.report(
              stub.by() == null ? stub.target().span() : stub.by().span(),
              "`%s` is never answered by `%s`.".formatted(stub.target(), stub.by()),
              "name one of its `tiers`");
        }
      }
    }
  }

  private static boolean mayServe(
      RuleContext context, Tree.@Nullable Path tier, @Nullable Symbol target) {
    Symbol named = tier == null ? null : context.facts().symbolOf(tier).orElse(null);
    if (named == null || !(target instanceof Symbol.ThinkSymbol think)) {
      return true;
    }
    Clause.Tiers tiers = Deeds.clause(think.declaration().clauses(), Clause.Tiers.class);
    return tiers == null
        || tiers.names().stream()
            .anyMatch(one -> context.facts().symbolOf(one).orElse(named) == named);
  }
}
