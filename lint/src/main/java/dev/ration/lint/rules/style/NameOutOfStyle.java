package dev.ration.lint.rules.style;

import dev.ration.grammar.syntax.Declaration;
import dev.ration.grammar.syntax.Statement;
import dev.ration.grammar.syntax.Tree;
import dev.ration.lint.rule.Category;
import dev.ration.lint.rule.Rule;
import dev.ration.lint.rule.RuleContext;
import dev.ration.lint.rule.Traits;
import dev.ration.plan.Code;

/** A name that is written as names of another kind are. */
public final class NameOutOfStyle implements Rule {
  @Override
  public Traits traits() {
    return Traits.of(Code.NAME_STYLE, Category.STYLE);
  }

  @Override
  public void check(RuleContext context) {
    for (Tree node : context.all(Tree.class)) {
      switch (node) {
        case Declaration.EnumType type -> {
          type(context, type.name());
          type.cases().forEach(one -> value(context, one.name()));
        }
        case Declaration.RecordType type -> type(context, type.name());
        case Declaration.HostType type -> type(context, type.name());
        case Declaration.Function function -> value(context, function.name());
        case Declaration.Activity activity -> value(context, activity.name());
        case Declaration.Think think -> value(context, think.name());
        case Declaration.Constant constant -> value(context, constant.name());
        case Tree.Parameter parameter -> value(context, parameter.name());
        case Statement.Let let -> value(context, let.name());
        case Statement.Var variable -> value(context, variable.name());
        default -> {}
      }
    }
  }

  private static void type(RuleContext context, Tree.Name name) {
    String text = name.text();
    if (text.indexOf('_') >= 0 || Character.isLowerCase(text.codePointAt(0))) {
      context.report(name.span(), "`" + name + "` is a type.", "types are written `LikeThis`");
    }
  }

  private static void value(RuleContext context, Tree.Name name) {
    if (name.text().codePoints().anyMatch(Character::isUpperCase)) {
      context.report(name.span(), "`" + name + "` is not a type.", "names are written `like_this`");
    }
  }
}
