package dev.ration.lint.rules.safety;

import dev.ration.grammar.syntax.Declaration;
import dev.ration.grammar.syntax.Trailer;
import dev.ration.lint.rule.Category;
import dev.ration.lint.rule.Rule;
import dev.ration.lint.rule.RuleContext;
import dev.ration.lint.rule.Traits;
import dev.ration.plan.Code;
import java.util.List;

/** A policy that moves the robot and leaves it as it is when it is stopped. */
public final class MotionWithoutCleanup implements Rule {
  @Override
  public Traits traits() {
    return Traits.of(Code.MOTION_WITHOUT_CLEANUP, Category.SAFETY).off();
  }

  @Override
  public void check(RuleContext context) {
    for (Declaration.Activity activity : context.all(Declaration.Activity.class)) {
      if (activity.kind() == Declaration.Activity.Kind.POLICY
          && activity.trailers().stream().noneMatch(Trailer.Cleanup.class::isInstance)) {
        List<String> moved =
            context.program().resourcesOf(activity).stream()
                .filter(one -> one.equals("base") || one.startsWith("arm."))
                .map(one -> "`" + one + "`")
                .toList();
        if (!moved.isEmpty()) {
          context.report(
              activity.name().span(),
              "this policy moves %s and does not say how they are left when it is stopped."
                  .formatted(String.join(", ", moved)),
              "write it down: `cleanup within 3 s { halt() }`");
        }
      }
    }
  }
}
