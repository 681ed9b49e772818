package dev.ration.lint.rules.style;

import dev.ration.grammar.syntax.Construct;
import dev.ration.lint.rule.Category;
import dev.ration.lint.rule.FixKind;
import dev.ration.lint.rule.Rule;
import dev.ration.lint.rule.RuleContext;
import dev.ration.lint.rule.Texts;
import dev.ration.lint.rule.Traits;
import dev.ration.plan.Code;

/** An `if` that only repeats its condition. */
public final class ConditionSpelledOut implements Rule {
  @Override
  public Traits traits() {
    return Traits.of(Code.CONDITION_SPELLED_OUT, Category.STYLE).fix(FixKind.SAFE);
  }

  @Override
  public void check(RuleContext context) {
    for (Construct.If choice : context.all(Construct.If.class)) {
      Boolean then = Texts.only(choice.then()).map(Texts::truth).orElse(null);
      Boolean otherwise =
          choice.otherwise() instanceof Construct.Braces other
              ? Texts.only(other.block()).map(Texts::truth).orElse(null)
              : null;
      if (then != null
          && otherwise != null
          && !then.equals(otherwise)
          && choice.unknown() == null) {
        String condition = choice.condition().span().text();
        String with = then ? condition : "not (" + condition + ")";
        context.report(
            context
                .finding(Texts.head(choice), "this only repeats its condition.")
                .fix("write `" + with + "`", choice.span(), with));
      }
    }
  }
}
