package dev.ration.cli;

import dev.ration.lint.report.ReportFormat;
import dev.ration.lint.rule.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What {@code ration check} can be told about rules, reports and fixes. */
final class LintOptions {
  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "text (default), json, sarif, github, junit or checkstyle")
  ReportFormat format = ReportFormat.text;

  @Option(
      names = "--output",
      paramLabel = "FORMAT:PATH",
      description = "writes one more report to a file; may be given several times")
  List<String> outputs = new ArrayList<>();

  @Option(
      names = "--fail-level",
      paramLabel = "LEVEL",
      description = "exit with 1 from this level on: error, warning (default) or info")
  Optional<String> failLevel = Optional.empty();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "settings for all files, instead of the nearest ration-lint.toml")
  Optional<Path> config = Optional.empty();

  @Option(
      names = "--baseline",
      paramLabel = "FILE",
      description = "lets pass the findings that this file lists")
  Optional<Path> baseline = Optional.empty();

  @Option(names = "--write-baseline", description = "writes the baseline, where there is none yet")
  boolean isWritingBaseline;

  @Option(names = "--prune", description = "takes out of the baseline what is no longer found")
  boolean isPruning;

  @Option(names = "--fix", description = "applies fixes that keep what a policy does")
  boolean isFixing;

  @Option(names = "--fix-unsafe", description = "applies all fixes")
  boolean isFixingUnsafely;

  @Option(names = "--diff", description = "prints what --fix would change and changes nothing")
  boolean isDiff;

  @Option(
      names = "--since",
      paramLabel = "REV",
      description = "reports only files that changed since a git revision, and those that use them")
  Optional<String> since = Optional.empty();

  @Option(names = "--changed", description = "the same since the last commit")
  void changed(boolean isChanged) {
    since = isChanged ? Optional.of("HEAD") : since;
  }

  @Option(
      names = "--files-from",
      paramLabel = "FILE",
      description = "reports the files only that FILE lists, one a line; - is standard input")
  Optional<String> filesFrom = Optional.empty();

  boolean fixes() {
    return isFixing || isFixingUnsafely || isDiff;
  }

  /** The level that is asked for; empty when it is none. */
  static Optional<Level> level(String word) {
    return Level.ofWord(word).filter(level -> level != Level.OFF);
  }
}
