package dev.ration.grammar.syntax;

import dev.ration.grammar.diag.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/**
 * Prints trees in the form of the house: clauses in one order, four spaces a level, lines of 100
 * characters where they can be. There are no options.
 *
 * <p>What is printed parses to an equal tree, clauses being a set, and prints to itself. A tree
 * with {@link Expression.Broken} in it cannot be printed.
 */
public final class Printer {
  private final Comments comments;
  private final DeclarationPrinter declarations;

  private Printer(Comments comments) {
    this.comments = comments;
    this.declarations = new DeclarationPrinter(comments);
  }

  /** Prints a file without its comments, its documentation apart. */
  public static String print(Tree.Module module) {
    return new Printer(Comments.none()).file(module);
  }

  /** Prints an expression or a construct. */
  public static String print(Expression expression) {
    return DocWriter.write(new DeclarationPrinter(Comments.none()).statements().value(expression));
  }

  /** Prints a file with these comments, which are those of its text. */
  static String print(Tree.Module module, List<Comment> comments) {
    return new Printer(Comments.of(comments)).file(module);
  }

  private String file(Tree.Module module) {
    Lines lines = new Lines(comments);
    Tree.Path name = module.name();
    if (name != null) {
      lines.add(name.span(), () -> Doc.text("module " + Written.path(name)));
      lines.blank();
    }
    List<Part> parts = new ArrayList<>(uses(module.uses()));
    for (Declaration declaration : module.declarations()) {
      boolean isTall = DeclarationPrinter.isTall(declaration);
      parts.add(
          new Part(
              declaration.span(),
              declaration,
              isTall,
              () -> declarations.declaration(declaration)));
    }
    parts.sort(Comparator.comparingInt(part -> part.span().start()));
    Part before = null;
    for (Part part : parts) {
      if (before != null && (before.isTall() || part.isTall() || before.isUse() != part.isUse())) {
        lines.blank();
      }
      Declaration declaration = part.declaration();
      if (declaration == null) {
        lines.add(part.span(), part.print());
      } else {
        lines.add(part.span(), declaration.doc(), part.print());
      }
      before = part;
    }
    lines.end(Integer.MAX_VALUE);
    String text = DocWriter.write(lines.doc());
    return text.isEmpty() ? text : text + "\n";
  }

  /** Something at the top of a file. */
  private record Part(
      Span span,
      @org.jspecify.annotations.Nullable Declaration declaration,
      boolean isTall,
      Supplier<Doc> print) {
    boolean isUse() {
      return declaration == null;
    }
  }

  /** The uses of one line stay together. */
  private static List<Part> uses(List<Tree.Use> uses) {
    List<Part> parts = new ArrayList<>();
    int i = 0;
    while (i < uses.size()) {
      int from = i++;
      while (i < uses.size() && isJoined(uses.get(i - 1).span(), uses.get(i).span())) {
        i++;
      }
      List<Tree.Use> together = uses.subList(from, i);
      Span span = together.getFirst().span().to(together.getLast().span());
      parts.add(new Part(span, null, false, () -> use(together)));
    }
    return parts;
  }

  private static boolean isJoined(Span before, Span after) {
    return before.end() <= after.start()
        && before.source().text().substring(before.end(), after.start()).strip().startsWith(",");
  }

  private static Doc use(List<Tree.Use> uses) {
    List<Doc> all = new ArrayList<>();
    for (Tree.Use use : uses) {
      Tree.Name as = use.as();
      String alias = as == null ? "" : " as " + Written.name(as);
      all.add(Doc.text(Written.path(use.module()) + alias));
    }
    return Doc.group(
        Doc.text("use "), Doc.nest(Doc.join(Doc.concat(Doc.text(","), Doc.line()), all)));
  }
}
