package dev.ration.lint.rules.deadline;

import dev.ration.grammar.check.Deeds;
import dev.ration.grammar.syntax.Clause;
import dev.ration.grammar.syntax.Declaration;
import dev.ration.grammar.syntax.Trailer;
import dev.ration.lint.rule.Category;
import dev.ration.lint.rule.Rule;
import dev.ration.lint.rule.RuleContext;
import dev.ration.lint.rule.Traits;
import dev.ration.plan.Code;

/** A policy that says nothing when its own deadline passes. */
public final class TimeoutWithoutAnswer implements Rule {
  @Override
  public Traits traits() {
    return Traits.of(Code.TIMEOUT_WITHOUT_ANSWER, Category.DEADLINE).off();
  }

  @Override
  public void check(RuleContext context) {
    for (Declaration.Activity activity : context.all(Declaration.Activity.class)) {
      if (activity.kind() == Declaration.Activity.Kind.POLICY
          && Deeds.has(activity.clauses(), Clause.Within.class)
          && activity.trailers().stream().noneMatch(one -> answers(one, context))) {
        context.report(
            activity.name().span(),
            "when the deadline of policy `" + activity.name() + "` passes, the robot just stops.",
            "say so to whoever is there: `on timeout { say(\"…\")  within 2 s; fail }`");
      }
    }
  }

  private static boolean answers(Trailer trailer, RuleContext context) {
    return switch (trailer) {
      case Trailer.Else _ -> true;
      case Trailer.On on ->
          on.reasons().stream()
              .anyMatch(reason -> context.facts().reasonOf(reason).orElse("").equals("timeout"));
      case Trailer.Soft _, Trailer.Cleanup _ -> false;
    };
  }
}
