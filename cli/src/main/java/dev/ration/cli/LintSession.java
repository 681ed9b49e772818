package dev.ration.cli;

import dev.ration.grammar.check.CheckedProgram;
import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.diag.Source;
import dev.ration.lint.LintRun;
import dev.ration.lint.config.Baseline;
import dev.ration.lint.config.ConfigFiles;
import dev.ration.lint.fix.Fixer;
import dev.ration.lint.fix.UnifiedDiff;
import dev.ration.lint.report.PageLinks;
import dev.ration.lint.report.ReportFormat;
import dev.ration.lint.rule.Level;
import dev.ration.plan.Code;
import dev.ration.plan.Severity;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One use of {@code ration check}: settings, baseline, fixes, reports. Used on one thread. */
final class LintSession {
  private final LintOptions options;
  private final ConfigFiles configs;
  private final Optional<Path> baseline;
  private final Function<Map<String, String>, List<LintRun.Part>> parts;
  private final Optional<ChangedFiles> changed;
  private final Optional<Level> failLevel;
  private Optional<ChangedFiles.Scope> last = Optional.empty();
  private final PageLinks pages;
  private boolean isTold;
  private final PrintWriter err;

  /**
   * Prepares it.
   *
   * @param place a file or folder whose settings say what holds for the whole check
   * @param parts checks what was asked for, with some texts changed
   * @throws WrongUse if options do not fit together
   */
  LintSession(
      LintOptions options,
      Path place,
      Function<Map<String, String>, List<LintRun.Part>> parts,
      PrintWriter err) {
    this.options = options;
    this.parts = parts;
    this.err = err;
    options.config.ifPresent(PolicyFiles::requireFile);
    configs = options.config.map(ConfigFiles::only).orElseGet(ConfigFiles::nearest);
    Path absolute = place.toAbsolutePath().normalize();
    Path parent = absolute.getParent();
    Path folder = Files.isDirectory(absolute) || parent == null ? absolute : parent;
    Optional<ConfigFiles.Found> found = configs.in(folder);
    baseline =
        options.baseline.or(
            () -> found.flatMap(one -> one.config().baseline().map(one.folder()::resolve)));
    failLevel =
        options
            .failLevel
            .map(LintSession::level)
            .or(() -> found.flatMap(one -> one.config().failLevel()));
    pages = found.map(one -> one.config().pages()).orElse(PageLinks.NONE);
    if ((options.isPruning || options.isWritingBaseline) && baseline.isEmpty()) {
      throw new WrongUse(
          Code.BAD_BASELINE,
          "Say which file the baseline is, with `--baseline` or in the settings.");
    }
    changed = ChangedFiles.of(options, folder);
  }

  private static Level level(String word) {
    return LintOptions.level(word)
        .orElseThrow(
            () ->
                new WrongUse(
                    Code.UNKNOWN_LINT_SETTING,
                    "`--fail-level` is error, warning or info, not `%s`.".formatted(word)));
  }

  /** Checks, with some texts changed. */
  LintRun.Outcome check(Map<String, String> drafts) {
    return checkParts(parts.apply(drafts));
  }

  /** Checks programs with what was found in them. */
  LintRun.Outcome checkParts(List<LintRun.Part> given) {
    List<CheckedProgram> all = given.stream().map(LintRun.Part::program).toList();
    last = changed.map(files -> files.scope(all));
    last.ifPresent(this::tell);
    return new LintRun(configs, baseline).check(given, this::isWanted);
  }

  /** Says once which files a check is about, where that is a matter of changes. */
  private void tell(ChangedFiles.Scope scope) {
    Optional<String> since = changed.flatMap(ChangedFiles::since);
    if (isTold || since.isEmpty()) {
      return;
    }
    isTold = true;
    int more = scope.wanted().size() - scope.changed();
    err.printf(
        "%d of %d %s changed since %s; %d more %s on them%n",
        scope.changed(),
        scope.all(),
        scope.all() == 1 ? "file" : "files",
        since.get(),
        more,
        more == 1 ? "depends" : "depend");
  }

