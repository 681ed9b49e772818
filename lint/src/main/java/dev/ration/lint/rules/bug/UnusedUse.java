package dev.ration.lint.rules.bug;

import dev.ration.grammar.check.Symbol;
import dev.ration.grammar.diag.Source;
import dev.ration.grammar.diag.Span;
import dev.ration.grammar.syntax.Clause;
import dev.ration.grammar.syntax.Declaration;
import dev.ration.grammar.syntax.Expression;
import dev.ration.grammar.syntax.Tree;
import dev.ration.lint.rule.Category;
import dev.ration.lint.rule.FixKind;
import dev.ration.lint.rule.Rule;
import dev.ration.lint.rule.RuleContext;
import dev.ration.lint.rule.Texts;
import dev.ration.lint.rule.Traits;
import dev.ration.plan.Code;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A module that is brought in for nothing. */
public final class UnusedUse implements Rule {
  @Override
  public Traits traits() {
    return Traits.of(Code.UNUSED_USE, Category.BUG).fix(FixKind.SAFE);
  }

  @Override
  public void check(RuleContext context) {
    List<Declaration> declarations = context.module().tree().declarations();
    // Profiles name things of other modules in ways of their own.
    if (declarations.isEmpty()
        || context.module().tree().uses().isEmpty()
        || declarations.stream().anyMatch(Declaration.Profile.class::isInstance)) {
      return;
    }
    Set<String> modules = new HashSet<>();
    Set<String> words = new HashSet<>();
    for (Tree node : context.all(Tree.class)) {
      // The only parts of a use are its path and its name.
      if (!(node instanceof Tree.Module) && !(context.parentOf(node) instanceof Tree.Use)) {
        context.facts().symbolOf(node).map(Symbol::module).ifPresent(modules::add);
        switch (node) {
          case Tree.Path path -> words.add(path.names().getFirst().text());
          case Expression.Reference reference -> words.add(reference.name().text());
          default -> {}
        }
      }
    }
    for (Tree.Use use : context.module().tree().uses()) {
      boolean isUsed =
          use.as() != null
              ? words.contains(use.as().text()) || modules.contains(use.module().text())
              : modules.contains(use.module().text())
                  || declaresReason(context, use.module().text(), words);
      if (!isUsed) {
        context.report(
            context
                .finding(use.span(), "nothing of `" + use.module() + "` is used here.")
                .fix("remove it", cut(use), ""));
      }
    }
  }

  private static boolean declaresReason(RuleContext context, String module, Set<String> words) {
    return context.program().module(module).stream()
        .flatMap(used -> RuleContext.within(used.tree(), Clause.Fails.class).stream())
        .flatMap(fails -> fails.reasons().stream())
        .anyMatch(reason -> words.contains(reason.text()));
  }

  /** The entry with its comma, or the whole line where it is the only one. */
  private static Span cut(Tree.Use use) {
    Source source = use.span().source();
    String text = source.text();
    int end = use.span().end();
    int next = end;
    while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
      next++;
    }
    if (next < text.length() && text.charAt(next) == ',') {
      next++;
      while (next < text.length() && text.charAt(next) == ' ') {
        next++;
      }
      return new Span(source, use.module().span().start(), next);
    }
    int before = use.module().span().start();
    while (before > 0 && Character.isWhitespace(text.charAt(before - 1))) {
      before--;
    }
    return before > 0 && text.charAt(before - 1) == ','
        ? new Span(source, before - 1, end)
        : Texts.lines(use);
  }
}
