package dev.ration.lint.rules.style;

import dev.ration.grammar.diag.Span;
import dev.ration.grammar.syntax.Declaration;
import dev.ration.lint.rule.Category;
import dev.ration.lint.rule.Rule;
import dev.ration.lint.rule.RuleContext;
import dev.ration.lint.rule.RuleOption;
import dev.ration.lint.rule.Traits;
import dev.ration.plan.Code;

/** An activity that does not fit on a screen. */
public final class LongActivity implements Rule {
  @Override
  public Traits traits() {
    return Traits.of(Code.LONG_ACTIVITY, Category.STYLE)
        .off()
        .option(new RuleOption("most-lines", 60, 5, 10_000, "longest body, in lines"));
  }

  @Override
  public void check(RuleContext context) {
    for (Declaration.Activity activity : context.all(Declaration.Activity.class)) {
      Span span = activity.span();
      int lines = span.source().line(span.end()) - span.source().line(span.start()) + 1;
      if (lines > context.option()) {
        context.report(
            activity.name().span(),
            "`%s` has %d lines.".formatted(activity.name(), lines),
            "give parts of it names of their own");
      }
    }
  }
}
