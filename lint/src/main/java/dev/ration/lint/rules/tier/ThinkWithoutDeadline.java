package dev.ration.lint.rules.tier;

import dev.ration.grammar.check.Deeds;
import dev.ration.grammar.syntax.Clause;
import dev.ration.grammar.syntax.Declaration;
import dev.ration.lint.rule.Category;
import dev.ration.lint.rule.ProgramIndex;
import dev.ration.lint.rule.Rule;
import dev.ration.lint.rule.RuleContext;
import dev.ration.lint.rule.Traits;
import dev.ration.plan.Code;
import java.util.List;

/** A question that says nowhere how long an answer may take (rule M2). */
public final class ThinkWithoutDeadline implements Rule {
  @Override
  public Traits traits() {
    return Traits.of(Code.THINK_WITHOUT_DEADLINE, Category.TIER);
  }

  @Override
  public void check(RuleContext context) {
    for (Declaration.Think think : context.all(Declaration.Think.class)) {
      if (!Deeds.has(think.clauses(), Clause.Within.class) && !callersLimit(context, think)) {
        context.report(
            think.name().span(),
            "`" + think.name() + "` has no deadline, so the slowest tier is always quick enough.",
            "say how long an answer may take: `within 400 ms`");
      }
    }
  }

  private static boolean callersLimit(RuleContext context, Declaration.Think think) {
    List<ProgramIndex.Site> calls =
        context
            .module()
            .symbol(think.name().text())
            .map(context.program()::callsOf)
            .orElse(List.of());
    return !calls.isEmpty()
        && calls.stream()
            .allMatch(
                site ->
                    site.around().stream()
                        .takeWhile(one -> !(one instanceof Declaration))
                        .anyMatch(one -> Deeds.has(Deeds.clausesOf(one), Clause.Within.class)));
  }
}
