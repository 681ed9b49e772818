package dev.ration.lint.rules.bug;

import dev.ration.grammar.check.Symbol;
import dev.ration.grammar.syntax.Declaration;
import dev.ration.grammar.syntax.Expression;
import dev.ration.grammar.syntax.Statement;
import dev.ration.grammar.syntax.Tree;
import dev.ration.lint.rule.RuleContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** What tests run. */
final class TestRuns {
  private TestRuns() {}

  /** Whether a part of a test runs something: an activity, a function or a question. */
  static boolean runs(RuleContext context, Tree part) {
    return RuleContext.within(part, Expression.Call.class).stream()
        .map(context::called)
        .flatMap(java.util.Optional::stream)
        .anyMatch(
            called ->
                called instanceof Symbol.ActivitySymbol
                    || called instanceof Symbol.FunctionSymbol
                    || called instanceof Symbol.ThinkSymbol);
  }

  /** Everything that a test calls, or that is called by what it calls. */
  static Set<Symbol> reachedBy(RuleContext context, Declaration.Test test) {
    Set<Symbol> found = Collections.newSetFromMap(new IdentityHashMap<>());
    context
        .program()
        .reaches(
            test.body(),
            node -> {
              context.called(node).ifPresent(found::add);
              return false;
            });
    return found;
  }

  /** The lines of a test up to each that runs something, that line at the end. */
  static List<List<Statement>> stages(RuleContext context, Declaration.Test test) {
    List<List<Statement>> stages = new ArrayList<>();
    List<Statement> open = new ArrayList<>();
    for (Statement statement : test.body().statements()) {
      open.add(statement);
      if (runs(context, statement)) {
        stages.add(open);
        open = new ArrayList<>();
      }
    }
    stages.add(open);
    return stages;
  }
}
