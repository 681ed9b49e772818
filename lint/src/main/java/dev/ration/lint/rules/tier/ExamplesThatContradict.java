package dev.ration.lint.rules.tier;

import dev.ration.grammar.syntax.Declaration;
import dev.ration.lint.rule.Category;
import dev.ration.lint.rule.Rule;
import dev.ration.lint.rule.RuleContext;
import dev.ration.lint.rule.Texts;
import dev.ration.lint.rule.Traits;
import dev.ration.plan.Code;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Examples that teach two answers to one input. */
public final class ExamplesThatContradict implements Rule {
  @Override
  public Traits traits() {
    return Traits.of(Code.EXAMPLES_CONTRADICT, Category.TIER);
  }

  @Override
  public void check(RuleContext context) {
    for (Declaration.Think think : context.all(Declaration.Think.class)) {
      Map<String, Declaration.ThinkLine.Example> seen = new HashMap<>();
      for (Declaration.ThinkLine line : think.lines()) {
        if (line instanceof Declaration.ThinkLine.Example example) {
          String inputs =
              example.inputs().stream().map(Texts::squeezed).collect(Collectors.joining(", "));
          Declaration.ThinkLine.Example before = seen.putIfAbsent(inputs, example);
          if (before != null && !Texts.areAlike(before.answer(), example.answer())) {
            context.report(
                context
                    .finding(
                        example.answer().span(),
                        "%s is answered %s here and %s above."
                            .formatted(
                                Texts.quoted(example.inputs().getFirst()),
                                Texts.quoted(example.answer()),
                                Texts.quoted(before.answer())))
                    .hint("keep the one that is right")
                    .label(before.answer().span(), "the other answer"));
          }
        }
      }
    }
  }
}
