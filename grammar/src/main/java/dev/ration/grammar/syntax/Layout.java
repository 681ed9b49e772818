package dev.ration.grammar.syntax;

import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.diag.Source;
import dev.ration.grammar.diag.Span;
import dev.ration.grammar.syntax.parse.PolicyLexer;
import dev.ration.plan.Code;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/**
 * What the lines of a text mean: which line ends end a statement (L1), which words are units,
 * labels or keywords where they stand, and whether brackets nest too deeply.
 */
final class Layout {
  /** The most brackets and braces that may be open at once. */
  static final int MOST_OPEN = 200;

  /** The most levels a tree may have below one bracket or line. */
  private static final int MOST_LEVELS = 500;

  private final Source source;
  private final List<CommonToken> raw = new ArrayList<>();
  private final List<Boolean> afterLineEnd = new ArrayList<>();
  private final List<Token> tokens = new ArrayList<>();
  private final List<Diagnostic> findings;
  private final List<CommonToken> openTexts;
  private final Map<Integer, String> docs = new HashMap<>();
  private final Deque<Nest> nests = new ArrayDeque<>();
  private final boolean isOpenBlock;
  private final int depthAround;
  private int prefixes;
  private int angles;
  private boolean isRefused;
  private boolean isOpen;
  private @Nullable CommonToken previous;

  /** What the innermost open bracket or brace holds. */
  private enum Kind {
    FILE,
    BRACKET,
    BODY,
    ARMS,
    LINES,
    FIELDS,
    FIGURES
  }

  /** An open bracket or brace. */
  private static final class Nest {
    final Kind kind;
    final int closer;

    /** The word that the next brace belongs to; 0 if none. */
    int head;

    boolean isHeadOpen;

    /** Operators since the line or item began, and the highest tree among what it holds. */
    int operators;

    int highest;
    int tallestLine;

    Nest(Kind kind, int closer) {
      this.kind = kind;
      this.closer = closer;
    }

    void endItem() {
      tallestLine = Math.max(tallestLine, operators + highest);
      operators = 0;
      highest = 0;
    }
  }

  /** Lays out a stretch of a text that stands inside {@code depthAround} brackets. */
  Layout(Source source, int start, int end, int depthAround) {
    this.source = source;
    this.depthAround = depthAround;
    TokenReader reader = new TokenReader(source, start, end);
    this.findings = reader.findings();
    this.openTexts = reader.openTexts();
    this.isOpenBlock = reader.isOpenBlock();
    keepWords(reader.tokens());
    nests.push(new Nest(Kind.FILE, Token.EOF));
    for (int i = 0; i < raw.size() && !isRefused; i++) {
      place(i);
    }
  }

  /** The parser's tokens. */
  List<Token> tokens() {
    return tokens;
  }

  /** What is wrong with characters and brackets. */
  List<Diagnostic> findings() {
    return findings;
  }

  /** The documentation before the token that begins at an offset. */
  @Nullable String doc(int offset) {
    return docs.get(offset);
  }

  /** Tells whether a text was not closed, so that its end is a guess. */
  boolean isBroken(Token text) {
    return openTexts.contains(text);
  }

  /** Tells whether the text is too deep to be parsed. */
  boolean isRefused() {
    return isRefused;
  }

  /**
   * Tells whether a person who typed this would go on: something is open, or an operand missing.
   */
  boolean isOpen() {
    return isOpen || isOpenBlock;
  }

  /** Tells whether the text ends inside {@code """}. */
  boolean isOpenBlock() {
    return isOpenBlock;
  }

  private void keepWords(List<CommonToken> all) {
    boolean isNewLine = false;
    StringBuilder doc = new StringBuilder();
    for (CommonToken token : all) {
      if (token.getType() == PolicyLexer.NEWLINE) {
        isNewLine = true;
      } else if (token.getChannel() == PolicyLexer.DOC) {
        // Blanks at the end of a line mean nothing, and the formatter takes them away.
        String line = token.getText().substring(3).stripTrailing();
        doc.append(doc.isEmpty() ? "" : "\n")
            .append(line.startsWith(" ") ? line.substring(1) : line);
      } else if (token.getChannel() == Token.DEFAULT_CHANNEL) {
        if (!doc.isEmpty()) {
          docs.put(token.getStartIndex(), doc.toString().stripTrailing());
          doc.setLength(0);
        }
        raw.add(token);
        afterLineEnd.add(isNewLine);
        isNewLine = false;
      }
    }
  }

