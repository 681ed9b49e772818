package dev.ration.grammar.syntax;

import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.diag.Source;
import dev.ration.grammar.diag.Span;
import dev.ration.grammar.syntax.parse.PolicyLexer;
import dev.ration.grammar.syntax.parse.PolicyParser.NameContext;
import dev.ration.grammar.syntax.parse.PolicyParser.PathContext;
import dev.ration.plan.Code;
import java.util.ArrayList;
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
  private final WordTable words = new WordTable();

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

  /** The span of a node's first part where that covers as much: trees stay, so they share. */
  static Span shared(Span own, Tree part) {
    return part.span().equals(own) ? part.span() : own;
  }

  Tree.Name name(NameContext rule) {
    Token token = rule.getStart();
    int quotes = token.getType() == PolicyLexer.QUOTED_NAME ? 1 : 0;
    String text =
        words.text(
            source.text(), token.getStartIndex() + quotes, token.getStopIndex() + 1 - quotes);
    return new Tree.Name(text, span(token));
  }

  Tree.Path path(PathContext rule) {
    List<Tree.Name> names = names(rule.name());
    return new Tree.Path(names, shared(span(rule), names.getFirst()));
  }

  List<Tree.Path> paths(List<PathContext> rules) {
    List<Tree.Path> paths = new ArrayList<>(rules.size());
    for (PathContext rule : rules) {
      paths.add(path(rule));
    }
    return paths;
  }

  List<Tree.Name> names(List<NameContext> rules) {
    List<Tree.Name> names = new ArrayList<>(rules.size());
    for (NameContext rule : rules) {
      names.add(name(rule));
    }
    return names;
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
