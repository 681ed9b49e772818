package dev.ration.grammar.syntax;

import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.diag.Source;
import dev.ration.grammar.diag.Span;
import dev.ration.grammar.syntax.parse.PolicyLexer;
import dev.ration.grammar.syntax.parse.PolicyParser.NameContext;
import dev.ration.grammar.syntax.parse.PolicyParser.PathContext;
import dev.ration.plan.Code;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;

/** What the builders of one parse share: the source, its layout, and the findings. */
final class BuildContext {
  private final Source source;
  private final Layout layout;
  private final List<Diagnostic> findings;
  private final int depth;

  BuildContext(Source source, Layout layout, List<Diagnostic> findings, int depth) {
    this.source = source;
    this.layout = layout;
    this.findings = findings;
    this.depth = depth;
  }

  Source source() {
    return source;
  }

  Layout layout() {
    return layout;
  }

  List<Diagnostic> findings() {
    return findings;
  }

  /** How many brackets are open around this text, for the texts in its holes. */
  int depth() {
    return depth;
  }

  void report(Diagnostic finding) {
    findings.add(finding);
  }

  void report(Span at, String message) {
    findings.add(Diagnostic.of(Code.SYNTAX, at, message));
  }

  Span span(Token token) {
    int end = token.getType() == Token.EOF ? token.getStartIndex() : token.getStopIndex() + 1;
    return new Span(source, token.getStartIndex(), Math.max(token.getStartIndex(), end));
  }

  /** From the first to the last token that the rule read. */
  Span span(ParserRuleContext rule) {
    int start = rule.getStart().getStartIndex();
    Token stop = rule.getStop();
    boolean isEmpty = stop == null || stop.getStopIndex() + 1 < start;
    return new Span(source, start, isEmpty ? start : stop.getStopIndex() + 1);
  }

  Tree.Name name(NameContext rule) {
    Token token = rule.getStart();
    String text = token.getText();
    boolean isQuoted = token.getType() == PolicyLexer.QUOTED_NAME;
    return new Tree.Name(isQuoted ? text.substring(1, text.length() - 1) : text, span(token));
  }

  Tree.Path path(PathContext rule) {
    return new Tree.Path(rule.name().stream().map(this::name).toList(), span(rule));
  }

  List<Tree.Path> paths(List<PathContext> rules) {
    return rules.stream().map(this::path).toList();
  }

  List<Tree.Name> names(List<NameContext> rules) {
    return rules.stream().map(this::name).toList();
  }

  /** The documentation comment before a rule. */
  Optional<String> doc(ParserRuleContext rule) {
    return Optional.ofNullable(layout.doc(rule.getStart().getStartIndex()));
  }

  /** Tells whether the parser gave the rule up. */
  static boolean isBroken(ParserRuleContext rule) {
    return rule.exception != null;
  }
}