  private void place(int i) {
    CommonToken token = raw.get(i);
    if (token.getType() == PolicyLexer.UNIT) {
      return;
    }
    if (token.getType() == Token.EOF) {
      finish(token);
      return;
    }
    retag(i);
    if (afterLineEnd.get(i) && previous != null) {
      newLine(i);
    }
    retagLineStarter(i);
    switch (token.getType()) {
      case PolicyLexer.RBRACE -> closeBrace(token);
      case PolicyLexer.RPAREN, PolicyLexer.RBRACKET -> closeBracket(token);
      default -> {
        noteHead(token);
        countLevels(token);
        emit(token);
        open(token);
      }
    }
    if (token.getType() == PolicyLexer.INT || token.getType() == PolicyLexer.NUMBER) {
      unit(i);
    }
  }

  private void finish(CommonToken end) {
    isOpen =
        nests.size() > 1
            || nests.getFirst().isHeadOpen
            || (previous != null && Words.WANT_MORE.get(previous.getType()));
    while (nests.size() > 1 && nests.getFirst().kind == Kind.BRACKET) {
      pop();
    }
    if (previous != null) {
      endLine();
    }
    tokens.add(end);
  }

  /** Reserved words after `.` and before `:` are names, and `energy` after `prefer`. */
  private void retag(int i) {
    CommonToken token = raw.get(i);
    int type = token.getType();
    if (!Words.RESERVED.get(type)) {
      return;
    }
    CommonToken before = previous;
    boolean isLiteral = type >= PolicyLexer.TRUE && type <= PolicyLexer.UNKNOWN;
    boolean isLabel =
        peek(i + 1) == PolicyLexer.COLON && !(isLiteral && top().kind == Kind.BRACKET);
    boolean isMember = before != null && before.getType() == PolicyLexer.DOT;
    boolean isGoal =
        before != null && before.getType() == PolicyLexer.PREFER && type == PolicyLexer.ENERGY;
    if (isGoal || isLabel || isMember || (top().kind == Kind.FIGURES && startsItem(i))) {
      token.setType(PolicyLexer.WORD);
    }
  }

  private void retagLineStarter(int i) {
    CommonToken token = raw.get(i);
    if (Words.LINE_STARTERS.get(token.getType()) && !(startsItem(i) && isKeywordAt(i))) {
      token.setType(PolicyLexer.WORD);
    }
  }

  private boolean startsItem(int i) {
    CommonToken before = previous;
    if (before == null) {
      return true;
    }
    return switch (before.getType()) {
      case PolicyLexer.LINE_END, PolicyLexer.SEMICOLON, PolicyLexer.LBRACE -> true;
      case PolicyLexer.COMMA -> top().kind == Kind.FIELDS || top().kind == Kind.FIGURES;
      case PolicyLexer.PRIVATE -> raw.get(i).getType() == PolicyLexer.HOST;
      default ->
          afterLineEnd.get(i)
              && top().kind == Kind.FIGURES
              && !Words.WANT_MORE.get(before.getType());
    };
  }

  private boolean isKeywordAt(int i) {
    int next = sameLine(i + 1) ? peek(i + 1) : 0;
    boolean isTop = top().kind == Kind.FILE;
    int type = raw.get(i).getType();
    return switch (type) {
      case PolicyLexer.HOST ->
          next == PolicyLexer.ACTION || next == PolicyLexer.FUN || next == PolicyLexer.TYPE_WORD;
      case PolicyLexer.TEST -> next == PolicyLexer.TEXT;
      case PolicyLexer.SHARED -> next == PolicyLexer.VAR;
      case PolicyLexer.GIVEN, PolicyLexer.STUB, PolicyLexer.FREEZE, PolicyLexer.UNFREEZE ->
          Words.isName(next);
      case PolicyLexer.SHOW, PolicyLexer.EXAMPLE, PolicyLexer.CHECK ->
          top().kind == Kind.LINES && startsOperand(i, next);
      case PolicyLexer.EXPECT -> startsOperand(i, next);
      default -> isTop && Words.isName(next);
    };
  }

