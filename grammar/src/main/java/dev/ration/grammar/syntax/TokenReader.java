package dev.ration.grammar.syntax;

import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.diag.Source;
import dev.ration.grammar.diag.Span;
import dev.ration.grammar.syntax.parse.PolicyLexer;
import dev.ration.plan.Code;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.Pair;

/**
 * A text as raw tokens, line ends and comments included, with a finding for everything that is no
 * word. Reads each character a bounded number of times, whatever the text.
 */
final class TokenReader {
  private final Source source;
  private final int end;
  private final PolicyLexer lexer;
  private final TextStream stream;
  private final List<CommonToken> tokens = new ArrayList<>();
  private final List<Diagnostic> findings = new ArrayList<>();
  private final List<CommonToken> openTexts = new ArrayList<>();
  private final Deque<Integer> openOnLine = new ArrayDeque<>();
  private boolean isOpenBlock;

  /** Reads from {@code start} to {@code end}. */
  TokenReader(Source source, int start, int end) {
    this.source = source;
    this.end = end;
    this.stream = new TextStream(source.name(), source.text(), start, end);
    this.lexer = new PolicyLexer(stream);
    lexer.removeErrorListeners();
    read();
  }

  /** Every token, the end of the text last. */
  List<CommonToken> tokens() {
    return tokens;
  }

  /** What is wrong with the characters. */
  List<Diagnostic> findings() {
    return findings;
  }

  /** Texts that are not closed; they stand among the tokens as if they were. */
  List<CommonToken> openTexts() {
    return openTexts;
  }

  /** Tells whether the text ends inside {@code """}. */
  boolean isOpenBlock() {
    return isOpenBlock;
  }

  /** How many characters were read, those read again included. */
  long steps() {
    return stream.steps();
  }

  private void read() {
    while (true) {
      CommonToken token = (CommonToken) lexer.nextToken();
      switch (token.getType()) {
        case Token.EOF -> {
          tokens.add(token);
          return;
        }
        case PolicyLexer.STRAY -> stray(token);
        case PolicyLexer.OPEN_TEXT -> openText(token);
        case PolicyLexer.OPEN_TEXT_BLOCK -> openBlock(token);
        case PolicyLexer.FOREIGN_COMMENT -> foreignComment(token);
        case PolicyLexer.FOREIGN_AND -> foreign(token, PolicyLexer.AND, "and");
        case PolicyLexer.FOREIGN_OR -> foreign(token, PolicyLexer.OR, "or");
        case PolicyLexer.FOREIGN_NOT -> foreign(token, PolicyLexer.NOT, "not ");
        default -> {
          countBrackets(token);
          tokens.add(token);
        }
      }
    }
  }

  private void countBrackets(Token token) {
    switch (token.getType()) {
      case PolicyLexer.LPAREN -> openOnLine.push((int) ')');
      case PolicyLexer.LBRACKET -> openOnLine.push((int) ']');
      case PolicyLexer.LBRACE -> openOnLine.push((int) '}');
      case PolicyLexer.RPAREN, PolicyLexer.RBRACKET, PolicyLexer.RBRACE -> openOnLine.poll();
      case PolicyLexer.NEWLINE -> openOnLine.clear();
      default -> {}
    }
  }

  private void foreign(CommonToken token, int type, String text) {
    String word = text.strip();
    findings.add(
        Diagnostic.of(
                Code.SYNTAX,
                span(token),
                "`" + token.getText() + "` is written `" + word + "` here.")
            .fix("write `" + word + "`", span(token), text));
    token.setType(type);
    tokens.add(token);
  }

  private void foreignComment(CommonToken token) {
    boolean isHash = token.getText().startsWith("#");
    Span mark = new Span(source, token.getStartIndex(), token.getStartIndex() + (isHash ? 1 : 2));
    Diagnostic finding = Diagnostic.of(Code.SYNTAX, mark, "A comment begins with `//`.");
    if (isHash) {
      finding = finding.fix("write `//`", mark, "//");
    } else {
      finding = finding.hint("begin each line of the comment with `//`");
    }
    findings.add(finding);
    token.setType(PolicyLexer.COMMENT);
    token.setChannel(Token.HIDDEN_CHANNEL);
    tokens.add(token);
    if (token.getText().indexOf('\n') >= 0) {
      tokens.add(made(PolicyLexer.NEWLINE, token.getStopIndex() + 1, token.getStopIndex() + 1));
    }
  }

