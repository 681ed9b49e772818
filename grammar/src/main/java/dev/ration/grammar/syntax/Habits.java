package dev.ration.grammar.syntax;

import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.diag.NearWords;
import dev.ration.grammar.diag.Source;
import dev.ration.grammar.diag.Span;
import dev.ration.grammar.syntax.parse.PolicyLexer;
import dev.ration.grammar.syntax.parse.PolicyParser;
import dev.ration.plan.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;
import org.jspecify.annotations.Nullable;

/** Mistakes that people make because another language, or an earlier one, is written otherwise. */
final class Habits {
  /** What other languages begin a declaration with, and what is meant. */
  private static final Map<String, String> DECLARATIONS =
      Map.ofEntries(
          Map.entry("function", "fun"),
          Map.entry("func", "fun"),
          Map.entry("def", "fun"),
          Map.entry("fn", "fun"),
          Map.entry("import", "use"),
          Map.entry("include", "use"),
          Map.entry("package", "module"),
          Map.entry("namespace", "module"),
          Map.entry("const", "let"),
          Map.entry("val", "let"),
          Map.entry("var", "let"),
          Map.entry("class", "record"),
          Map.entry("struct", "record"));

  private static final Map<String, String> STATEMENTS =
      Map.of(
          "switch",
          "when",
          "match",
          "when",
          "loop",
          "while",
          "const",
          "let",
          "val",
          "let",
          "throw",
          "fail",
          "raise",
          "fail",
          "parallel",
          "all",
          "do",
          "step");

  private static final List<String> ELSE_IF = List.of("elif", "elsif", "elseif");

  private final Source source;

  Habits(Source source) {
    this.source = source;
  }

  /** The finding for a token that does not fit in a rule, if it is a known habit. */
  Optional<Diagnostic> find(Parser parser, Token found, ParserRuleContext rule) {
    Token before = before(parser, found);
    int where = rule.getRuleIndex();
    boolean isEnd = where == PolicyParser.RULE_end || where == PolicyParser.RULE_dataEnd;
    Diagnostic finding =
        switch (found.getType()) {
          case PolicyLexer.GREATER_OR_EQUAL ->
              where == PolicyParser.RULE_type
                  ? spaceBeforeEquals(found)
                  : isEnd ? chain(found) : null;
          case PolicyLexer.ASSIGN -> equals(found, rule, isEnd);
          case PolicyLexer.LBRACE -> isEnd ? recordInBraces(found, before) : null;
          case PolicyLexer.QUESTION -> isEnd ? conditional(found) : null;
          case PolicyLexer.FAT_ARROW -> where == PolicyParser.RULE_arguments ? lambda(found) : null;
          case PolicyLexer.INT, PolicyLexer.NUMBER -> isEnd ? secondNumber(found, before) : null;
          case PolicyLexer.DOT -> fraction(parser, found);
          case PolicyLexer.IF -> elseIf(found, before);
          case PolicyLexer.ELSE, PolicyLexer.ON, PolicyLexer.SOFT, PolicyLexer.CLEANUP ->
              isEnd ? trailer(found, rule) : null;
          case PolicyLexer.LESS,
              PolicyLexer.LESS_OR_EQUAL,
              PolicyLexer.GREATER,
              PolicyLexer.EQUAL,
              PolicyLexer.NOT_EQUAL ->
              isEnd ? chain(found) : null;
          default -> null;
        };
    if (finding == null) {
      finding = byKind(parser, found, before, rule, isEnd);
    }
    return Optional.ofNullable(finding);
  }

  /** The finding for a line that cannot stand where it does, if it is a known habit. */
  Optional<Diagnostic> misplaced(Token found, int list) {
    String word = found.getText();
    if (list == PolicyParser.RULE_file || list == PolicyParser.RULE_input) {
      return Optional.ofNullable(misplacedAtTop(found, word));
    }
    if (list == PolicyParser.RULE_construct
        && (found.getType() == PolicyLexer.LET || found.getType() == PolicyLexer.VAR)) {
      return Optional.of(
          Diagnostic.of(Code.SYNTAX, span(found), "A branch is not a `" + word + "`.")
              .hint("put it before the branches, or into a `step { }`"));
    }
    return list == PolicyParser.RULE_block && Words.TRAILERS.get(found.getType())
        ? Optional.of(
            Diagnostic.of(
                Code.SYNTAX, span(found), "`" + word + "` follows nothing that can fail."))
        : Optional.empty();
  }