  private boolean startsOperand(int i, int next) {
    boolean isBracket = next == PolicyLexer.LPAREN || next == PolicyLexer.LBRACKET;
    boolean isSign = next == PolicyLexer.MINUS && touches(i + 1);
    return Words.isName(next) || Words.OPERANDS.get(next) || ((isBracket || isSign) && !touches(i));
  }

  private void newLine(int i) {
    int type = raw.get(i).getType();
    if (top().kind == Kind.BRACKET && isLineOnly(i)) {
      while (top().kind == Kind.BRACKET) {
        pop();
      }
    }
    if (top().kind != Kind.BRACKET && type != PolicyLexer.RBRACE && !goesOn(i)) {
      endLine();
    }
  }

  private boolean isLineOnly(int i) {
    int type = raw.get(i).getType();
    return type > 0
        && (Words.LINE_ONLY.get(type)
            || (Words.CONSTRUCTS.get(type) && type != PolicyLexer.FOR)
            || (type == PolicyLexer.HOST && isKeywordAt(i)));
  }

  private void endLine() {
    CommonToken before = previous;
    if (before == null) {
      return;
    }
    switch (before.getType()) {
      case PolicyLexer.LINE_END, PolicyLexer.SEMICOLON, PolicyLexer.LBRACE -> {}
      default -> {
        if (before.getType() != PolicyLexer.COMMA || !isData()) {
          CommonToken line = new CommonToken(before);
          line.setType(PolicyLexer.LINE_END);
          line.setStartIndex(before.getStopIndex() + 1);
          line.setStopIndex(before.getStopIndex());
          emit(line);
        }
      }
    }
    top().endItem();
    top().head = 0;
    top().isHeadOpen = false;
  }

  private boolean isData() {
    return top().kind == Kind.FIELDS || top().kind == Kind.FIGURES;
  }

  /** Tells whether the line that begins with token {@code i} continues the one before. */
  private boolean goesOn(int i) {
    CommonToken before = previous;
    if (before == null) {
      return false;
    }
    int type = raw.get(i).getType();
    int last = before.getType();
    boolean isNextFigure =
        last == PolicyLexer.COLON && isData() && peek(i + 1) == PolicyLexer.COLON;
    if (Words.WANT_MORE.get(last)
        && !isShareEnergy(last)
        && !isNextFigure
        && !Words.LINE_ONLY.get(type)) {
      return true;
    }
    if (Words.TRAILERS.get(type)) {
      return !isData() && !(top().kind == Kind.ARMS && peek(i + 1) == PolicyLexer.ARROW);
    }
    if (Words.CLAUSES.get(type)) {
      return clauseGoesOn(i);
    }
    if (Words.SOFT.get(type)) {
      return softGoesOn(i);
    }
    if (Words.COMPARISONS.get(type)) {
      return top().kind != Kind.ARMS;
    }
    if (Words.OPERATORS.get(type)) {
      return true;
    }
    return switch (type) {
      // No line of a file begins with a name, so in a header it is a clause misspelt.
      case PolicyLexer.WORD -> top().kind == Kind.FILE && top().isHeadOpen;
      case PolicyLexer.MINUS -> !touches(i);
      case PolicyLexer.ARROW,
          PolicyLexer.FAT_ARROW,
          PolicyLexer.COMMA,
          PolicyLexer.DOT,
          PolicyLexer.COLON,
          PolicyLexer.ASSIGN,
          PolicyLexer.RPAREN,
          PolicyLexer.RBRACKET,
          PolicyLexer.LBRACE ->
          true;
      default -> false;
    };
  }

  private boolean isShareEnergy(int last) {
    return last == PolicyLexer.ENERGY
        && tokens.size() > 1
        && tokens.get(tokens.size() - 2).getType() == PolicyLexer.SHARE;
  }

