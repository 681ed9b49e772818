package dev.ration.lint.rules.bug;

import dev.ration.grammar.syntax.Declaration;
import dev.ration.grammar.syntax.Expression;
import dev.ration.grammar.syntax.Statement;
import dev.ration.grammar.syntax.Tree;
import dev.ration.lint.rule.Category;
import dev.ration.lint.rule.Rule;
import dev.ration.lint.rule.RuleContext;
import dev.ration.lint.rule.Texts;
import dev.ration.lint.rule.Traits;
import dev.ration.plan.Code;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Two lines of a test that set the same thing for the same run. */
public final class SetTwice implements Rule {
  @Override
  public Traits traits() {
    return Traits.of(Code.SET_TWICE, Category.BUG);
  }

  @Override
  public void check(RuleContext context) {
    for (Declaration.Test test : context.all(Declaration.Test.class)) {
      for (List<Statement> stage : TestRuns.stages(context, test)) {
        stage(context, stage);
      }
    }
  }

  private static void stage(RuleContext context, List<Statement> lines) {
    Map<String, Statement> seen = new HashMap<>();
    for (Statement line : lines) {
      String what = whatIsSet(context, line);
      Statement before = what == null ? null : seen.putIfAbsent(what, line);
      if (before != null) {
        context.report(
            context
                .finding(Texts.head(line), "this is set above already, for the same run.")
                .hint("leave one of them away; answers to several questions stand in one `stub`")
                .label(Texts.head(before), "the other one"));
      }
    }
  }

  /** What a line sets, and when or by whom; null for one that sets nothing. */
  private static @Nullable String whatIsSet(RuleContext context, Statement line) {
    return switch (line) {
      case Statement.Given(Expression subject, Expression value, Expression at, _)
          when value != null ->
          "given " + Texts.squeezed(subject) + " at " + instant(context, at);
      case Statement.Stub stub -> "stub " + stub.target() + " by " + written(stub.by());
      default -> null;
    };
  }

  private static String instant(RuleContext context, @Nullable Expression at) {
    return context.constant(at).map(Object::toString).orElse(written(at));
  }

  private static String written(@Nullable Tree part) {
    return part == null ? "" : Texts.squeezed(part);
  }
}
