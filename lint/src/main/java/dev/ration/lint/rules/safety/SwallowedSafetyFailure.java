package dev.ration.lint.rules.safety;

import dev.ration.grammar.check.Deeds;
import dev.ration.grammar.check.Parts;
import dev.ration.grammar.syntax.Clause;
import dev.ration.grammar.syntax.Statement;
import dev.ration.grammar.syntax.Trailer;
import dev.ration.grammar.syntax.Tree;
import dev.ration.lint.rule.Category;
import dev.ration.lint.rule.Rule;
import dev.ration.lint.rule.RuleContext;
import dev.ration.lint.rule.Texts;
import dev.ration.lint.rule.Traits;
import dev.ration.plan.Code;
import java.util.List;

/** A condition for safety whose breaking is answered with nothing. */
public final class SwallowedSafetyFailure implements Rule {
  @Override
  public Traits traits() {
    return Traits.of(Code.SAFETY_FAILURE_SWALLOWED, Category.SAFETY);
  }

  @Override
  public void check(RuleContext context) {
    for (Tree node : context.all(Tree.class)) {
      if (isSwallowing(context, node)) {
        Trailer trailer =
            Deeds.trailersOf(node).stream()
                .filter(one -> swallows(one, context))
                .findFirst()
                .orElseThrow();
        context.report(
            trailer.span(),
            "a condition that must hold can break here, and nothing happens then.",
            "stop, step back or tell somebody; `else { none }` is for what does not matter");
      }
    }
  }

  static boolean isSwallowing(RuleContext context, Tree node) {
    List<Trailer> trailers = Deeds.trailersOf(node);
    return !trailers.isEmpty()
        && trailers.stream().anyMatch(one -> swallows(one, context))
        && Parts.of(node).stream()
            .filter(part -> !(part instanceof Trailer))
            .anyMatch(part -> Deeds.any(part, SwallowedSafetyFailure::isCondition));
  }

  private static boolean isCondition(Tree node) {
    return node instanceof Clause.Keep
        || node instanceof Clause.Ensure
        || node instanceof Statement.Ensure;
  }

  static boolean swallows(Trailer trailer, RuleContext context) {
    return switch (trailer) {
      case Trailer.Else other -> Texts.isNothing(other.value());
      case Trailer.On on ->
          Texts.isBlank(on.body())
              && on.reasons().stream()
                  .map(reason -> context.facts().reasonOf(reason).orElse(""))
                  .anyMatch(reason -> reason.equals("invariant") || reason.equals("postcondition"));
      case Trailer.Soft _, Trailer.Cleanup _ -> false;
    };
  }
}
