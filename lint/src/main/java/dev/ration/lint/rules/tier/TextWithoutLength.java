package dev.ration.lint.rules.tier;

import dev.ration.grammar.check.Symbol;
import dev.ration.grammar.check.Type;
import dev.ration.grammar.syntax.Declaration;
import dev.ration.lint.rule.Category;
import dev.ration.lint.rule.Rule;
import dev.ration.lint.rule.RuleContext;
import dev.ration.lint.rule.Traits;
import dev.ration.plan.Code;

/** A written answer of any length. */
public final class TextWithoutLength implements Rule {
  @Override
  public Traits traits() {
    return Traits.of(Code.TEXT_WITHOUT_LENGTH, Category.TIER).off();
  }

  @Override
  public void check(RuleContext context) {
    for (Declaration.Think think : context.all(Declaration.Think.class)) {
      boolean isText =
          context
              .module()
              .symbol(think.name().text())
              .filter(
                  symbol ->
                      symbol instanceof Symbol.ThinkSymbol own
                          && own.result() instanceof Type.Guess(Type.Text _))
              .isPresent();
      boolean isBounded =
          think.lines().stream()
              .anyMatch(
                  line ->
                      line instanceof Declaration.ThinkLine.Check check
                          && check.condition().span().text().contains(".length"));
      if (isText && !isBounded) {
        context.report(
            think.name().span(),
            "`" + think.name() + "` may be answered at any length, and long answers are late ones.",
            "bound it: `check it.length < 160`");
      }
    }
  }
}
