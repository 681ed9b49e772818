package dev.ration.lint.rules.concurrency;

import dev.ration.grammar.check.Symbol;
import dev.ration.grammar.diag.Span;
import dev.ration.grammar.syntax.Construct;
import dev.ration.grammar.syntax.Statement;
import dev.ration.grammar.syntax.Trailer;
import dev.ration.grammar.syntax.Tree;
import dev.ration.lint.rule.Category;
import dev.ration.lint.rule.FixKind;
import dev.ration.lint.rule.Rule;
import dev.ration.lint.rule.RuleContext;
import dev.ration.lint.rule.Texts;
import dev.ration.lint.rule.Traits;
import dev.ration.plan.Code;

/** A variable that is shared with nobody (rule P6). */
public final class SharedWithoutBranches implements Rule {
  @Override
  public Traits traits() {
    return Traits.of(Code.SHARED_WITHOUT_BRANCHES, Category.CONCURRENCY).fix(FixKind.SAFE);
  }

  @Override
  public void check(RuleContext context) {
    for (Statement.Var variable : context.all(Statement.Var.class)) {
      if (variable.isShared() && !isWrittenBeside(context, variable)) {
        Span head = Texts.head(variable);
        int end = variable.span().text().indexOf("var");
        Span word = new Span(head.source(), head.start(), head.start() + Math.max(end, 0));
        context.report(
            context
                .finding(variable.name().span(), "no branch writes `" + variable.name() + "`.")
                .fix("remove `shared`", word, ""));
      }
    }
  }

  private static boolean isWrittenBeside(RuleContext context, Statement.Var variable) {
    Symbol symbol = context.facts().symbolOf(variable).orElse(null);
    return context.all(Statement.Assign.class).stream()
        .filter(assign -> context.facts().symbolOf(assign).orElse(null) == symbol)
        .anyMatch(
            assign -> context.around(assign).stream().anyMatch(SharedWithoutBranches::isBeside));
  }

  private static boolean isBeside(Tree node) {
    return node instanceof Construct.Parallel
        || node instanceof Statement.Whenever
        || node instanceof Trailer.Soft;
  }
}
