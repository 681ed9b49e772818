package dev.ration.lint.config;

import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.diag.Source;
import dev.ration.grammar.diag.Span;
import dev.ration.lint.report.LineHash;
import dev.ration.plan.Code;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Findings that were there when linting began: how many of a code, a file and a line are let pass.
 * Immutable.
 */
public final class Baseline {
  private static final Pattern LINE =
      Pattern.compile(
          "(?<code>\\S+) (?<hash>[0-9a-f]{12}) (?<count>[1-9][0-9]{0,5}) (?<path>\\S.*)");
  private static final String HEAD =
      """
      # Findings of `ration check` that are let pass: code, hash of the line, how many, file.
      # Counts only go down: `ration check --prune` lowers them.
      """;

  /** What findings are counted by; {@code path} has slashes and starts from the file's folder. */
  private record Key(String path, Code code, String hash) {
    static final Comparator<Key> ORDER =
        Comparator.comparing(Key::path).thenComparing(Key::code).thenComparing(Key::hash);
  }

  /** Some findings of one kind, with where the file says so. */
  private record Entry(int count, Span at) {}

  /**
   * What is left of some findings.
   *
   * @param findings those that are not let pass
   * @param stale one finding for each entry that lets pass more than there is
   * @param pruned the baseline without what is stale
   */
  public record Applied(List<Diagnostic> findings, List<Diagnostic> stale, Baseline pruned) {}

  private final Map<Key, Entry> entries;

  private Baseline(Map<Key, Entry> entries) {
    this.entries = new TreeMap<>(Key.ORDER);
    this.entries.putAll(entries);
  }

  /** A baseline that lets nothing pass. */
  public static Baseline empty() {
    return new Baseline(Map.of());
  }

  /** Lets pass just these findings; those that cannot be hidden are left out. */
  public static Baseline of(List<Diagnostic> findings, Path folder) {
    Map<Key, Entry> entries = new HashMap<>();
    for (Diagnostic finding : findings) {
      if (Ignores.canHide(finding)) {
        entries.merge(
            key(finding, folder),
            new Entry(1, finding.at()),
            (one, other) -> new Entry(one.count() + other.count(), one.at()));
      }
    }
    return new Baseline(entries);
  }

  /** Reads a file; adds what is wrong with it to {@code faults}. */
  public static Baseline read(Source source, List<Diagnostic> faults) {
    Map<Key, Entry> entries = new HashMap<>();
    for (int line = 1; line <= source.lineCount(); line++) {
      String text = source.lineText(line).strip();
      if (!text.isEmpty() && !text.startsWith("#")) {
        int start = source.lineStart(line);
        Span at = new Span(source, start, start + source.lineText(line).length());
        String fault = entry(text, at, entries);
        if (!fault.isEmpty()) {
          faults.add(
              Diagnostic.of(Code.BAD_BASELINE, at, fault)
                  .hint("a line is `RTN0412 3f2a9c0d11e8 1 path/of/file.ration`"));
        }
      }
    }
    return new Baseline(entries);
  }

  private static String entry(String text, Span at, Map<Key, Entry> entries) {
    Matcher line = LINE.matcher(text);
    if (!line.matches()) {
      return "this is no line of a baseline.";
    }
    Code code = Code.ofId(line.group("code")).orElse(null);
    if (code == null) {
      return "`" + line.group("code") + "` is no code.";
    }
    Key key = new Key(line.group("path"), code, line.group("hash"));
    Entry entry = new Entry(Integer.parseInt(line.group("count")), at);
    return entries.putIfAbsent(key, entry) == null ? "" : "this line stands in the file already.";
  }

  /**
   * Lets findings pass.
   *
   * @param folder what paths start from
   * @param isChecked whether a file, by its path, was looked at; what is known of others stays
   */
  public Applied apply(List<Diagnostic> findings, Path folder, Predicate<String> isChecked) {
    Map<Key, Integer> found = new HashMap<>();
    List<Diagnostic> left = new ArrayList<>();
    for (Diagnostic finding : findings) {
      Key key = key(finding, folder);
      Entry entry = entries.get(key);
      if (entry == null
          || !Ignores.canHide(finding)
          || found.merge(key, 1, Integer::sum) > entry.count()) {
        left.add(finding);
      }
    }
    Map<Key, Entry> pruned = new HashMap<>();
    List<Diagnostic> stale = new ArrayList<>();
    entries.forEach(
        (key, entry) -> {
          int now =
              isChecked.test(key.path())
                  ? Math.min(entry.count(), found.getOrDefault(key, 0))
                  : entry.count();
          if (now > 0) {
            pruned.put(key, new Entry(now, entry.at()));
          }
          if (now < entry.count()) {
            stale.add(stale(key, entry, now));
          }
        });
    return new Applied(left, stale, new Baseline(pruned));
  }

  private static Diagnostic stale(Key key, Entry entry, int now) {
    return Diagnostic.of(
            Code.STALE_BASELINE,
            entry.at(),
            "this lets pass %d of `%s` in `%s`, and there %s."
                .formatted(entry.count(), key.code(), key.path(), now == 1 ? "is 1" : "are " + now))
        .hint("`ration check --prune` lowers it");
  }

  /** The text of the file, sorted, so that it merges. */
  public String text() {
    StringBuilder text = new StringBuilder(HEAD);
    entries.forEach(
        (key, entry) ->
            text.append(key.code().id())
                .append(' ')
                .append(key.hash())
                .append(' ')
                .append(entry.count())
                .append(' ')
                .append(key.path())
                .append('\n'));
    return text.toString();
  }

  /** How many findings it lets pass. */
  public int size() {
    return entries.values().stream().mapToInt(Entry::count).sum();
  }

  private static Key key(Diagnostic finding, Path folder) {
    return new Key(path(finding.at().source(), folder), finding.code(), LineHash.of(finding));
  }

  /** A file as baselines name it. */
  public static String path(Source source, Path folder) {
    Path file = ConfigFiles.pathOf(source);
    Path base = folder.toAbsolutePath().normalize();
    boolean isSameRoot = file.getRoot() != null && file.getRoot().equals(base.getRoot());
    return (isSameRoot ? base.relativize(file) : file).toString().replace('\\', '/');
  }
}
