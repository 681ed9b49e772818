package dev.ration.lint.rules.style;

import dev.ration.grammar.syntax.Declaration;
import dev.ration.grammar.syntax.Tree;
import dev.ration.lint.rule.Category;
import dev.ration.lint.rule.Rule;
import dev.ration.lint.rule.RuleContext;
import dev.ration.lint.rule.RuleOption;
import dev.ration.lint.rule.Traits;
import dev.ration.plan.Code;
import java.util.List;

/** An activity, function or question with too many parameters to keep apart. */
public final class ManyParameters implements Rule {
  @Override
  public Traits traits() {
    return Traits.of(Code.MANY_PARAMETERS, Category.STYLE)
        .off()
        .option(new RuleOption("most", 5, 1, 100, "most parameters"));
  }

  @Override
  public void check(RuleContext context) {
    for (Declaration declaration : context.all(Declaration.class)) {
      switch (declaration) {
        case Declaration.Function function ->
            count(context, function.name(), function.parameters());
        case Declaration.Activity activity ->
            count(context, activity.name(), activity.parameters());
        case Declaration.Think think -> count(context, think.name(), think.parameters());
        default -> {}
      }
    }
  }

  private static void count(RuleContext context, Tree.Name name, List<Tree.Parameter> parameters) {
    if (parameters.size() > context.option()) {
      context.report(
          name.span(),
          "`%s` has %d parameters.".formatted(name, parameters.size()),
          "put those that belong together into a record");
    }
  }
}
