package dev.ration.lint.rules.style;

import dev.ration.grammar.syntax.Declaration;
import dev.ration.grammar.syntax.Expression;
import dev.ration.lint.rule.Category;
import dev.ration.lint.rule.Rule;
import dev.ration.lint.rule.RuleContext;
import dev.ration.lint.rule.RuleOption;
import dev.ration.lint.rule.Texts;
import dev.ration.lint.rule.Traits;
import dev.ration.plan.Code;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A figure that stands in many places and will be changed in all but one. */
public final class RepeatedQuantity implements Rule {
  @Override
  public Traits traits() {
    return Traits.of(Code.REPEATED_QUANTITY, Category.STYLE)
        .off()
        .option(
            new RuleOption("most-times", 3, 1, 1000, "times that one figure may stand in a file"));
  }

  @Override
  public void check(RuleContext context) {
    Map<String, List<Expression.QuantityLiteral>> places = new LinkedHashMap<>();
    for (Expression.QuantityLiteral literal : context.all(Expression.QuantityLiteral.class)) {
      boolean isNamed =
          context
              .declarationOf(literal)
              .filter(
                  one -> !(one instanceof Declaration.Activity activity) || activity.body() == null)
              .isPresent();
      if (!isNamed) {
        places
            .computeIfAbsent(Texts.squeezed(literal).replace(" ", ""), _ -> new ArrayList<>())
            .add(literal);
      }
    }
    for (List<Expression.QuantityLiteral> one : places.values()) {
      if (one.size() > context.option()) {
        context.report(
            one.getFirst().span(),
            "%s stands %d times in this file.".formatted(Texts.quoted(one.getFirst()), one.size()),
            "give it a name: `let patience = …` at the top");
      }
    }
  }
}