  private boolean clauseGoesOn(int i) {
    int next = sameLine(i + 1) ? peek(i + 1) : 0;
    return switch (raw.get(i).getType()) {
      case PolicyLexer.REQUIRE, PolicyLexer.ENSURE -> top().isHeadOpen;
      case PolicyLexer.PRIVATE ->
          !isData() && next != PolicyLexer.RECORD && next != PolicyLexer.HOST;
      default -> !isData();
    };
  }

  private boolean softGoesOn(int i) {
    int type = raw.get(i).getType();
    int next = sameLine(i + 1) ? peek(i + 1) : 0;
    if (next == PolicyLexer.LEAST && type == PolicyLexer.AT) {
      return false;
    }
    if (top().kind == Kind.FIELDS || next == PolicyLexer.COLON) {
      return false;
    }
    if (top().kind == Kind.FIGURES) {
      return type == PolicyLexer.FROM && Words.isName(next);
    }
    boolean takesOperand =
        Words.isName(next)
            || next == PolicyLexer.INT
            || next == PolicyLexer.NUMBER
            || next == PolicyLexer.SKIP_WORD;
    return takesOperand || (top().isHeadOpen && next != PolicyLexer.ASSIGN);
  }

  private void noteHead(CommonToken token) {
    int type = token.getType();
    Nest nest = top();
    if (nest.kind == Kind.BRACKET) {
      return;
    }
    CommonToken before = previous;
    int last = before == null ? 0 : before.getType();
    boolean isStart =
        switch (last) {
          case 0,
              PolicyLexer.LINE_END,
              PolicyLexer.SEMICOLON,
              PolicyLexer.LBRACE,
              PolicyLexer.PRIVATE,
              PolicyLexer.ASSIGN,
              PolicyLexer.ARROW,
              PolicyLexer.COLON,
              PolicyLexer.RETURN,
              PolicyLexer.ELSE ->
              true;
          case PolicyLexer.AT -> nest.head == 0;
          default -> false;
        };
    boolean isHead =
        (Words.DECLARATIONS.get(type) && type != PolicyLexer.MODULE && type != PolicyLexer.USE)
            || Words.CONSTRUCTS.get(type)
            || Words.PROFILES.get(type)
            || type == PolicyLexer.TEST
            || type == PolicyLexer.HOST
            || type == PolicyLexer.WHENEVER
            || (type == PolicyLexer.LEAST && last == PolicyLexer.AT);
    if (isHead && isStart) {
      nest.head = type;
      nest.isHeadOpen = type != PolicyLexer.TEST;
    }
  }

  private void open(CommonToken token) {
    int closer =
        switch (token.getType()) {
          case PolicyLexer.LPAREN -> PolicyLexer.RPAREN;
          case PolicyLexer.LBRACKET -> PolicyLexer.RBRACKET;
          case PolicyLexer.LBRACE -> PolicyLexer.RBRACE;
          default -> 0;
        };
    if (closer == 0) {
      return;
    }
    nests.push(new Nest(closer == PolicyLexer.RBRACE ? braceKind() : Kind.BRACKET, closer));
    if (nests.size() + depthAround > MOST_OPEN) {
      refuse(token, "More than " + MOST_OPEN + " brackets are open here.");
    }
  }

  private Kind braceKind() {
    Nest around = top();
    int head = around.head;
    around.head = 0;
    around.isHeadOpen = false;
    return switch (head) {
      case PolicyLexer.ENUM, PolicyLexer.RECORD -> Kind.FIELDS;
      case PolicyLexer.THINK -> Kind.LINES;
      case PolicyLexer.WHEN -> Kind.ARMS;
      default ->
          around.kind == Kind.FIGURES || (head > 0 && Words.PROFILES.get(head))
              ? Kind.FIGURES
              : Kind.BODY;
    };
  }

  private void closeBrace(CommonToken token) {
    if (nests.stream().noneMatch(nest -> nest.closer == PolicyLexer.RBRACE)) {
      unmatched(token);
      return;
    }
    while (top().kind == Kind.BRACKET) {
      pop();
    }
    endLine();
    pop();
    emit(token);
  }

