package dev.ration.lint.config;

import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.diag.Source;
import dev.ration.grammar.diag.Span;
import dev.ration.grammar.syntax.Comment;
import dev.ration.grammar.syntax.CommentReader;
import dev.ration.lint.rules.AllRules;
import dev.ration.plan.Code;
import dev.ration.plan.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ignores of one text: {@code // ration: ignore RTN0412 because …}, at the end of a line or on
 * lines of their own before it. Used once, on one thread.
 */
public final class Ignores {
  private static final Pattern FORM =
      Pattern.compile("//\\s*ration:\\s*ignore\\b(?<codes>.*?)(\\bbecause\\b(?<why>.*))?");

  /** Stands in every ignore. */
  private static final String MARK = "ration:";

  private static final Pattern WORD = Pattern.compile("[^\\s,]+");

  private record Ignored(Code code, Span at) {}

  private final Map<Integer, List<Ignored>> byLine = new HashMap<>();
  private final List<Diagnostic> faults = new ArrayList<>();

  private Ignores(Source source) {
    // Reading a text for its comments is reading it once more, and most have nothing to ignore.
    if (!source.text().contains(MARK)) {
      return;
    }
    for (Comment comment : CommentReader.read(source)) {
      Matcher form = FORM.matcher(comment.text());
      if (!comment.isDoc() && form.matches()) {
        add(source, comment, form);
      }
    }
  }

  /**
   * Takes the ignored findings of one text out of a list, and adds what is wrong with its ignores.
   *
   * @param isLinted whether rules looked at the text; without, nothing is called unused
   */
  public static void apply(Source source, boolean isLinted, List<Diagnostic> findings) {
    Ignores ignores = new Ignores(source);
    List<Ignored> used = new ArrayList<>();
    findings.removeIf(finding -> finding.at().source() == source && ignores.hide(finding, used));
    if (isLinted) {
      ignores.byLine.values().stream()
          .flatMap(List::stream)
          .filter(one -> !used.contains(one))
          .forEach(
              one ->
                  ignores.faults.add(
                      Diagnostic.of(
                              Code.UNUSED_IGNORE,
                              one.at(),
                              "there is no `" + one.code() + "` here to ignore.")
                          .hint("remove it")));
    }
    findings.addAll(ignores.faults);
  }

  /** Whether a finding may be hidden at all: an error of the language may not. */
  public static boolean canHide(Diagnostic finding) {
    boolean isOpinion = AllRules.of(finding.code()).isPresent();
    return isOpinion || finding.code().severity() != Severity.ERROR;
  }

  private boolean hide(Diagnostic finding, List<Ignored> used) {
    Source source = finding.at().source();
    int line = source.line(Math.min(finding.at().start(), source.text().length()));
    for (Ignored one : byLine.getOrDefault(line, List.of())) {
      if (one.code() == finding.code() && canHide(finding)) {
        used.add(one);
        return true;
      }
    }
    return false;
  }

  private void add(Source source, Comment comment, Matcher form) {
    Span whole = new Span(source, comment.start(), comment.start() + comment.text().length());
    String why = form.group("why");
    if (why == null || why.isBlank()) {
      faults.add(
          Diagnostic.of(
                  Code.IGNORE_WITHOUT_REASON,
                  whole,
                  "this does not say why, so it counts for nothing.")
              .hint("`// ration: ignore RTN0412 because …`"));
      return;
    }
    int line = source.line(comment.start());
    int target = comment.isOwnLine() ? nextCode(source, line) : line;
    Matcher words = WORD.matcher(form.group("codes"));
    boolean hasCode = false;
    while (words.find()) {
      hasCode = true;
      int start = comment.start() + form.start("codes") + words.start();
      Span at = new Span(source, start, start + words.group().length());
      Code.ofId(words.group())
          .ifPresentOrElse(
              code ->
                  byLine.computeIfAbsent(target, _ -> new ArrayList<>()).add(new Ignored(code, at)),
              () -> unknown(at, words.group()));
    }
    if (!hasCode) {
      unknown(whole, "");
    }
  }

  private void unknown(Span at, String word) {
    faults.add(
        Diagnostic.of(
                Code.UNKNOWN_IGNORE,
                at,
                word.isEmpty() ? "this names no code." : "`" + word + "` is no code.")
            .hint("name the findings to ignore, as in `RTN0412, RTN0413`"));
  }

  private static int nextCode(Source source, int line) {
    int next = line + 1;
    while (next <= source.lineCount()
        && (source.lineText(next).isBlank() || source.lineText(next).strip().startsWith("//"))) {
      next++;
    }
    return next;
  }
}
