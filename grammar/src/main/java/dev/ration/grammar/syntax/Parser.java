package dev.ration.grammar.syntax;

import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.diag.Source;
import dev.ration.grammar.diag.Span;
import dev.ration.plan.Code;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Text to tree. Never throws, whatever the text: what cannot be read is a finding, and the rest of
 * the tree is there.
 */
public final class Parser {
  /** The longest line, in UTF-16 code units; one longer is refused unread. */
  public static final int LONGEST_LINE = 2_000;

  /** The largest text, in UTF-16 code units; one larger is refused unread. */
  public static final int LARGEST_TEXT = 1_000_000;

  /** After so many findings of one text the rest is left unsaid. */
  private static final int MOST_FINDINGS = 100;

  private Parser() {}

  /** Parses a whole file. */
  public static Parsed parse(Source source) {
    List<Diagnostic> findings = refusals(source);
    if (!findings.isEmpty()) {
      Tree.Module nothing =
          new Tree.Module(null, List.of(), List.of(), new Span(source, 0, source.text().length()));
      return new Parsed(nothing, findings);
    }
    Tree.Module module = of(source).module(findings);
    return new Parsed(module, ordered(findings));
  }

  /** Parses one expression, clauses and constructs included. */
  public static ParsedExpression parseExpression(Source source) {
    List<Diagnostic> findings = refusals(source);
    if (!findings.isEmpty()) {
      return new ParsedExpression(
          new Expression.Broken(new Span(source, 0, source.text().length())), findings);
    }
    Expression expression = of(source).expression(findings);
    return new ParsedExpression(expression, ordered(findings));
  }

  /** Parses declarations and statements, in any order, as typed at a prompt. */
  public static ParsedInput parseInput(Source source) {
    List<Diagnostic> findings = refusals(source);
    if (!findings.isEmpty()) {
      return new ParsedInput(List.of(), false, findings);
    }
    ParsedInput input = of(source).input();
    return new ParsedInput(input.items(), input.isIncomplete(), ordered(input.findings()));
  }

  private static TextParse of(Source source) {
    return new TextParse(source, 0, source.text().length(), 0);
  }

  /** What makes a text unfit to be read at all; cheap, whatever its size. */
  private static List<Diagnostic> refusals(Source source) {
    List<Diagnostic> findings = new ArrayList<>();
    if (source.text().length() > LARGEST_TEXT) {
      findings.add(tooLarge(source));
      return findings;
    }
    for (int line = 1; line <= source.lineCount() && findings.size() < 10; line++) {
      int start = source.lineStart(line);
      int end = line < source.lineCount() ? source.lineStart(line + 1) : source.text().length();
      if (end - start > LONGEST_LINE + 2) {
        findings.add(
            Diagnostic.of(
                    Code.LINE_TOO_LONG,
                    new Span(source, start, start + 1),
                    "This line has %,d characters; the most are %,d."
                        .formatted(end - start, LONGEST_LINE))
                .hint("a line may end after a comma, an operator or an opening bracket"));
      }
    }
    return findings;
  }

  /** The finding for a text above {@link #LARGEST_TEXT}. */
  static Diagnostic tooLarge(Source source) {
    return Diagnostic.of(
            Code.TEXT_TOO_LARGE,
            new Span(source, 0, 0),
            "This file is larger than %,d characters.".formatted(LARGEST_TEXT))
        .hint("split it into modules");
  }

  private static List<Diagnostic> ordered(List<Diagnostic> findings) {
    List<Diagnostic> ordered = new ArrayList<>(findings);
    ordered.sort(Comparator.comparingInt(finding -> finding.at().start()));
    return ordered.size() > MOST_FINDINGS ? ordered.subList(0, MOST_FINDINGS) : ordered;
  }
}