  private void stray(CommonToken token) {
    int start = token.getStartIndex();
    int stop = start + 1;
    String text = source.text();
    if (Character.isHighSurrogate(text.charAt(start))
        && stop < end
        && Character.isLowSurrogate(text.charAt(stop))) {
      stop++;
    }
    stream.seek(stop);
    Span at = new Span(source, start, stop);
    int point = text.codePointAt(start);
    Diagnostic before = findings.isEmpty() ? null : findings.getLast();
    if (before != null && before.code() == Code.BAD_CHARACTER && before.at().end() == start) {
      findings.removeLast();
      Span both = before.at().to(at);
      findings.add(Diagnostic.of(Code.BAD_CHARACTER, both, "These characters mean nothing here."));
      return;
    }
    String shown =
        isInvisible(point)
            ? "The invisible character U+%04X".formatted(point)
            : "`" + at.text() + "`";
    Diagnostic finding = Diagnostic.of(Code.BAD_CHARACTER, at, shown + " means nothing here.");
    findings.add(
        isInvisible(point)
            ? finding.fix("leave it away", at, Character.isSpaceChar(point) ? " " : "")
            : finding.hint("it may stand in a text or a comment"));
  }

  private static boolean isInvisible(int point) {
    return Character.isISOControl(point)
        || Character.isSpaceChar(point)
        || Character.getType(point) == Character.FORMAT;
  }

  /** A text without its last quote: it ends before the brackets that close what its line opened. */
  private void openText(CommonToken token) {
    int start = token.getStartIndex();
    int lineEnd = lineEnd(start);
    int textEnd = lineEnd - closersBefore(start + 1, lineEnd);
    while (textEnd > start + 1 && Character.isWhitespace(source.text().charAt(textEnd - 1))) {
      textEnd--;
    }
    int hole = openHole(start + 1, textEnd);
    findings.add(
        hole < 0
            ? Diagnostic.of(
                    Code.OPEN_TEXT,
                    new Span(source, start, textEnd),
                    "This text is not closed on its line.")
                .fix("close it with `\"`", new Span(source, textEnd, textEnd), "\"")
            : Diagnostic.of(
                    Code.OPEN_TEXT,
                    new Span(source, hole, hole + 1),
                    "This `{` opens a hole that is not closed on its line.")
                .label(new Span(source, start, start + 1), "the text begins here")
                .hint("close the hole with `}` and the text with `\"`, or write `\\{` for a brace")
                .fix("write `\\{`", new Span(source, hole, hole + 1), "\\{"));
    CommonToken closed = made(PolicyLexer.TEXT, start, textEnd);
    openTexts.add(closed);
    tokens.add(closed);
    stream.seek(textEnd);
  }

  /** How many characters at the end of the line are brackets that close what the line opened. */
  private int closersBefore(int from, int lineEnd) {
    String text = source.text();
    List<Integer> closers = new ArrayList<>();
    int at = lineEnd;
    while (at > from && (isCloser(text.charAt(at - 1)) || text.charAt(at - 1) == ' ')) {
      at--;
    }
    for (int i = at; i < lineEnd; i++) {
      if (isCloser(text.charAt(i))) {
        closers.add(i);
      }
    }
    List<Integer> open = List.copyOf(openOnLine);
    for (int first = Math.max(0, closers.size() - open.size()); first < closers.size(); first++) {
      boolean fits = true;
      for (int i = first; i < closers.size() && fits; i++) {
        fits = text.charAt(closers.get(i)) == open.get(i - first);
      }
      if (fits) {
        return lineEnd - closers.get(first);
      }
    }
    return 0;
  }

  private static boolean isCloser(char character) {
    return character == ')' || character == ']' || character == '}';
  }

  private int openHole(int from, int to) {
    String text = source.text();
    for (int i = from; i < to; i++) {
      char character = text.charAt(i);
      if (character == '\\') {
        i++;
      } else if (character == '{') {
        int close = TextHoles.closing(text, i, to);
        if (close < 0) {
          return i;
        }
        i = close;
      }
    }
    return -1;
  }

  private void openBlock(CommonToken token) {
    isOpenBlock = true;
    Span at = span(token);
    findings.add(
        Diagnostic.of(Code.OPEN_TEXT, at, "This text of several lines is not closed.")
            .hint("close it with `\"\"\"`"));
    CommonToken closed = made(PolicyLexer.TEXT_BLOCK, token.getStartIndex(), end);
    openTexts.add(closed);
    tokens.add(closed);
    stream.seek(end);
  }

  private int lineEnd(int from) {
    int at = from;
    while (at < end && source.text().charAt(at) != '\n' && source.text().charAt(at) != '\r') {
      at++;
    }
    return at;
  }

  private CommonToken made(int type, int start, int stop) {
    CommonToken token =
        new CommonToken(new Pair<>(lexer, stream), type, Token.DEFAULT_CHANNEL, start, stop - 1);
    token.setLine(1);
    return token;
  }

  private Span span(Token token) {
    return new Span(source, token.getStartIndex(), token.getStopIndex() + 1);
  }
}
