package dev.ration.lint.rules.tier;

import dev.ration.grammar.check.Symbol;
import dev.ration.grammar.check.Type;
import dev.ration.grammar.syntax.Declaration;
import dev.ration.lint.rule.RuleContext;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A question with a closed set of answers, and those that its examples show. */
record Choices(Symbol.EnumSymbol symbol, Set<String> shown) {
  static @Nullable Choices of(RuleContext context, Declaration.Think think) {
    Symbol own = context.module().symbol(think.name().text()).orElse(null);
    if (!(own instanceof Symbol.ThinkSymbol asked)
        || !(asked.result() instanceof Type.Guess(Type.EnumOf(Symbol.EnumSymbol answers)))) {
      return null;
    }
    Set<String> shown = new HashSet<>();
    for (Declaration.ThinkLine line : think.lines()) {
      if (line instanceof Declaration.ThinkLine.Example example
          && context.facts().symbolOf(example.answer()).orElse(null)
              instanceof Symbol.CaseSymbol answer) {
        shown.add(answer.name());
      }
    }
    return new Choices(answers, shown);
  }

  boolean hasExample(Symbol.CaseSymbol answer) {
    return shown.contains(answer.name());
  }
}
