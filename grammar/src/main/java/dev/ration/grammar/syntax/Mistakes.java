package dev.ration.grammar.syntax;

import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.diag.Source;
import dev.ration.grammar.syntax.parse.PolicyLexer;
import dev.ration.grammar.syntax.parse.PolicyParser;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.InputMismatchException;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.antlr.v4.runtime.tree.ErrorNode;

/**
 * How the parser goes on after a mistake: no token is made up or dropped to repair a line. In
 * braces the rest of the line is skipped, with the braces it opens; a wrong header goes on at its
 * brace; a declaration word always ends the skipping.
 */
final class Mistakes extends DefaultErrorStrategy {
  private final MistakeWords words;
  private final List<Diagnostic> findings = new ArrayList<>();

  private boolean isAfterUnclosed;

  /** Explains mistakes of {@code source}; {@code whole} is what the parsed stretch is called. */
  Mistakes(Source source, String whole) {
    this.words = new MistakeWords(source, whole);
  }

  List<Diagnostic> findings() {
    return findings;
  }

  @Override
  public void reportError(Parser parser, RecognitionException mistake) {
    if (!inErrorRecoveryMode(parser)) {
      beginErrorCondition(parser);
      findings.add(words.describe(parser, mistake));
      isAfterUnclosed =
          parser.getContext().getRuleIndex() == PolicyParser.RULE_close
              && startsDeclaration(parser);
    }
  }

  @Override
  public Token recoverInline(Parser parser) {
    throw new InputMismatchException(parser);
  }

  @Override
  public void sync(Parser parser) {
    ParserRuleContext rule = parser.getContext();
    boolean isFile =
        rule.getRuleIndex() == PolicyParser.RULE_file
            || rule.getRuleIndex() == PolicyParser.RULE_input;
    if (!isFile && !(hasLines(rule.getRuleIndex()) && isInList(rule))) {
      return;
    }
    IntervalSet expected =
        parser.getATN().nextTokens(parser.getATN().states.get(parser.getState()));
    while (true) {
      int next = parser.getInputStream().LA(1);
      boolean isStop =
          next == Token.EOF
              || expected.contains(next)
              || (!isFile && (next == PolicyLexer.RBRACE || startsDeclaration(parser)));
      if (isStop) {
        return;
      }
      if (!inErrorRecoveryMode(parser)) {
        beginErrorCondition(parser);
        // What follows an unclosed brace is its body: one mistake, one message.
        if (!isFile || !isAfterUnclosed) {
          findings.add(words.misplaced(parser, rule));
        }
        isAfterUnclosed = false;
      }
      if (isFile) {
        parser.consume();
        skipToDeclaration(parser);
      } else {
        skipLine(parser);
      }
      endErrorCondition(parser);
    }
  }

  @Override
  public void recover(Parser parser, RecognitionException mistake) {
    ParserRuleContext rule = parser.getContext();
    switch (rule.getRuleIndex()) {
      case PolicyParser.RULE_line,
          PolicyParser.RULE_enumLine,
          PolicyParser.RULE_fieldLine,
          PolicyParser.RULE_thinkLine,
          PolicyParser.RULE_entryLine,
          PolicyParser.RULE_branchLine,
          PolicyParser.RULE_armLine,
          PolicyParser.RULE_inputLine ->
          skipLine(parser);
      case PolicyParser.RULE_fileLine -> recoverFileLine(parser, rule);
      case PolicyParser.RULE_open -> recoverOpen(parser, mistake);
      case PolicyParser.RULE_parameters,
          PolicyParser.RULE_arguments,
          PolicyParser.RULE_fieldPatterns ->
          recoverBrackets(parser, rule, mistake);
      case PolicyParser.RULE_parameter -> recoverParameter(parser, rule, mistake);
      case PolicyParser.RULE_close,
          PolicyParser.RULE_file,
          PolicyParser.RULE_input,
          PolicyParser.RULE_soleExpression -> {}
      default -> throw mistake;
    }
  }

  /**
   * Whether a rule has braces with lines of its own. Most have not, and each asks at every part.
   */
  private static boolean hasLines(int rule) {
    return switch (rule) {
      case PolicyParser.RULE_enumType,
          PolicyParser.RULE_recordType,
          PolicyParser.RULE_think,
          PolicyParser.RULE_profile,
          PolicyParser.RULE_entry,
          PolicyParser.RULE_block,
          PolicyParser.RULE_construct ->
          true;
      default -> false;
    };
  }

  /** Between the braces of a list of lines, whatever rule they belong to. */
  private static boolean isInList(ParserRuleContext rule) {
    // Asked at every line, so it looks at the last one only: what was skipped, then a line.
    int last = rule.getChildCount() - 1;
    while (last >= 0 && rule.getChild(last) instanceof ErrorNode) {
      last--;
    }
    return last >= 0
        && rule.getChild(last) instanceof ParserRuleContext before
        && (before.getRuleIndex() == PolicyParser.RULE_open || isLine(before.getRuleIndex()));
  }

  private static boolean isLine(int rule) {
    return switch (rule) {
      case PolicyParser.RULE_line,
          PolicyParser.RULE_enumLine,
          PolicyParser.RULE_fieldLine,
          PolicyParser.RULE_thinkLine,
          PolicyParser.RULE_entryLine,
          PolicyParser.RULE_branchLine,
          PolicyParser.RULE_armLine ->
          true;
      default -> false;
    };
  }

