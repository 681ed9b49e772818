package dev.ration.lint.rules.privacy;

import dev.ration.grammar.check.Deeds;
import dev.ration.grammar.syntax.Clause;
import dev.ration.grammar.syntax.Declaration;
import dev.ration.lint.rule.Category;
import dev.ration.lint.rule.Rule;
import dev.ration.lint.rule.RuleContext;
import dev.ration.lint.rule.Traits;
import dev.ration.plan.Code;

/** A picture of whoever stands there that may be sent away without a word about it. */
public final class PictureThatLeaves implements Rule {
  @Override
  public Traits traits() {
    return Traits.of(Code.PICTURE_LEAVES, Category.PRIVACY);
  }

  @Override
  public void check(RuleContext context) {
    for (Declaration.Think think : context.all(Declaration.Think.class)) {
      if (context.deeds().namesCloud(think.clauses())
          && !Deeds.has(think.clauses(), Clause.Private.class)
          && !Deeds.has(think.clauses(), Clause.ShareOnly.class)) {
        think.lines().stream()
            .filter(Declaration.ThinkLine.Show.class::isInstance)
            .findFirst()
            .ifPresent(
                show ->
                    context.report(
                        show.span(),
                        "this picture, and whoever is on it, may be sent to a cloud tier.",
                        "say that it is meant, `share only …`, or keep it here: `private`"));
      }
    }
  }
}
