package dev.ration.grammar.syntax;

import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.diag.Source;
import dev.ration.grammar.diag.Span;
import dev.ration.grammar.syntax.parse.PolicyLexer;
import dev.ration.grammar.syntax.parse.PolicyParser;
import dev.ration.plan.Code;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;

/** What a mistake is called, in words for people who write policies. */
final class MistakeWords {
  private final Source source;
  private final String whole;
  private final Habits habits;

  /** Describes mistakes of {@code source}; {@code whole} is what the parsed stretch is called. */
  MistakeWords(Source source, String whole) {
    this.source = source;
    this.whole = whole;
    this.habits = new Habits(source);
  }

  /** A finding for what does not fit where a rule stopped. */
  Diagnostic describe(Parser parser, RecognitionException mistake) {
    Token found = mistake.getOffendingToken();
    ParserRuleContext rule = parser.getContext();
    return habits.find(parser, found, rule).orElseGet(() -> plain(parser, mistake, found, rule));
  }

  /** A finding for a line that cannot stand in a list of lines. */
  Diagnostic misplaced(Parser parser, ParserRuleContext list) {
    Token found = parser.getCurrentToken();
    return habits
        .misplaced(found, list.getRuleIndex())
        .orElseGet(
            () ->
                Diagnostic.of(Code.SYNTAX, span(found), found(found, lineOf(list.getRuleIndex()))));
  }

  private Diagnostic plain(
      Parser parser, RecognitionException mistake, Token found, ParserRuleContext rule) {
    Diagnostic finding =
        Diagnostic.of(
            Code.SYNTAX, span(found), found(found, wanted(parser, mistake, rule.getRuleIndex())));
    ParserRuleContext list = rule.getParent();
    if (rule.getRuleIndex() == PolicyParser.RULE_close && list != null) {
      var open = list.getRuleContext(PolicyParser.OpenContext.class, 0);
      return open == null
          ? finding
          : finding.label(span(open.getStart()), "this `{` is still open");
    }
    if (rule instanceof PolicyParser.ConfirmContext
        && expected(parser, mistake).contains(PolicyLexer.AT)) {
      return finding.hint("`confirm` takes a threshold, as in `confirm guess at 0.8`");
    }
    return finding;
  }

  private static String lineOf(int rule) {
    return switch (rule) {
      case PolicyParser.RULE_file -> "a declaration";
      case PolicyParser.RULE_enumType -> "the name of a case";
      case PolicyParser.RULE_recordType -> "a field";
      case PolicyParser.RULE_think -> "a text, `show`, `example` or `check`";
      case PolicyParser.RULE_profile, PolicyParser.RULE_entry -> "a figure or a group";
      default -> "a statement";
    };
  }

  private String found(Token token, String wanted) {
    return switch (token.getType()) {
      case PolicyLexer.LINE_END -> (isAtEnd() ? "The " + whole : "The line") + ends(wanted);
      case Token.EOF -> "The " + whole + ends(wanted);
      default -> "`" + shown(token) + "` stands where " + wanted + " should.";
    };
  }

  private static String ends(String wanted) {
    return " ends where " + wanted + " should stand.";
  }

  /** Tells whether nothing follows in a hole; a file's last line is a line like any other. */
  private boolean isAtEnd() {
    return whole.equals("hole");
  }

  private static String shown(Token token) {
    String text = token.getText();
    return text.length() > 40 ? text.substring(0, 37) + "…" : text;
  }

  private String wanted(Parser parser, RecognitionException mistake, int rule) {
    return switch (rule) {
      case PolicyParser.RULE_open -> "`{`";
      case PolicyParser.RULE_close -> "`}`";
      case PolicyParser.RULE_end, PolicyParser.RULE_dataEnd -> "the end of the line";
      case PolicyParser.RULE_soleExpression -> "the end of the " + whole;
      case PolicyParser.RULE_name, PolicyParser.RULE_path -> "a name";
      case PolicyParser.RULE_type -> "a type";
      case PolicyParser.RULE_pattern, PolicyParser.RULE_patternAtom -> "a pattern";
      case PolicyParser.RULE_statement -> "a statement";
      case PolicyParser.RULE_fileItem, PolicyParser.RULE_declaration -> "a declaration";
      default -> listed(parser, mistake);
    };
  }

  private static String listed(Parser parser, RecognitionException mistake) {
    IntervalSet expected = expected(parser, mistake);
    if (expected.contains(PolicyLexer.INT)) {
      return "a value";
    }
    List<String> known = new ArrayList<>();
    if (expected.contains(PolicyLexer.WORD)) {
      known.add("a name");
    }
    for (int type : expected.toArray()) {
      boolean isName = !known.isEmpty() && Words.NAMES.get(type);
      if (type > 0 && !isName && !Words.HABITS.get(type)) {
        known.add(type == PolicyLexer.LINE_END ? "the end of the line" : quoted(type));
      }
    }
    if (known.isEmpty() || known.size() > 5) {
      return "something else";
    }
    String last = known.removeLast();
    return known.isEmpty() ? last : String.join(", ", known) + " or " + last;
  }

  private static IntervalSet expected(Parser parser, RecognitionException mistake) {
    int state = mistake.getOffendingState();
    return state < 0 || mistake.getCtx() == null
        ? new IntervalSet()
        : parser.getATN().getExpectedTokens(state, mistake.getCtx());
  }

  private static String quoted(int type) {
    return switch (type) {
      case PolicyLexer.TEXT -> "a text in quotes";
      default -> "`" + Words.text(type) + "`";
    };
  }

  private Span span(Token token) {
    int start = Math.min(token.getStartIndex(), source.text().length());
    boolean isEmpty = token.getType() == Token.EOF || token.getStopIndex() < start;
    return new Span(source, start, isEmpty ? start : token.getStopIndex() + 1);
  }
}
