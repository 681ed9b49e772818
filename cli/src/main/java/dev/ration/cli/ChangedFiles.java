package dev.ration.cli;

import dev.ration.grammar.check.CheckedModule;
import dev.ration.grammar.check.CheckedProgram;
import dev.ration.grammar.diag.Source;
import dev.ration.grammar.syntax.Tree;
import dev.ration.lint.config.ConfigFiles;
import dev.ration.lint.config.LintConfig;
import dev.ration.plan.Code;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which files a check is about, where it is not about all: those that changed with those that use
 * them, or those of a list.
 *
 * @param named real paths of what changed or is listed; some may be gone
 * @param since the revision they changed since; empty where they come from a list alone
 */
record ChangedFiles(Set<Path> named, Optional<String> since) {
  /** Bytes of a list of files; far more than any repository needs. */
  private static final int LONGEST_LIST = 16_000_000;

  private static final List<String> SETTINGS = List.of("ration.toml", LintConfig.FILE);

  ChangedFiles {
    named = Set.copyOf(named);
  }

  /**
   * What a check is about.
   *
   * @param wanted real paths of the files to report
   * @param changed how many of them changed, or are listed
   * @param all how many files were asked for
   */
  record Scope(Set<Path> wanted, int changed, int all) {
    boolean has(Source source) {
      return wanted.contains(real(ConfigFiles.pathOf(source)));
    }
  }

  /**
   * What the options ask for; empty when it is everything.
   *
   * @param folder a folder of the repository that revisions belong to
   * @throws WrongUse if git or the list does not say
   */
  static Optional<ChangedFiles> of(LintOptions options, Path folder) {
    if (options.since.isEmpty() && options.filesFrom.isEmpty()) {
      return Optional.empty();
    }
    Set<Path> files = new HashSet<>();
    options.since.ifPresent(revision -> files.addAll(since(revision, folder)));
    options.filesFrom.ifPresent(list -> files.addAll(listed(list)));
    return Optional.of(new ChangedFiles(files, options.since));
  }

  /** What of some programs is to be reported. */
  Scope scope(List<CheckedProgram> programs) {
    Set<Path> wanted = new HashSet<>();
    int changed = 0;
    int all = 0;
    for (CheckedProgram program : programs) {
      Set<Path> affected = since.isPresent() ? affected(program) : named;
      for (CheckedModule module : program.roots()) {
        Path file = fileOf(module);
        all++;
        changed += named.contains(file) ? 1 : 0;
        if (affected.contains(file)) {
          wanted.add(file);
        }
      }
    }
    return new Scope(wanted, changed, all);
  }

  /** The changed files of a program, and all that use them, however far away. */
  private Set<Path> affected(CheckedProgram program) {
    Set<Path> affected = new HashSet<>(named);
    boolean isSiteAffected = false;
    // A used module comes before its users.
    for (CheckedModule module : program.modules()) {
      if (!module.isLibrary()
          && (isUnderChangedSettings(module)
              || module.tree().uses().stream().anyMatch(use -> uses(program, use, affected)))) {
        affected.add(fileOf(module));
      }
      isSiteAffected |=
          !module.isLibrary()
              && program.sites().contains(module)
              && affected.contains(fileOf(module));
    }
    if (isSiteAffected) {
      // Whether a policy works out depends on its site.
      program.roots().forEach(module -> affected.add(fileOf(module)));
    }
    return affected;
  }

  private boolean isUnderChangedSettings(CheckedModule module) {
    Path file = fileOf(module);
    return named.stream()
        .filter(one -> SETTINGS.contains(String.valueOf(one.getFileName())))
        .map(Path::getParent)
        .anyMatch(folder -> folder != null && file.startsWith(folder));
  }

  private static boolean uses(CheckedProgram program, Tree.Use use, Set<Path> affected) {
    String name = use.module().text();
    Optional<CheckedModule> used = program.module(name);
    if (used.isPresent()) {
      return !used.get().isLibrary() && affected.contains(fileOf(used.get()));
    }
    // It may be one that was moved or removed.
    Path file = Path.of(name.replace('.', '/') + ".ration");
    return affected.stream().anyMatch(one -> one.endsWith(file));
  }

  private static Path fileOf(CheckedModule module) {
    return real(ConfigFiles.pathOf(module.source()));
  }

  private static Set<Path> since(String revision, Path folder) {
    if (revision.startsWith("-")) {
      throw new WrongUse(Code.NO_REVISION, "`%s` is no revision.".formatted(revision));
    }
    Path top =
        Path.of(
            git(
                    folder,
                    "`%s` is in no git repository, so it is not known what changed."
                        .formatted(folder),
                    "rev-parse",
                    "--show-toplevel")
                .strip());
    String unknown =
        "git knows no revision `%s`; was the history fetched as far as that?".formatted(revision);
    // A file that moved changed in both places, and what is not yet added has changed as well.
    String names =
        git(top, unknown, "diff", "--name-only", "-z", "--no-renames", revision, "--")
            + git(top, unknown, "ls-files", "-z", "--others", "--exclude-standard", "--full-name");
    Set<Path> files = new HashSet<>();
    for (String name : names.split("\0")) {
      if (!name.isEmpty()) {
        files.add(real(top.resolve(name)));
      }
    }
    return files;
  }

  private static String git(Path folder, String fault, String... arguments) {
    List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder process = new ProcessBuilder(command);
    process.redirectError(ProcessBuilder.Redirect.DISCARD);
    process.redirectInput(new File("/dev/null"));
    try {
      Process git = process.start();
      String out = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (git.waitFor() != 0) {
        throw new WrongUse(Code.NO_REVISION, fault);
      }
      return out;
    } catch (IOException missing) {
      throw new WrongUse(
          Code.NO_REVISION, "`git` cannot be started; `--changed` and `--since` need it.");
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new WrongUse(Code.NO_REVISION, "`git` was interrupted.");
    }
  }

  private static Set<Path> listed(String list) {
    try (InputStream in = list.equals("-") ? System.in : Files.newInputStream(Path.of(list))) {
      byte[] bytes = in.readNBytes(LONGEST_LIST + 1);
      if (bytes.length > LONGEST_LIST) {
        throw new WrongUse(Code.UNREADABLE_FILE, "The list `%s` is too long.".formatted(list));
      }
      Set<Path> files = new HashSet<>();
      for (String line : new String(bytes, StandardCharsets.UTF_8).split("[\\n\\r\\x00]+")) {
        if (!line.isBlank()) {
          files.add(real(Path.of(line.strip())));
        }
      }
      return files;
    } catch (IOException | UncheckedIOException unreadable) {
      throw new WrongUse(Code.UNREADABLE_FILE, "The list `%s` cannot be read.".formatted(list));
    } catch (InvalidPathException odd) {
      throw new WrongUse(
          Code.UNREADABLE_FILE, "The list `%s` holds what is no path.".formatted(list));
    }
  }

  /** Git names files without links, and so does this; what is gone keeps its name. */
  private static Path real(Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    Path parent = absolute.getParent();
    Path name = absolute.getFileName();
    try {
      return parent == null || name == null ? absolute : parent.toRealPath().resolve(name);
    } catch (IOException gone) {
      return absolute;
    }
  }
}
