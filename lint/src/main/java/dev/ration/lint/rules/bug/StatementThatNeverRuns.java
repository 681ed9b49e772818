package dev.ration.lint.rules.bug;

import dev.ration.grammar.diag.Source;
import dev.ration.grammar.diag.Span;
import dev.ration.grammar.syntax.Statement;
import dev.ration.grammar.syntax.Tree;
import dev.ration.lint.rule.Category;
import dev.ration.lint.rule.FixKind;
import dev.ration.lint.rule.Rule;
import dev.ration.lint.rule.RuleContext;
import dev.ration.lint.rule.Traits;
import dev.ration.plan.Code;
import java.util.List;

/** What stands behind the end of its block. */
public final class StatementThatNeverRuns implements Rule {
  @Override
  public Traits traits() {
    return Traits.of(Code.NEVER_RUNS, Category.BUG).fix(FixKind.UNSAFE);
  }

  @Override
  public void check(RuleContext context) {
    for (Tree.Block block : context.all(Tree.Block.class)) {
      List<Statement> statements = block.statements();
      for (int i = 0; i < statements.size() - 1; i++) {
        if (ends(statements.get(i))) {
          Statement next = statements.get(i + 1);
          Span rest = between(statements.get(i).span(), statements.getLast().span());
          context.report(
              context
                  .finding(next.span(), "this never runs: the block has ended before.")
                  .label(statements.get(i).span(), "it ends here")
                  .fix("remove what never runs", rest, ""));
          break;
        }
      }
    }
  }

  /** What follows one statement up to another: its own comment stays, that of the other goes. */
  private static Span between(Span last, Span dead) {
    Source source = last.source();
    String text = source.text();
    int line = source.line(last.end());
    int endOfLine = source.lineStart(line) + source.lineText(line).length();
    boolean isCommented = text.substring(last.end(), endOfLine).strip().startsWith("//");
    int lastLine = source.line(dead.end());
    int endOfDead = source.lineStart(lastLine) + source.lineText(lastLine).length();
    boolean isDeadCommented = text.substring(dead.end(), endOfDead).strip().startsWith("//");
    return new Span(
        source, isCommented ? endOfLine : last.end(), isDeadCommented ? endOfDead : dead.end());
  }

  private static boolean ends(Statement statement) {
    return statement instanceof Statement.Return
        || statement instanceof Statement.Fail
        || statement instanceof Statement.Break
        || statement instanceof Statement.Continue;
  }
}
