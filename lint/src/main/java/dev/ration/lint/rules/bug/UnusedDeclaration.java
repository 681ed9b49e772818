package dev.ration.lint.rules.bug;

import dev.ration.grammar.check.Symbol;
import dev.ration.grammar.syntax.Declaration;
import dev.ration.grammar.syntax.Tree;
import dev.ration.lint.rule.Category;
import dev.ration.lint.rule.Rule;
import dev.ration.lint.rule.RuleContext;
import dev.ration.lint.rule.Traits;
import dev.ration.plan.Code;
import org.jspecify.annotations.Nullable;

/** A declaration that the program beside it does not use. */
public final class UnusedDeclaration implements Rule {
  @Override
  public Traits traits() {
    return Traits.of(Code.UNUSED_DECLARATION, Category.BUG);
  }

  @Override
  public void check(RuleContext context) {
    // A module without a policy is there for others.
    if (context.module().policies().isEmpty()) {
      return;
    }
    for (Declaration declaration : context.module().tree().declarations()) {
      Tree.Name name = nameOf(declaration);
      Symbol symbol = name == null ? null : context.module().symbol(name.text()).orElse(null);
      if (name != null && symbol != null && !isUsed(context, symbol)) {
        context.report(
            name.span(),
            "nothing uses `" + name + "`.",
            "use it or leave it away; what is for others stands in a module without policies");
      }
    }
  }

  private static Tree.@Nullable Name nameOf(Declaration declaration) {
    return switch (declaration) {
      case Declaration.EnumType type -> type.name();
      case Declaration.RecordType type -> type.name();
      case Declaration.Function function when !function.isHost() -> function.name();
      case Declaration.Think think -> think.name();
      case Declaration.Constant constant -> constant.name();
      case Declaration.Activity activity when activity.kind() == Declaration.Activity.Kind.ACTION ->
          activity.name();
      case Declaration.Function _,
          Declaration.Activity _,
          Declaration.HostType _,
          Declaration.Test _,
          Declaration.World _,
          Declaration.Profile _ ->
          null;
    };
  }

  private static boolean isUsed(RuleContext context, Symbol symbol) {
    return context.program().isNamed(symbol)
        || symbol instanceof Symbol.EnumSymbol type
            && type.cases().stream().anyMatch(context.program()::isNamed);
  }
}
