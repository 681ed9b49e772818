package dev.ration.lint;

import dev.ration.grammar.check.CheckedModule;
import dev.ration.grammar.check.CheckedProgram;
import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.diag.Source;
import dev.ration.grammar.syntax.SourceReader;
import dev.ration.lint.config.Baseline;
import dev.ration.lint.config.ConfigFiles;
import dev.ration.lint.config.Ignores;
import dev.ration.plan.Severity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** One check under everything that was set: levels, ignores and baseline. Used on one thread. */
public final class LintRun {
  /**
   * What came of it.
   *
   * @param findings what to report, at the levels that are set
   * @param beforeBaseline the same without the baseline's doing
   * @param faults what is wrong with settings or baseline; then nothing else was looked at
   * @param pruned the baseline without what it needs no longer
   */
  public record Outcome(
      List<Diagnostic> findings,
      List<Diagnostic> beforeBaseline,
      List<Diagnostic> faults,
      Baseline pruned) {}

  private final ConfigFiles configs;
  private final Optional<Path> baseline;

  /**
   * Prepares a check.
   *
   * @param baseline the file of the baseline; a missing one lets nothing pass
   */
  public LintRun(ConfigFiles configs, Optional<Path> baseline) {
    this.configs = configs;
    this.baseline = baseline;
  }

  /** A program, with what the checker and the numbers of its site find in it. */
  public static final class Part {
    private final CheckedProgram program;
    private final CompletableFuture<List<Diagnostic>> found;

    /** With what was found. */
    public Part(CheckedProgram program, List<Diagnostic> found) {
      this.program = program;
      this.found = CompletableFuture.completedFuture(List.copyOf(found));
    }

    /** Begins to look, on another thread; rules look at the program beside it. */
    public Part(CheckedProgram program, Supplier<List<Diagnostic>> found) {
      this.program = program;
      this.found = CompletableFuture.supplyAsync(found);
    }

    /** The program. */
    public CheckedProgram program() {
      return program;
    }
  }

  /**
   * Checks what was asked for.
   *
   * @param parts one program for each root
   * @param isWanted which files' findings are reported
   */
  public Outcome check(List<Part> parts, Predicate<Source> isWanted) {
    List<Diagnostic> shown = new ArrayList<>();
    Set<String> looked = new HashSet<>();
    for (Part part : parts) {
      shown.addAll(part(part, isWanted, looked));
    }
    List<Diagnostic> faults = new ArrayList<>(configs.findings());
    Baseline known =
        baseline.filter(Files::exists).map(file -> read(file, faults)).orElseGet(Baseline::empty);
    if (!faults.isEmpty()) {
      return new Outcome(List.of(), List.of(), List.copyOf(faults), known);
    }
    Path folder = folder();
    Baseline.Applied applied =
        known.apply(
            shown, folder, path -> looked.contains(path) || !Files.exists(folder.resolve(path)));
    List<Diagnostic> findings = new ArrayList<>(applied.findings());
    findings.addAll(applied.stale());
    return new Outcome(List.copyOf(findings), List.copyOf(shown), List.of(), applied.pruned());
  }

  private List<Diagnostic> part(Part part, Predicate<Source> isWanted, Set<String> looked) {
    Predicate<CheckedModule> isLinted = module -> isWanted.test(module.source());
    List<Diagnostic> all =
        new ArrayList<>(new Linter(configs).lint(part.program, part.found, isLinted));
    all.removeIf(finding -> !isWanted.test(finding.at().source()));
    Set<Source> broken = new HashSet<>();
    part.found.join().stream()
        .filter(finding -> finding.severity() == Severity.ERROR)
        .forEach(finding -> broken.add(finding.at().source()));
    for (CheckedModule module : part.program.roots()) {
      if (isLinted.test(module)) {
        boolean isSound = !broken.contains(module.source());
        Ignores.apply(module.source(), isSound, all);
        if (isSound) {
          looked.add(Baseline.path(module.source(), folder()));
        }
      }
    }
    return Linter.sorted(all);
  }

  /** The folder that the baseline's paths start from. */
  public Path folder() {
    Path file = baseline.orElse(Path.of("")).toAbsolutePath().normalize();
    Path parent = baseline.isPresent() ? file.getParent() : file;
    return parent == null ? file : parent;
  }

  private static Baseline read(Path file, List<Diagnostic> faults) {
    SourceReader.Read read = SourceReader.read(ConfigFiles.shown(file));
    faults.addAll(read.findings());
    return Baseline.read(read.source(), faults);
  }
}
