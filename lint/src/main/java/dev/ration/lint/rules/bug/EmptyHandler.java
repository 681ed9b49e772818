package dev.ration.lint.rules.bug;

import dev.ration.grammar.check.Deeds;
import dev.ration.grammar.syntax.Clause;
import dev.ration.grammar.syntax.Construct;
import dev.ration.grammar.syntax.Statement;
import dev.ration.grammar.syntax.Trailer;
import dev.ration.grammar.syntax.Tree;
import dev.ration.lint.rule.Category;
import dev.ration.lint.rule.Rule;
import dev.ration.lint.rule.RuleContext;
import dev.ration.lint.rule.Texts;
import dev.ration.lint.rule.Traits;
import dev.ration.plan.Code;
import java.util.Arrays;

/** A handler with nothing in it, and no word why. */
public final class EmptyHandler implements Rule {
  @Override
  public Traits traits() {
    return Traits.of(Code.EMPTY_HANDLER, Category.BUG);
  }

  @Override
  public void check(RuleContext context) {
    for (Trailer trailer : context.all(Trailer.class)) {
      Tree owner = context.parentOf(trailer);
      boolean isEmpty =
          switch (trailer) {
            case Trailer.On on -> Texts.isBlank(on.body());
            case Trailer.Soft soft -> Texts.isBlank(soft.body());
            case Trailer.Cleanup cleanup -> Texts.isBlank(cleanup.body());
            case Trailer.Else other ->
                other.value() instanceof Construct.Braces braces && Texts.isBlank(braces.block());
          };
      if (isEmpty && owner != null && !isDangerous(owner, trailer)) {
        context.report(
            Texts.head(trailer),
            "nothing happens here, and nothing says that this is meant.",
            "do something, write `none`, or say why in a comment");
      }
    }
    for (Statement.Whenever whenever : context.all(Statement.Whenever.class)) {
      if (Texts.isBlank(whenever.body())) {
        context.report(
            Texts.head(whenever),
            "an event is waited for, and nothing happens when it comes.",
            "react to it or leave it away");
      }
    }
  }

  /** Those have a finding of their own. */
  private static boolean isDangerous(Tree owner, Trailer trailer) {
    return Arrays.stream(owner.children())
            .anyMatch(part -> Deeds.any(part, one -> one instanceof Clause.Keep))
        && trailer instanceof Trailer.Else;
  }
}
