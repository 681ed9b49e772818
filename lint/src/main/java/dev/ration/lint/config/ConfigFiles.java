package dev.ration.lint.config;

import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.diag.Source;
import dev.ration.grammar.syntax.SourceReader;
import dev.ration.lint.rule.Level;
import dev.ration.lint.rule.RuleOption;
import dev.ration.lint.rule.Traits;
import dev.ration.lint.rules.AllRules;
import dev.ration.plan.Code;
import dev.ration.plan.Severity;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The settings of every file: of the nearest {@code ration-lint.toml} around it, or of one file for
 * all. Files are read when they are first asked for; thread-safe.
 */
public final class ConfigFiles implements Settings {
  /** A file of settings, and the folder that its paths start from. */
  public record Found(Path folder, LintConfig config) {}

  /** The settings of a source, and where it lies in their folder. */
  private record Placed(Found found, Path path) {}

  private final @Nullable Found fixed;
  private final Map<Source, Optional<Placed>> placed = new ConcurrentHashMap<>();
  private final Map<Path, Optional<Found>> byFolder = new HashMap<>();
  private final Map<Path, Found> read = new HashMap<>();
  private final List<Diagnostic> findings = new ArrayList<>();

  private ConfigFiles(@Nullable Path file) {
    this.fixed = file == null ? null : read(file);
  }

  /** The nearest file around each policy. */
  public static ConfigFiles nearest() {
    return new ConfigFiles(null);
  }

  /** One file for all policies; its paths start from its folder. */
  public static ConfigFiles only(Path file) {
    return new ConfigFiles(file);
  }

  /** What is wrong with the files that were read so far. */
  public synchronized List<Diagnostic> findings() {
    return List.copyOf(findings);
  }

  /** The settings that hold in a folder. */
  public synchronized Optional<Found> in(Path folder) {
    return fixed != null ? Optional.of(fixed) : around(folder.toAbsolutePath().normalize());
  }

  private Optional<Found> around(Path folder) {
    Optional<Found> known = byFolder.get(folder);
    if (known == null) {
      Path file = folder.resolve(LintConfig.FILE);
      Path parent = folder.getParent();
      if (Files.isRegularFile(file)) {
        known = Optional.of(read(file));
      } else {
        // What lies around a repository is not part of it.
        boolean isTop = Files.exists(folder.resolve(".git"));
        known = isTop || parent == null ? Optional.empty() : around(parent);
      }
      byFolder.put(folder, known);
    }
    return known;
  }

  private Found read(Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    Found before = read.get(absolute);
    if (before != null) {
      return before;
    }
    SourceReader.Read text = SourceReader.read(shown(file));
    findings.addAll(text.findings());
    LintConfig config = LintConfig.read(text.source());
    findings.addAll(config.findings());
    Path folder = absolute.getParent();
    Found found = new Found(folder == null ? absolute : folder, config);
    read.put(absolute, found);
    return found;
  }

  @Override
  public Level level(Traits rule, Source source) {
    return set(rule.code(), source).orElse(rule.level());
  }

  @Override
  public Level level(Diagnostic finding) {
    boolean isFixed =
        finding.severity() == Severity.ERROR || AllRules.of(finding.code()).isPresent();
    return isFixed
        ? Level.of(finding.severity())
        : set(finding.code(), finding.at().source()).orElse(Level.of(finding.severity()));
  }

  private Optional<Level> set(Code code, Source source) {
    return placed(source).flatMap(one -> one.found().config().level(code, one.path()));
  }

  /** Every rule asks for every source. */
  private Optional<Placed> placed(Source source) {
    return placed.computeIfAbsent(
        source,
        _ -> {
          Path file = pathOf(source);
          Path folder = file.getParent();
          return in(folder == null ? file : folder)
              .map(
                  found ->
                      new Placed(
                          found,
                          file.startsWith(found.folder())
                              ? found.folder().relativize(file)
                              : file));
        });
  }

  @Override
  public long option(Code rule, RuleOption option, Source source) {
    return placed(source)
        .map(one -> one.found().config().option(rule, option))
        .orElse(option.preset());
  }

  /**
   * A file as reports name it: from the working folder on where it lies below, since other tools
   * match names with those of the repository.
   */
  public static Path shown(Path file) {
    Path here = Path.of("").toAbsolutePath().normalize();
    Path absolute = file.toAbsolutePath().normalize();
    return absolute.startsWith(here) ? here.relativize(absolute) : file;
  }

  /** Where a source lies; a text from nowhere lies in the working folder. */
  public static Path pathOf(Source source) {
    try {
      return Path.of(source.name()).toAbsolutePath().normalize();
    } catch (InvalidPathException nowhere) {
      return Path.of("stdin").toAbsolutePath();
    }
  }
}
