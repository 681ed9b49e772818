package dev.ration.lint.rules.bug;

import dev.ration.grammar.check.Symbol;
import dev.ration.grammar.syntax.Declaration;
import dev.ration.grammar.syntax.Tree;
import dev.ration.lint.rule.Category;
import dev.ration.lint.rule.Rule;
import dev.ration.lint.rule.RuleContext;
import dev.ration.lint.rule.Traits;
import dev.ration.plan.Code;

/** A parameter that nothing reads. */
public final class UnusedParameter implements Rule {
  @Override
  public Traits traits() {
    return Traits.of(Code.UNUSED_PARAMETER, Category.BUG);
  }

  @Override
  public void check(RuleContext context) {
    for (Tree.Parameter parameter : context.all(Tree.Parameter.class)) {
      boolean hasBody =
          switch (context.parentOf(parameter)) {
            case Declaration.Function function -> function.body() != null;
            case Declaration.Activity activity -> activity.body() != null;
            case Declaration.Think _ -> true;
            case null, default -> false;
          };
      Symbol symbol = context.facts().symbolOf(parameter).orElse(null);
      if (hasBody
          && symbol != null
          && !parameter.name().text().startsWith("_")
          && !context.program().isNamed(symbol)) {
        context.report(
            parameter.name().span(),
            "nothing reads the parameter `" + parameter.name() + "`.",
            "use it, leave it away, or begin its name with `_`");
      }
    }
  }
}
