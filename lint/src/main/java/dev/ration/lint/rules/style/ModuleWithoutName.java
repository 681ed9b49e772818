package dev.ration.lint.rules.style;

import dev.ration.grammar.syntax.Tree;
import dev.ration.lint.rule.Category;
import dev.ration.lint.rule.Rule;
import dev.ration.lint.rule.RuleContext;
import dev.ration.lint.rule.Texts;
import dev.ration.lint.rule.Traits;
import dev.ration.plan.Code;

/** A file that does not say which module it is. */
public final class ModuleWithoutName implements Rule {
  @Override
  public Traits traits() {
    return Traits.of(Code.MODULE_WITHOUT_NAME, Category.STYLE).off();
  }

  @Override
  public void check(RuleContext context) {
    Tree.Module tree = context.module().tree();
    if (tree.name() == null && !tree.declarations().isEmpty()) {
      context.report(
          Texts.head(tree.declarations().getFirst()),
          "this file does not say which module it is.",
          "begin it with `module " + context.module().name() + "`");
    }
  }
}
