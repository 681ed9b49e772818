package dev.ration.lint.rule;

import dev.ration.grammar.diag.Span;
import dev.ration.grammar.syntax.Construct;
import dev.ration.grammar.syntax.Expression;
import dev.ration.grammar.syntax.Statement;
import dev.ration.grammar.syntax.Tree;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How parts of a tree are written. */
public final class Texts {
  private static final int LONGEST = 40;

  private Texts() {}

  /** Whether two parts are written alike, blanks apart. */
  public static boolean areAlike(Tree left, Tree right) {
    return squeezed(left).equals(squeezed(right));
  }

  /** How a part is written, blanks apart. */
  public static String squeezed(Tree part) {
    String text = part.span().text();
    StringBuilder squeezed = new StringBuilder(text.length());
    boolean wasBlank = false;
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      boolean isBlank = character == ' ' || character >= '\t' && character <= '\r';
      if (!isBlank) {
        squeezed.append(character);
      } else if (!wasBlank) {
        squeezed.append(' ');
      }
      wasBlank = isBlank;
    }
    return squeezed.toString().strip();
  }

  /** A part in backticks for a message, shortened. */
  public static String quoted(Tree part) {
    String text = squeezed(part);
    return "`" + (text.length() > LONGEST ? text.substring(0, LONGEST - 1) + "…" : text) + "`";
  }

  /** Whether a block does nothing and no comment says why. */
  public static boolean isBlank(Tree.Block block) {
    return block.statements().isEmpty() && !block.span().text().contains("//");
  }

  /** Whether a value is nothing: {@code none}, or braces with nothing in them. */
  public static boolean isNothing(Expression value) {
    return switch (value) {
      case Expression.NoneLiteral _ -> true;
      case Construct.Braces braces ->
          braces.block().statements().isEmpty()
              || only(braces.block()).map(Texts::isNothing).orElse(false);
      default -> false;
    };
  }

  /** The expression that a block consists of, if it is a single one. */
  public static Optional<Expression> only(Tree.Block block) {
    return block.statements().size() == 1
            && block.statements().getFirst() instanceof Statement.Evaluate(Expression value, _)
        ? Optional.of(value)
        : Optional.empty();
  }

  /** An expression without the brackets around it. */
  public static Expression bare(Expression expression) {
    Expression bare = expression;
    while (bare instanceof Expression.Grouped grouped) {
      bare = grouped.inner();
    }
    return bare;
  }

  /** The value of a truth literal; null for anything else. */
  public static @Nullable Boolean truth(@Nullable Expression expression) {
    return expression != null && bare(expression) instanceof Expression.BoolLiteral literal
        ? Boolean.valueOf(literal.value())
        : null;
  }

  /** The first word of a node, to point at; a whole block is too much. */
  public static Span head(Tree node) {
    Span whole = node.span();
    String text = whole.text();
    int end = 0;
    while (end < text.length() && Character.isUnicodeIdentifierPart(text.charAt(end))) {
      end++;
    }
    return end == 0
        ? new Span(whole.source(), whole.start(), Math.min(whole.end(), whole.start() + 1))
        : new Span(whole.source(), whole.start(), whole.start() + end);
  }

  /** The lines a node stands on, with the end of the last: what to cut to remove statements. */
  public static Span lines(Tree node) {
    var source = node.span().source();
    int first = source.line(node.span().start());
    int last = source.line(node.span().end());
    int end = last < source.lineCount() ? source.lineStart(last + 1) : source.text().length();
    return new Span(source, source.lineStart(first), end);
  }

  /** Whether nothing else stands on the lines of a node. */
  public static boolean isAlone(Tree node) {
    return lines(node).text().strip().equals(node.span().text().strip());
  }
}
