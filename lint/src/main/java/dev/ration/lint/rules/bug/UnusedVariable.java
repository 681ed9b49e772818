package dev.ration.lint.rules.bug;

import dev.ration.grammar.check.Symbol;
import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.diag.Span;
import dev.ration.grammar.syntax.Expression;
import dev.ration.grammar.syntax.Statement;
import dev.ration.grammar.syntax.Tree;
import dev.ration.lint.rule.Category;
import dev.ration.lint.rule.FixKind;
import dev.ration.lint.rule.Rule;
import dev.ration.lint.rule.RuleContext;
import dev.ration.lint.rule.Texts;
import dev.ration.lint.rule.Traits;
import dev.ration.plan.Code;

/** A name that nothing reads. */
public final class UnusedVariable implements Rule {
  @Override
  public Traits traits() {
    return Traits.of(Code.UNUSED_VARIABLE, Category.BUG).fix(FixKind.UNSAFE);
  }

  @Override
  public void check(RuleContext context) {
    for (Statement statement : context.all(Statement.class)) {
      switch (statement) {
        case Statement.Let let -> report(context, let, let.name(), let.value());
        case Statement.Var variable -> report(context, variable, variable.name(), variable.value());
        default -> {}
      }
    }
  }

  private static void report(
      RuleContext context, Statement statement, Tree.Name name, Expression value) {
    Symbol symbol = context.facts().symbolOf(statement).orElse(null);
    if (symbol == null || name.text().startsWith("_") || context.program().isNamed(symbol)) {
      return;
    }
    Diagnostic finding =
        context
            .finding(name.span(), "nothing reads `" + name + "`.")
            .hint("use it, leave it away, or begin its name with `_`");
    boolean isAssigned =
        context.all(Statement.Assign.class).stream()
            .anyMatch(one -> context.facts().symbolOf(one).orElse(null) == symbol);
    if (isAssigned) {
      context.report(finding);
    } else if (Effects.none(context, value) && Texts.isAlone(statement)) {
      context.report(finding.fix("remove it", Texts.lines(statement), ""));
    } else {
      Span start =
          new Span(statement.span().source(), statement.span().start(), value.span().start());
      context.report(finding.fix("keep only what it does", start, ""));
    }
  }
}
