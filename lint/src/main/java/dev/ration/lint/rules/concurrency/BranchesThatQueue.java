package dev.ration.lint.rules.concurrency;

import dev.ration.grammar.syntax.Construct;
import dev.ration.lint.rule.Category;
import dev.ration.lint.rule.Rule;
import dev.ration.lint.rule.RuleContext;
import dev.ration.lint.rule.Traits;
import dev.ration.plan.Code;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Branches that look parallel and wait for one resource (rule P5). */
public final class BranchesThatQueue implements Rule {
  @Override
  public Traits traits() {
    return Traits.of(Code.BRANCHES_QUEUE, Category.CONCURRENCY);
  }

  @Override
  public void check(RuleContext context) {
    for (Construct.Parallel parallel : context.all(Construct.Parallel.class)) {
      if (parallel.kind() == Construct.ParallelKind.ALL) {
        pairs(context, parallel);
      }
    }
  }

  private static void pairs(RuleContext context, Construct.Parallel parallel) {
    List<Construct.Branch> branches = parallel.branches();
    for (int later = 1; later < branches.size(); later++) {
      for (int first = 0; first < later; first++) {
        Construct.Branch one = branches.get(first);
        Construct.Branch other = branches.get(later);
        Set<String> both = new TreeSet<>(context.program().resourcesOf(one.body()));
        both.retainAll(context.program().resourcesOf(other.body()));
        if (!both.isEmpty() && !isOrdered(parallel, one, other)) {
          context.report(
              context
                  .finding(
                      other.span(),
                      "both branches need `%s`, so one waits for the other, in no stated order."
                          .formatted(both.iterator().next()))
                  .hint("name them and say which is first, `a -> b`, or write them in sequence")
                  .label(one.span(), "the other branch"));
          return;
        }
      }
    }
  }

  private static boolean isOrdered(
      Construct.Parallel parallel, Construct.Branch one, Construct.Branch other) {
    return one.label() != null
        && other.label() != null
        && (leads(parallel, one.label().text(), other.label().text())
            || leads(parallel, other.label().text(), one.label().text()));
  }

  // The checker lets no arrows form a circle, so this ends.
  private static boolean leads(Construct.Parallel parallel, String from, String to) {
    return parallel.arrows().stream()
        .filter(arrow -> arrow.before().text().equals(from))
        .anyMatch(
            arrow -> arrow.after().text().equals(to) || leads(parallel, arrow.after().text(), to));
  }
}
