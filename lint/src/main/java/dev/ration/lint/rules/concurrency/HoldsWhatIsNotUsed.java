package dev.ration.lint.rules.concurrency;

import dev.ration.grammar.syntax.Clause;
import dev.ration.grammar.syntax.Declaration;
import dev.ration.lint.rule.Around;
import dev.ration.lint.rule.Category;
import dev.ration.lint.rule.Rule;
import dev.ration.lint.rule.RuleContext;
import dev.ration.lint.rule.Traits;
import dev.ration.plan.Code;
import java.util.Set;

/** A resource that is kept from others for nothing (rule P5). */
public final class HoldsWhatIsNotUsed implements Rule {
  @Override
  public Traits traits() {
    return Traits.of(Code.HOLDS_UNUSED, Category.CONCURRENCY);
  }

  @Override
  public void check(RuleContext context) {
    for (Around.Owned<Clause.Holds> owned : Around.all(context, Clause.Holds.class)) {
      boolean isHost =
          owned.owner() instanceof Declaration.Activity activity && activity.body() == null;
      if (isHost) {
        continue;
      }
      Set<String> used = used(context, owned);
      for (Clause.Holding holding : owned.clause().holdings()) {
        String name = holding.resource().text();
        if (used.stream().noneMatch(one -> touches(name, one))) {
          context.report(
              holding.span(),
              "`" + name + "` is held and nothing here uses it, so others wait in vain.",
              "leave it away, or say in a comment for whom it is kept free");
        }
      }
    }
  }

  private static Set<String> used(RuleContext context, Around.Owned<Clause.Holds> owned) {
    return context.program().touchedBy(owned.owner(), owned.clause());
  }

  /** Arms have hands, and parts have dotted names: using one is using the other. */
  private static boolean touches(String held, String used) {
    return held.equals(used)
        || used.startsWith(held + ".")
        || held.startsWith(used + ".")
        || isLimb(held) && isLimb(used) && areOneSide(held, used);
  }

  private static boolean isLimb(String name) {
    return name.startsWith("arm.") || name.startsWith("hand.") || name.equals("hands");
  }

  private static boolean areOneSide(String one, String other) {
    String left = one.substring(one.indexOf('.') + 1);
    String right = other.substring(other.indexOf('.') + 1);
    return left.equals("hands") || right.equals("hands") || left.equals(right);
  }
}