  /**
   * Fixes what the options allow and writes it, or prints the difference.
   *
   * @return how many texts would change
   */
  int fix(PrintWriter out) throws IOException {
    LintRun.Outcome before = check(Map.of());
    if (!before.faults().isEmpty()) {
      return 0;
    }
    Map<String, String> originals =
        before.findings().stream()
            .map(finding -> finding.at().source())
            .filter(source -> Files.isRegularFile(ConfigFiles.pathOf(source)))
            .collect(Collectors.toMap(Source::name, Source::text, (one, _) -> one, TreeMap::new));
    Fixer.Fixed fixed =
        new Fixer(options.isFixingUnsafely, drafts -> check(drafts).findings())
            .fix(originals.keySet());
    for (Map.Entry<String, String> one : new TreeMap<>(fixed.texts()).entrySet()) {
      if (options.isDiff) {
        out.print(
            UnifiedDiff.of(one.getKey(), originals.getOrDefault(one.getKey(), ""), one.getValue()));
      } else {
        write(Path.of(one.getKey()), one.getValue());
      }
    }
    out.flush();
    fixed
        .refused()
        .forEach(
            name ->
                err.printf(
                    "ration: %s: a fix would break `%s`, so it was left as it is%n",
                    Code.FIX_REFUSED.id(), name));
    if (!options.isDiff && fixed.count() > 0) {
      err.printf(
          "%d %s in %d %s%n",
          fixed.count(),
          fixed.count() == 1 ? "fix" : "fixes",
          fixed.texts().size(),
          fixed.texts().size() == 1 ? "file" : "files");
    }
    return fixed.texts().size();
  }

  /** Writes or prunes the baseline, where that was asked for; gives what is left to report. */
  List<Diagnostic> settle(LintRun.Outcome outcome) throws IOException {
    if (baseline.isEmpty() || !outcome.faults().isEmpty()) {
      return outcome.findings();
    }
    Path file = baseline.get();
    if (options.isWritingBaseline) {
      if (Files.exists(file)) {
        throw new WrongUse(
            Code.BASELINE_EXISTS,
            "`%s` is there already; --prune lowers it, and deleting it begins anew."
                .formatted(file));
      }
      Path folder = new LintRun(configs, baseline).folder();
      Baseline written = Baseline.of(outcome.beforeBaseline(), folder);
      write(file, written.text());
      err.printf("%d findings let pass by %s%n", written.size(), file);
      return written.apply(outcome.beforeBaseline(), folder, _ -> true).findings();
    }
    if (options.isPruning && Files.exists(file)) {
      write(file, outcome.pruned().text());
      return outcome.findings().stream()
          .filter(finding -> finding.code() != Code.STALE_BASELINE)
          .toList();
    }
    return outcome.findings();
  }

  /** Writes the reports that go to files. */
  void writeOutputs(Function<ReportFormat, String> report) throws IOException {
    for (String output : options.outputs) {
      int colon = output.indexOf(':');
      ReportFormat format = colon < 0 ? null : format(output.substring(0, colon));
      if (format == null || colon + 1 == output.length()) {
        throw new WrongUse(
            Code.UNKNOWN_LINT_SETTING,
            "`--output` is FORMAT:PATH, as in sarif:ration.sarif, not `%s`.".formatted(output));
      }
      try {
        write(Path.of(output.substring(colon + 1)), report.apply(format));
      } catch (InvalidPathException odd) {
        throw new WrongUse(Code.UNREADABLE_FILE, "`%s` is no path.".formatted(output));
      }
    }
  }

  private static @org.jspecify.annotations.Nullable ReportFormat format(String word) {
    for (ReportFormat format : ReportFormat.values()) {
      if (format.name().equals(word)) {
        return format;
      }
    }
    return null;
  }

  private static void write(Path file, String text) throws IOException {
    try {
      Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException refused) {
      throw new WrongUse(Code.UNREADABLE_FILE, "`%s` cannot be written.".formatted(file));
    }
  }

  /** Whether the findings of a file are reported, of the programs that were checked last. */
  boolean isWanted(Source source) {
    return last.isEmpty() || last.get().has(source);
  }

  /** Where reports say that the pages of codes are. */
  PageLinks pages() {
    return pages;
  }

  /** Whether a finding makes the check fail. */
  boolean fails(Diagnostic finding) {
    Severity least = failLevel.flatMap(Level::severity).orElse(Severity.WARNING);
    return finding.severity().compareTo(least) <= 0;
  }
}