  private @Nullable Diagnostic misplacedAtTop(Token found, String word) {
    String meant = DECLARATIONS.get(word);
    if (meant != null) {
      return Diagnostic.of(
              Code.SYNTAX, span(found), "`" + word + "` is not a word of the language.")
          .fix("write `" + meant + "`", span(found), meant);
    }
    List<String> near = NearWords.near(word, declarationWords());
    if (found.getType() == PolicyLexer.WORD && !near.isEmpty()) {
      return suggest(found, "`" + word + "` begins no declaration.", near);
    }
    return found.getType() == PolicyLexer.RBRACE
        ? null
        : Diagnostic.of(
                Code.SYNTAX, span(found), "`" + shown(found) + "` stands outside of any activity.")
            .hint("statements stand in a `policy`, an `action`, a `fun` or a `test`");
  }

  private @Nullable Diagnostic byKind(
      Parser parser, Token found, Token before, ParserRuleContext rule, boolean isEnd) {
    int type = found.getType();
    int where = rule.getRuleIndex();
    if (type <= 0) {
      return null;
    }
    if (where == PolicyParser.RULE_name && Words.RESERVED.get(type)) {
      return reservedName(found);
    }
    if (isArrow(before) && isStatementWord(type)) {
      return statementAsArm(parser, found);
    }
    if (isEnd && (Words.CLAUSES.get(type))) {
      return clause(found, before, rule);
    }
    if (Words.CONSTRUCTS.get(type) && !isEnd && where != PolicyParser.RULE_open) {
      return construct(found);
    }
    if (where == PolicyParser.RULE_parameter && before.getType() == PolicyLexer.WORD) {
      Span gap = new Span(source, before.getStopIndex() + 1, before.getStopIndex() + 1);
      return Diagnostic.of(Code.SYNTAX, span(found), "A `:` stands between a name and its type.")
          .fix("put `:` after `" + before.getText() + "`", gap, ":");
    }
    if (where == PolicyParser.RULE_arguments && Words.OPERANDS.get(type)) {
      Span gap = new Span(source, before.getStopIndex() + 1, before.getStopIndex() + 1);
      return Diagnostic.of(Code.SYNTAX, span(found), "Arguments are separated by `,`.")
          .fix("put `,` after `" + shown(before) + "`", gap, ",");
    }
    return misspelt(parser, found, before, where, isEnd);
  }

  private @Nullable Diagnostic misspelt(
      Parser parser, Token found, Token before, int where, boolean isEnd) {
    if (found.getType() == PolicyLexer.WORD && ELSE_IF.contains(found.getText())) {
      return Diagnostic.of(
              Code.SYNTAX, span(found), "`" + found.getText() + "` is written `else if` here.")
          .fix("write `else if`", span(found), "else if");
    }
    if (isEnd && startsLine(parser, before)) {
      String meant = STATEMENTS.get(before.getText());
      if (meant != null) {
        return Diagnostic.of(
                Code.SYNTAX,
                span(before),
                "`" + before.getText() + "` is not a word of the language.")
            .fix("write `" + meant + "`", span(before), meant);
      }
      List<String> near = NearWords.near(before.getText(), statementWords());
      if (!near.isEmpty()) {
        return suggest(before, "`" + before.getText() + "` begins no statement.", near);
      }
    }
    if (isEnd && startsStatement(parser, found)) {
      Span gap = new Span(source, before.getStopIndex() + 1, before.getStopIndex() + 1);
      return Diagnostic.of(Code.SYNTAX, span(found), "A second statement begins on this line.")
          .hint("put it on a line of its own")
          .fix("put `;` between them", gap, ";");
    }
    boolean isHeader =
        where == PolicyParser.RULE_open
            || where == PolicyParser.RULE_hostDeclaration
            || where == PolicyParser.RULE_fileItem
            || isEnd;
    if (isHeader && found.getType() == PolicyLexer.WORD) {
      List<String> near = NearWords.near(found.getText(), clauseWords());
      if (!near.isEmpty()) {
        return suggest(found, "`" + found.getText() + "` is not a clause.", near);
      }
    }
    return null;
  }

  private Diagnostic suggest(Token at, String message, List<String> near) {
    List<String> quoted = near.stream().map(word -> "`" + word + "`").toList();
    Diagnostic finding =
        Diagnostic.of(Code.SYNTAX, span(at), message)
            .hint("did you mean " + String.join(" or ", quoted) + "?");
    for (String word : near) {
      finding = finding.fix("write `" + word + "`", span(at), word);
    }
    return finding;
  }

  private Diagnostic spaceBeforeEquals(Token found) {
    return Diagnostic.of(
            Code.SYNTAX, span(found), "`>=` is one sign; the type ends before its `=`.")
        .fix("put a space between them", span(found), "> =");
  }

