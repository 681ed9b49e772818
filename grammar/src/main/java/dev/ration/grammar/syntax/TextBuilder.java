package dev.ration.grammar.syntax;

import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.diag.Source;
import dev.ration.grammar.diag.Span;
import dev.ration.grammar.syntax.parse.PolicyLexer;
import dev.ration.plan.Code;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.Token;

/** Makes texts: escapes resolved, and the expression in each hole parsed. */
final class TextBuilder {
  private final BuildContext context;

  TextBuilder(BuildContext context) {
    this.context = context;
  }

  /** A text literal, or a broken value if the text was not closed. */
  Expression text(Token token) {
    Span span = context.span(token);
    if (context.layout().isBroken(token)) {
      return new Expression.Broken(span);
    }
    boolean isBlock = token.getType() == PolicyLexer.TEXT_BLOCK;
    int quotes = isBlock ? 3 : 1;
    return new Expression.TextLiteral(
        parts(span.start() + quotes, span.end() - quotes, isBlock), isBlock, span);
  }

  /** The characters of a text that may not have holes: a name, a label. */
  String plain(Token token) {
    if (!(text(token) instanceof Expression.TextLiteral literal)) {
      return "";
    }
    StringBuilder all = new StringBuilder();
    for (Expression.TextPart part : literal.parts()) {
      switch (part) {
        case Expression.TextPart.Chunk(String text) -> all.append(text);
        case Expression.TextPart.Hole(Expression inner) ->
            context.report(
                Diagnostic.of(Code.SYNTAX, inner.span(), "A name or a label has no holes.")
                    .hint("write `\\{` for a brace"));
      }
    }
    return all.toString();
  }

  private List<Expression.TextPart> parts(int start, int end, boolean isBlock) {
    String text = context.source().text();
    List<Expression.TextPart> parts = new ArrayList<>();
    StringBuilder chunk = new StringBuilder();
    int from = isBlock ? skipFirstLineEnd(start, end) : start;
    int indent = isBlock ? indent(from, end) : 0;
    int i = from + (from > start ? Math.min(indent, blanks(from, end)) : 0);
    while (i < end) {
      char character = text.charAt(i);
      if (character == '\\' && i + 1 < end) {
        escape(i, chunk);
        i += 2;
      } else if (character == '{') {
        int close = TextHoles.closing(text, i, end);
        if (close < 0) {
          openHole(i);
          i++;
          continue;
        }
        flush(chunk, parts);
        parts.add(new Expression.TextPart.Hole(hole(i, close)));
        i = close + 1;
      } else if (character == '\n' && isBlock) {
        chunk.append('\n');
        i += 1 + Math.min(indent, blanks(i + 1, end));
      } else if (character == '\r' && isBlock) {
        i++;
      } else {
        chunk.append(character);
        i++;
      }
    }
    flush(chunk, parts);
    return parts;
  }

  private void flush(StringBuilder chunk, List<Expression.TextPart> parts) {
    if (!chunk.isEmpty()) {
      parts.add(new Expression.TextPart.Chunk(chunk.toString()));
      chunk.setLength(0);
    }
  }

  private void escape(int at, StringBuilder chunk) {
    char character = context.source().text().charAt(at + 1);
    switch (character) {
      case 'n' -> chunk.append('\n');
      case 't' -> chunk.append('\t');
      case '"', '\\', '{', '}' -> chunk.append(character);
      default -> {
        Span span = new Span(context.source(), at, at + 2);
        context.report(
            Diagnostic.of(Code.SYNTAX, span, "`\\" + character + "` is not an escape.")
                .hint("the escapes are `\\\"`, `\\\\`, `\\{`, `\\}`, `\\n` and `\\t`")
                .fix("write a backslash", new Span(context.source(), at, at + 1), "\\\\"));
        chunk.append(character);
      }
    }
  }

  private void openHole(int at) {
    context.report(
        Diagnostic.of(
                Code.OPEN_TEXT,
                new Span(context.source(), at, at + 1),
                "This `{` opens a hole that is not closed on its line.")
            .hint("close the hole with `}`, or write `\\{` for a brace")
            .fix("write `\\{`", new Span(context.source(), at, at + 1), "\\{"));
  }

  private Expression hole(int open, int close) {
    Source source = context.source();
    if (source.text().substring(open + 1, close).isBlank()) {
      Span at = new Span(source, open, close + 1);
      context.report(
          Diagnostic.of(Code.SYNTAX, at, "This hole is empty.")
              .hint("put a value between the braces, or write `\\{` for a brace"));
      return new Expression.Broken(at);
    }
    return new TextParse(source, open + 1, close, context.depth() + 1)
        .expression(context.findings());
  }

  /** A block text begins on the line after its quotes. */
  private int skipFirstLineEnd(int start, int end) {
    String text = context.source().text();
    int at = start;
    while (at < end && (text.charAt(at) == ' ' || text.charAt(at) == '\r')) {
      at++;
    }
    return at < end && text.charAt(at) == '\n' ? at + 1 : start;
  }

  /** The least indentation of the lines of a block text, its closing quotes included. */
  private int indent(int start, int end) {
    String text = context.source().text();
    int least = Integer.MAX_VALUE;
    int at = start;
    while (at <= end) {
      int blanks = blanks(at, end);
      boolean isEmptyLine = at + blanks < end && text.charAt(at + blanks) == '\n';
      if (!isEmptyLine) {
        least = Math.min(least, blanks);
      }
      int next = text.indexOf('\n', at);
      if (next < 0 || next >= end) {
        break;
      }
      at = next + 1;
    }
    return least == Integer.MAX_VALUE ? 0 : least;
  }

  private int blanks(int from, int end) {
    String text = context.source().text();
    int at = from;
    while (at < end && text.charAt(at) == ' ') {
      at++;
    }
    return at - from;
  }
}