  private void closeBracket(CommonToken token) {
    if (top().kind == Kind.BRACKET) {
      pop();
      emit(token);
    } else {
      unmatched(token);
    }
  }

  private void unmatched(CommonToken token) {
    Span at = span(token);
    findings.add(
        Diagnostic.of(Code.SYNTAX, at, "This `" + token.getText() + "` closes nothing.")
            .fix("remove it", at, ""));
  }

  private void pop() {
    Nest closed = nests.pop();
    closed.endItem();
    top().highest = Math.max(top().highest, closed.tallestLine + 1);
  }

  private void countLevels(CommonToken token) {
    int type = token.getType();
    prefixes = Words.PREFIXES.get(type) ? prefixes + 1 : 0;
    angles = type == PolicyLexer.LESS ? angles + 1 : Words.NAMES.get(type) ? angles : 0;
    if (prefixes > MOST_OPEN || angles > MOST_OPEN) {
      refuse(token, "More than " + MOST_OPEN + " operators stand in a row here.");
    }
    Nest nest = top();
    switch (type) {
      case PolicyLexer.COMMA, PolicyLexer.SEMICOLON -> nest.endItem();
      case PolicyLexer.DOT, PolicyLexer.LPAREN, PolicyLexer.LBRACKET, PolicyLexer.ELSE ->
          nest.operators++;
      default -> {
        if (type == PolicyLexer.MINUS || Words.OPERATORS.get(type)) {
          nest.operators++;
        }
      }
    }
    if (nest.operators + nest.highest > MOST_LEVELS) {
      refuse(token, "This line joins more than " + MOST_LEVELS + " parts.");
    }
  }

  private void refuse(CommonToken token, String message) {
    isRefused = true;
    findings.add(
        Diagnostic.of(Code.TOO_DEEP, span(token), message)
            .hint("give parts of it names with `let`, or make them activities of their own"));
  }

  /** Retags the word after a number as a unit, and joins {@code m/s}. */
  private void unit(int i) {
    int at = i + 1;
    if (!sameLine(at)) {
      return;
    }
    CommonToken unit = raw.get(at);
    boolean isUnit =
        switch (unit.getType()) {
          case PolicyLexer.WORD, PolicyLexer.MIN, PolicyLexer.DEGREE -> true;
          case PolicyLexer.PERCENT -> !isRemainder(at);
          default -> unit.getType() >= 0 && Words.LINE_STARTERS.get(unit.getType());
        };
    if (!isUnit) {
      return;
    }
    CommonToken joined = new CommonToken(unit);
    joined.setType(PolicyLexer.UNIT);
    unit.setType(PolicyLexer.UNIT);
    boolean isCompound =
        peek(at + 1) == PolicyLexer.SLASH
            && touches(at)
            && touches(at + 1)
            && (peek(at + 2) == PolicyLexer.WORD || peek(at + 2) == PolicyLexer.MIN);
    if (isCompound) {
      raw.get(at + 1).setType(PolicyLexer.UNIT);
      raw.get(at + 2).setType(PolicyLexer.UNIT);
      joined.setStopIndex(raw.get(at + 2).getStopIndex());
    }
    emit(joined);
  }

  /** {@code 5 % 2} cannot be a percentage: it is another language's remainder. */
  private boolean isRemainder(int at) {
    int next = sameLine(at + 1) ? peek(at + 1) : 0;
    return next == PolicyLexer.INT || next == PolicyLexer.NUMBER;
  }

  private void emit(CommonToken token) {
    tokens.add(token);
    previous = token;
  }

  private Nest top() {
    return nests.getFirst();
  }

  /** The type of a raw token; 0 at the end of the text. */
  private int peek(int i) {
    return i < raw.size() ? Math.max(0, raw.get(i).getType()) : 0;
  }

  private boolean sameLine(int i) {
    return i < raw.size() && !afterLineEnd.get(i);
  }

  private boolean touches(int i) {
    return i + 1 < raw.size() && raw.get(i).getStopIndex() + 1 == raw.get(i + 1).getStartIndex();
  }

  private Span span(Token token) {
    return new Span(source, token.getStartIndex(), token.getStopIndex() + 1);
  }
}
