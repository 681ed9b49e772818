package dev.ration.lint.rules.bug;

import dev.ration.grammar.check.Symbol;
import dev.ration.grammar.diag.Diagnostic;
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
import org.jspecify.annotations.Nullable;

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
      Symbol symbol = context.facts().symbolOf(node).orElse(null);
      String module = symbol == null ? null : symbol.module();
      if (module != null) {
        modules.add(module);
      }
      if (node instanceof Expression.Reference reference) {
        words.add(reference.name().text());
      } else if (node instanceof Tree.Path path && !(context.parentOf(path) instanceof Tree.Use)) {
        words.add(path.names().getFirst().text());
      }
    }
    for (Tree.Use use : context.module().tree().uses()) {
      boolean isUsed =
          use.as() != null
              ? words.contains(use.as().text()) || modules.contains(use.module().text())
              : modules.contains(use.module().text())
                  || declaresReason(context, use.module().text(), words);
      if (!isUsed) {
        Diagnostic finding =
            context.finding(use.span(), "nothing of `" + use.module() + "` is used here.");
        Span cut = cut(use);
        context.report(cut == null ? finding.hint("remove it") : finding.fix("remove it", cut, ""));
      }
    }
  }

  private static boolean declaresReason(RuleContext context, String module, Set<String> words) {
    return context.program().module(module).stream()
        .flatMap(used -> RuleContext.within(used.tree(), Clause.Fails.class).stream())
        .flatMap(fails -> fails.reasons().stream())
        .anyMatch(reason -> words.contains(reason.text()));
  }

  /**
   * The entry with its comma, or the whole line where it is the only one; null where a comment
   * stands beside the comma, since nobody knows what it is about.
   */
  private static @Nullable Span cut(Tree.Use use) {
    Source source = use.span().source();
    String text = source.text();
    int start = use.module().span().start();
    int end = use.span().end();
    int next = skipBlank(text, end);
    if (isAt(text, next, ",")) {
      int after = skipBlank(text, next + 1);
      return isAt(text, after, "//") ? null : new Span(source, start, after);
    }
    int before = start;
    while (before > 0 && Character.isWhitespace(text.charAt(before - 1))) {
      before--;
    }
    if (before > 0 && text.charAt(before - 1) == ',') {
      return new Span(source, before - 1, end);
    }
    // Nothing but the word before it and, at most, a comment behind it.
    boolean isOnly =
        text.substring(source.lineStart(source.line(start)), start).strip().equals("use");
    return isOnly && !isAt(text, skipComments(text, next), ",") ? Texts.lines(use) : null;
  }

  private static int skipBlank(String text, int from) {
    int next = from;
    while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
      next++;
    }
    return next;
  }

  private static int skipComments(String text, int from) {
    int next = from;
    while (isAt(text, next, "//")) {
      int end = text.indexOf('\n', next);
      next = end < 0 ? text.length() : skipBlank(text, end);
    }
    return next;
  }

  private static boolean isAt(String text, int at, String wanted) {
    return text.startsWith(wanted, at);
  }
}
