package dev.ration.lint.rules.bug;

import dev.ration.grammar.check.Symbol;
import dev.ration.grammar.syntax.Construct;
import dev.ration.grammar.syntax.Declaration;
import dev.ration.grammar.syntax.Statement;
import dev.ration.grammar.syntax.Tree;
import dev.ration.lint.rule.Category;
import dev.ration.lint.rule.Rule;
import dev.ration.lint.rule.RuleContext;
import dev.ration.lint.rule.Traits;
import dev.ration.plan.Code;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A name that hides another one around it. */
public final class ShadowedName implements Rule {
  @Override
  public Traits traits() {
    return Traits.of(Code.SHADOWED_NAME, Category.BUG);
  }

  @Override
  public void check(RuleContext context) {
    for (Statement statement : context.all(Statement.class)) {
      Tree.Name name =
          switch (statement) {
            case Statement.Let let -> let.name();
            case Statement.Var variable -> variable.name();
            case Statement.Whenever whenever -> whenever.as();
            default -> null;
          };
      if (name != null) {
        report(context, statement, name);
      }
    }
    for (Construct.For loop : context.all(Construct.For.class)) {
      report(context, loop, loop.variable());
    }
  }

  private static void report(RuleContext context, Tree node, Tree.Name name) {
    Tree.Name hidden = hidden(context, node, name);
    if (hidden != null) {
      context.report(
          context
              .finding(name.span(), "`" + name + "` hides another `" + name + "`.")
              .hint("call one of them something else")
              .label(hidden.span(), "this one"));
    }
  }

  private static Tree.@Nullable Name hidden(RuleContext context, Tree node, Tree.Name name) {
    for (Tree around : context.around(node)) {
      for (Tree.Name declared : declaredBy(around, node)) {
        if (declared.text().equals(name.text())) {
          return declared;
        }
      }
    }
    return context.module().symbol(name.text()).orElse(null)
            instanceof Symbol.ConstantSymbol constant
        ? constant.declaration().name()
        : null;
  }

  private static List<Tree.Name> declaredBy(Tree around, Tree before) {
    List<Tree.Name> names = new ArrayList<>();
    switch (around) {
      case Tree.Block block ->
          block.statements().stream()
              .takeWhile(one -> one.span().start() < before.span().start())
              .forEach(
                  one -> {
                    switch (one) {
                      case Statement.Let let -> names.add(let.name());
                      case Statement.Var variable -> names.add(variable.name());
                      default -> {}
                    }
                  });
      case Construct.For loop -> names.add(loop.variable());
      case Declaration.Function function ->
          function.parameters().forEach(one -> names.add(one.name()));
      case Declaration.Activity activity ->
          activity.parameters().forEach(one -> names.add(one.name()));
      default -> {}
    }
    return names;
  }
}
