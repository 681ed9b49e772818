package dev.ration.grammar.check;

import dev.ration.grammar.diag.Span;
import dev.ration.grammar.syntax.Expression;
import dev.ration.grammar.syntax.Statement;
import dev.ration.grammar.syntax.Tree;
import dev.ration.plan.Code;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Blocks and their values. */
final class Blocks {
  private final CheckRun run;

  Blocks(CheckRun run) {
    this.run = run;
  }

  /**
   * Checks the statements of a block and finds its value.
   *
   * @param expected as in {@link Expressions#infer}; where a type is wanted, a block without that
   *     value is reported
   * @param scope the block's own
   */
  Type infer(Tree.Block block, @Nullable Type expected, LocalScope scope) {
    List<Statement> statements = block.statements();
    int tail = tail(statements);
    Type value = Type.NOTHING;
    for (int i = 0; i < statements.size(); i++) {
      Statement statement = statements.get(i);
      if (i == tail && statement instanceof Statement.Evaluate evaluate) {
        value = tailValue(evaluate.expression(), expected, scope);
      } else {
        run.statements.check(statement, scope);
        if (i == tail && ends(statement)) {
          value = Type.NEVER;
        }
      }
    }
    if (value instanceof Type.Nothing && wantsValue(expected) && tailOf(block) == null) {
      run.report(
          Code.MISSING_VALUE,
          lastSpan(block),
          "This block ends without a value, but " + shown(expected) + " is wanted.",
          "let its last line be the value");
      return Type.BROKEN;
    }
    return value;
  }

  private static String shown(@Nullable Type type) {
    return type == null ? "one" : type.display();
  }

  private Type tailValue(Expression tail, @Nullable Type expected, LocalScope scope) {
    if (expected == null || !wantsValue(expected)) {
      Type type = run.expressions.infer(tail, expected, scope);
      return expected == null || type instanceof Type.Never ? type : Type.NOTHING;
    }
    Type type = run.expressions.want(tail, expected, scope);
    return Fit.fits(type, expected) ? type instanceof Type.Never ? type : expected : Type.BROKEN;
  }

  static boolean wantsValue(@Nullable Type expected) {
    return expected != null && !(expected instanceof Type.Nothing);
  }

  /** The expression whose value is the block's; null when it has none. */
  static @Nullable Expression tailOf(Tree.Block block) {
    int tail = tail(block.statements());
    return tail >= 0 && block.statements().get(tail) instanceof Statement.Evaluate evaluate
        ? evaluate.expression()
        : null;
  }

  /** Whether a block ends with a value, or not normally. */
  static boolean endsWithValue(Tree.Block block) {
    int tail = tail(block.statements());
    return tail >= 0
        && (block.statements().get(tail) instanceof Statement.Evaluate
            || ends(block.statements().get(tail)));
  }

  /** The last statement, where conditions on the end of the block do not count. */
  private static int tail(List<Statement> statements) {
    int tail = statements.size() - 1;
    while (tail > 0 && statements.get(tail) instanceof Statement.Ensure) {
      tail--;
    }
    return tail;
  }

  private static boolean ends(Statement statement) {
    return statement instanceof Statement.Return
        || statement instanceof Statement.Fail
        || statement instanceof Statement.Break
        || statement instanceof Statement.Continue;
  }

  /** The closing brace of a block. */
  static Span lastSpan(Tree.Block block) {
    Span span = block.span();
    return new Span(span.source(), Math.max(span.start(), span.end() - 1), span.end());
  }

  /** Marks the tail of a block that has to become a plain number. */
  void settle(Tree.Block block, Type given, Type wanted) {
    Expression tail = tailOf(block);
    if (tail != null && Fit.needsWidening(given, wanted)) {
      run.facts.markWidened(tail);
    }
  }
}