  private @Nullable Diagnostic equals(Token found, ParserRuleContext rule, boolean isEnd) {
    int where = rule.getRuleIndex();
    if (where == PolicyParser.RULE_open || where == PolicyParser.RULE_construct) {
      return Diagnostic.of(
              Code.SYNTAX, span(found), "`=` gives a name its value; it compares nothing.")
          .fix("write `==`", span(found), "==");
    }
    if (rule.getParent() instanceof PolicyParser.EnumLineContext) {
      return Diagnostic.of(Code.SYNTAX, span(found), "A case of an enum has no value.")
          .hint("a `fun` with a `when` gives each case one");
    }
    return isEnd
        ? Diagnostic.of(Code.SYNTAX, span(found), "Only a name can be assigned.")
            .hint("records and lists do not change; make a new one and assign it to a `var`")
        : null;
  }

  private @Nullable Diagnostic recordInBraces(Token found, Token before) {
    return before.getType() == PolicyLexer.WORD && startsUpper(before)
        ? Diagnostic.of(Code.SYNTAX, span(found), "A record is not written in braces.")
            .hint("it is built by call, as in `" + shown(before) + "(name: value)`")
        : null;
  }

  private static boolean startsUpper(Token word) {
    return Character.isUpperCase(word.getText().charAt(0));
  }

  private Diagnostic conditional(Token found) {
    return Diagnostic.of(Code.SYNTAX, span(found), "There is no `?` between values.")
        .hint("write `if c { a } else { b }`, on its line or after `=`");
  }

  private Diagnostic lambda(Token found) {
    return Diagnostic.of(Code.SYNTAX, span(found), "There are no function values.")
        .hint("use a `for`, or a `fun` of its own: what is passed around cannot be estimated");
  }

  private @Nullable Diagnostic secondNumber(Token found, Token before) {
    return before.getType() == PolicyLexer.UNIT
        ? Diagnostic.of(Code.SYNTAX, span(found), "A quantity has one number.")
            .hint("write it in one unit, as in `90 s` for `1 min 30 s`")
        : null;
  }

  private @Nullable Diagnostic fraction(Parser parser, Token found) {
    Token next = parser.getInputStream().get(found.getTokenIndex() + 1);
    boolean isDigits =
        next.getType() == PolicyLexer.INT && next.getStartIndex() == found.getStopIndex() + 1;
    return isDigits
        ? Diagnostic.of(Code.SYNTAX, span(found), "A number does not begin with its point.")
            .fix("put `0` before it", span(found), "0.")
        : null;
  }

  private @Nullable Diagnostic elseIf(Token found, Token before) {
    return before.getType() == PolicyLexer.ELSE
        ? Diagnostic.of(Code.SYNTAX, span(found), "The `else` of a failure takes no `if`.")
            .hint("put the `if` into braces: `else { if … { } }`")
        : null;
  }

  private @Nullable Diagnostic trailer(Token found, ParserRuleContext rule) {
    String word = found.getText();
    PolicyParser.ValueContext value = valueBefore(rule);
    if (value == null || value.construct() == null) {
      return null;
    }
    String head = value.getStart().getText();
    Diagnostic finding =
        Diagnostic.of(Code.SYNTAX, span(found), "`" + head + "` takes no `" + word + "` here.");
    return switch (value.construct()) {
      case PolicyParser.WhenConstructContext _ when found.getType() == PolicyLexer.ELSE ->
          finding
              .hint("its last arm is `otherwise -> …`")
              .label(span(value.getStart()), "this `when`");
      case PolicyParser.IfConstructContext _ when found.getType() == PolicyLexer.ELSE ->
          finding.hint("it has one already").label(span(value.getStart()), "this `if`");
      case PolicyParser.WhenConstructContext _ -> stepHint(finding, value, word);
      case PolicyParser.IfConstructContext _ -> stepHint(finding, value, word);
      default -> null;
    };
  }

  private Diagnostic stepHint(Diagnostic finding, PolicyParser.ValueContext value, String word) {
    String head = value.getStart().getText();
    return finding
        .hint("put the `" + head + "` into a `step { }`, and the `" + word + "` after that")
        .label(span(value.getStart()), "this `" + head + "`");
  }

  /** The value on the line that a rule ends. */
  private static PolicyParser.@Nullable ValueContext valueBefore(ParserRuleContext end) {
    ParserRuleContext line = end.getParent();
    for (int depth = 0; line != null && line.getChildCount() > 0 && depth < 4; depth++) {
      if (line instanceof PolicyParser.ValueContext value) {
        return value;
      }
      PolicyParser.ValueContext value = line.getRuleContext(PolicyParser.ValueContext.class, 0);
      if (value != null) {
        return value;
      }
      line = line.getChild(0) instanceof ParserRuleContext first ? first : null;
    }
    return null;
  }

  private Diagnostic chain(Token found) {
    return Diagnostic.of(Code.SYNTAX, span(found), "Comparisons do not chain.")
        .hint("join two with `and`, as in `a < b and b < c`");
  }

  private Diagnostic reservedName(Token found) {
    String word = found.getText();
    return Diagnostic.of(
            Code.SYNTAX, span(found), "`" + word + "` is a word of the language, not a name.")
        .hint("choose another name, as in `my_" + word + "`, or use backticks")
        .fix("put it in backticks", span(found), "`" + word + "`");
  }

