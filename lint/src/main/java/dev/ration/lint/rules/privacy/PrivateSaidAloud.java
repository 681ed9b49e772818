package dev.ration.lint.rules.privacy;

import dev.ration.grammar.check.Deeds;
import dev.ration.grammar.check.Symbol;
import dev.ration.grammar.syntax.Declaration;
import dev.ration.grammar.syntax.Expression;
import dev.ration.grammar.syntax.Statement;
import dev.ration.grammar.syntax.Tree;
import dev.ration.lint.rule.Category;
import dev.ration.lint.rule.ProgramIndex;
import dev.ration.lint.rule.Rule;
import dev.ration.lint.rule.RuleContext;
import dev.ration.lint.rule.Traits;
import dev.ration.plan.Code;
import java.util.Set;

/** A private value that everybody in the room hears or sees. */
public final class PrivateSaidAloud implements Rule {
  @Override
  public Traits traits() {
    return Traits.of(Code.PRIVATE_SAID_ALOUD, Category.PRIVACY);
  }

  @Override
  public void check(RuleContext context) {
    for (Expression.Call call : context.all(Expression.Call.class)) {
      if (context.called(call).orElse(null) instanceof Symbol.ActivitySymbol activity
          && isPublic(activity)) {
        for (Expression.Argument argument : call.arguments()) {
          if (context.facts().isPrivate(argument.value())
              && isDeclaredPrivate(context, argument.value())) {
            context.report(
                argument.value().span(),
                "`%s` tells a private value to everybody who is near.".formatted(activity.name()),
                "say it without the value, or show it only to the person it belongs to");
          }
        }
      }
    }
  }

  // What a private activity computed is private as well, but mostly meant to be said.
  private static boolean isDeclaredPrivate(RuleContext context, Tree value) {
    return Deeds.any(
        value,
        node ->
            context.facts().symbolOf(node).orElse(null) instanceof Symbol.Variable variable
                && variable.isPrivate()
                && (node instanceof Expression.Member || isSource(context, variable)));
  }

  private static boolean isSource(RuleContext context, Symbol.Variable variable) {
    return context.all(Tree.Parameter.class).stream()
            .anyMatch(
                one -> one.isPrivate() && context.facts().symbolOf(one).orElse(null) == variable)
        || context.all(Statement.Let.class).stream()
            .anyMatch(
                let ->
                    context.facts().symbolOf(let).orElse(null) == variable
                        && isDeclaredPrivate(context, let.value()));
  }

  private static boolean isPublic(Symbol.ActivitySymbol activity) {
    Set<String> held = ProgramIndex.heldBy(activity.declaration());
    return activity.declaration().kind() == Declaration.Activity.Kind.HOST_ACTION
        && (held.contains("voice") || held.contains("display"));
  }
}