  private void recoverFileLine(Parser parser, ParserRuleContext rule) {
    int first = rule.getStart().getType();
    boolean isShort =
        first == PolicyLexer.LET || first == PolicyLexer.USE || first == PolicyLexer.MODULE;
    if (isShort) {
      skipLine(parser);
    } else {
      skipToDeclaration(parser);
    }
    endErrorCondition(parser);
  }

  /** A wrong header goes on at its brace. */
  private void recoverOpen(Parser parser, RecognitionException mistake) {
    int at = 1;
    while (true) {
      int type = parser.getInputStream().LA(at);
      switch (type) {
        case PolicyLexer.LBRACE -> {
          for (int i = 0; i < at; i++) {
            parser.consume();
          }
          endErrorCondition(parser);
          return;
        }
        case Token.EOF, PolicyLexer.LINE_END, PolicyLexer.SEMICOLON, PolicyLexer.RBRACE ->
            throw mistake;
        default -> at++;
      }
    }
  }

  private void recoverBrackets(
      Parser parser, ParserRuleContext rule, RecognitionException mistake) {
    if (rule.getChildCount() == 0 || rule.getStart().getType() != PolicyLexer.LPAREN) {
      throw mistake;
    }
    int depth = 0;
    while (true) {
      int next = parser.getInputStream().LA(1);
      if (next > 0 && Words.CONSTRUCTS.get(next)) {
        throw mistake;
      }
      switch (next) {
        case Token.EOF,
            PolicyLexer.LINE_END,
            PolicyLexer.SEMICOLON,
            PolicyLexer.LBRACE,
            PolicyLexer.RBRACE -> {
          return;
        }
        case PolicyLexer.LPAREN, PolicyLexer.LBRACKET -> depth++;
        case PolicyLexer.RPAREN, PolicyLexer.RBRACKET -> {
          if (depth == 0) {
            parser.consume();
            endErrorCondition(parser);
            return;
          }
          depth--;
        }
        default -> {}
      }
      parser.consume();
    }
  }

  private void recoverParameter(
      Parser parser, ParserRuleContext rule, RecognitionException mistake) {
    ParserRuleContext list = rule.getParent();
    if (list == null || list.getRuleIndex() != PolicyParser.RULE_parameters) {
      throw mistake;
    }
    int depth = 0;
    while (true) {
      switch (parser.getInputStream().LA(1)) {
        case Token.EOF,
            PolicyLexer.LINE_END,
            PolicyLexer.SEMICOLON,
            PolicyLexer.LBRACE,
            PolicyLexer.RBRACE -> {
          return;
        }
        case PolicyLexer.LPAREN, PolicyLexer.LBRACKET -> depth++;
        case PolicyLexer.COMMA, PolicyLexer.RPAREN, PolicyLexer.RBRACKET -> {
          if (depth == 0) {
            endErrorCondition(parser);
            return;
          }
          depth -= parser.getInputStream().LA(1) == PolicyLexer.COMMA ? 0 : 1;
        }
        default -> {}
      }
      parser.consume();
    }
  }

  /** Skips to the end of the line, past the braces that it opens. */
  private void skipLine(Parser parser) {
    boolean isData = isData(parser.getContext());
    int depth = 0;
    while (true) {
      int next = parser.getInputStream().LA(1);
      if (next == Token.EOF || startsDeclaration(parser)) {
        return;
      }
      if (depth == 0) {
        boolean isEnd =
            next == PolicyLexer.LINE_END
                || next == PolicyLexer.SEMICOLON
                || (next == PolicyLexer.COMMA && isData);
        if (isEnd) {
          parser.consume();
          endErrorCondition(parser);
          return;
        }
        if (next == PolicyLexer.RBRACE) {
          return;
        }
      }
      depth += next == PolicyLexer.LBRACE ? 1 : next == PolicyLexer.RBRACE ? -1 : 0;
      parser.consume();
    }
  }

  private static boolean isData(ParserRuleContext rule) {
    return switch (rule.getRuleIndex()) {
      case PolicyParser.RULE_enumType,
          PolicyParser.RULE_enumLine,
          PolicyParser.RULE_recordType,
          PolicyParser.RULE_fieldLine,
          PolicyParser.RULE_profile,
          PolicyParser.RULE_entry,
          PolicyParser.RULE_entryLine ->
          true;
      default -> false;
    };
  }

  private static void skipToDeclaration(Parser parser) {
    while (parser.getInputStream().LA(1) != Token.EOF && !startsDeclaration(parser)) {
      parser.consume();
    }
  }

  /** Tells whether the next token is a declaration word at the start of a line. */
  static boolean startsDeclaration(Parser parser) {
    int next = parser.getInputStream().LA(1);
    Token before = parser.getInputStream().LT(-1);
    int last = before == null ? 0 : before.getType();
    boolean isStart =
        last == PolicyLexer.LINE_END
            || last == PolicyLexer.SEMICOLON
            || last == PolicyLexer.LBRACE
            || last == PolicyLexer.RBRACE
            || last == Token.EOF
            || last == 0;
    boolean isWord =
        next > 0
            && (Words.DECLARATIONS.get(next)
                || Words.PROFILES.get(next)
                || Words.WORLD.get(next)
                || next == PolicyLexer.HOST
                || next == PolicyLexer.TEST);
    return isStart && isWord;
  }
}