  private Diagnostic statementAsArm(Parser parser, Token found) {
    TokenStream tokens = parser.getInputStream();
    int last = found.getTokenIndex();
    while (!isLineEnd(tokens.get(last + 1).getType())) {
      last++;
    }
    Span line = new Span(source, found.getStartIndex(), tokens.get(last).getStopIndex() + 1);
    return Diagnostic.of(
            Code.SYNTAX,
            span(found),
            "After `->` stands a value, and `" + shown(found) + "` is none.")
        .hint("put the statement into braces")
        .fix("put it into braces", line, "{ " + line.text() + " }");
  }

  private static boolean isLineEnd(int type) {
    return type == PolicyLexer.LINE_END || type == PolicyLexer.SEMICOLON || type == Token.EOF;
  }

  private @Nullable Diagnostic clause(Token found, Token before, ParserRuleContext rule) {
    String word = found.getText();
    if (found.getType() == PolicyLexer.REQUIRE || found.getType() == PolicyLexer.ENSURE) {
      return Diagnostic.of(Code.SYNTAX, span(found), "`" + word + "` is not a clause of a call.")
          .hint("put it on a line of its own");
    }
    if (before.getType() != PolicyLexer.RBRACE) {
      return null;
    }
    PolicyParser.ValueContext value = valueBefore(rule);
    Diagnostic finding =
        Diagnostic.of(Code.SYNTAX, span(found), "Clauses stand before the braces.");
    if (value != null
        && (value.construct() instanceof PolicyParser.IfConstructContext
            || value.construct() instanceof PolicyParser.WhenConstructContext)) {
      return finding.hint(
          "`" + value.getStart().getText() + "` takes no clauses; put it into a `step`");
    }
    return finding.hint("move `" + word + "` in front of the `{`");
  }

  private Diagnostic construct(Token found) {
    String word = found.getText();
    return Diagnostic.of(
            Code.SYNTAX, span(found), "`" + word + "` does not stand in an expression.")
        .hint("it stands on a line of its own, or after `=`, `return` or `->`");
  }

  private static boolean isArrow(Token token) {
    return token.getType() == PolicyLexer.ARROW || token.getType() == PolicyLexer.FAT_ARROW;
  }

  private static boolean isStatementWord(int type) {
    return Words.LINE_ONLY.get(type) && !Words.DECLARATIONS.get(type);
  }

  private static boolean startsLine(Parser parser, Token token) {
    int index = token.getTokenIndex();
    if (token.getType() != PolicyLexer.WORD || index <= 0) {
      return false;
    }
    int last = parser.getInputStream().get(index - 1).getType();
    return isLineEnd(last) || last == PolicyLexer.LBRACE || last == PolicyLexer.RBRACE;
  }

  private static boolean startsStatement(Parser parser, Token token) {
    int next = parser.getInputStream().get(token.getTokenIndex() + 1).getType();
    return token.getType() == PolicyLexer.WORD
        && (next == PolicyLexer.LPAREN || next == PolicyLexer.DOT || next == PolicyLexer.ASSIGN);
  }

  private static List<String> declarationWords() {
    List<String> words = new ArrayList<>();
    Words.DECLARATIONS.stream().mapToObj(Words::text).forEach(words::add);
    Words.PROFILES.stream().mapToObj(Words::text).forEach(words::add);
    Words.WORLD.stream().mapToObj(Words::text).forEach(words::add);
    words.addAll(List.of("let", "host", "test"));
    return words;
  }

  private static List<String> statementWords() {
    List<String> words = new ArrayList<>();
    Words.CONSTRUCTS.stream().mapToObj(Words::text).forEach(words::add);
    words.addAll(
        List.of("let", "var", "whenever", "return", "fail", "break", "continue", "require"));
    words.addAll(List.of("ensure", "wait", "confirm", "accept", "given", "stub", "expect"));
    return words;
  }

  private static List<String> clauseWords() {
    List<String> words = new ArrayList<>();
    Words.CLAUSES.stream().mapToObj(Words::text).forEach(words::add);
    words.addAll(List.of("else", "on", "soft", "cleanup", "takes", "begins", "draws", "fails"));
    words.addAll(List.of("pure", "preemptible", "unfenced", "needs", "busy"));
    return words;
  }

  private static Token before(Parser parser, Token token) {
    int index = token.getTokenIndex();
    return index > 0 ? parser.getInputStream().get(index - 1) : token;
  }

  private static String shown(Token token) {
    String text = token.getText();
    return text.length() > 40 ? text.substring(0, 37) + "…" : text;
  }

  private Span span(Token token) {
    return new Span(source, token.getStartIndex(), token.getStopIndex() + 1);
  }
}
