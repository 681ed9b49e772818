package dev.ration.cli;

import dev.ration.plan.Code;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which files a check is about, where it is about changes. */
final class ChangedFiles {
  private ChangedFiles() {}

  /**
   * The files that were asked for, absolute; empty when all are.
   *
   * @throws WrongUse if git or the list does not say
   */
  static Optional<Set<Path>> of(LintOptions options) {
    if (options.since.isEmpty() && options.filesFrom.isEmpty()) {
      return Optional.empty();
    }
    Set<Path> files = new HashSet<>();
    options.since.ifPresent(revision -> files.addAll(since(revision)));
    options.filesFrom.ifPresent(list -> files.addAll(listed(list)));
    return Optional.of(files);
  }

  private static Set<Path> since(String revision) {
    if (revision.startsWith("-")) {
      throw new WrongUse(Code.NO_REVISION, "`%s` is no revision.".formatted(revision));
    }
    Path top = Path.of(git(List.of("rev-parse", "--show-toplevel")).strip());
    // What is new and not yet added has changed as well.
    String names =
        git(
                List.of(
                    "diff",
                    "--name-only",
                    "-z",
                    "--no-relative",
                    "--diff-filter=d",
                    revision,
                    "--"))
            + git(
                List.of(
                    "ls-files", "-z", "--others", "--exclude-standard", "--full-name", "--", ":/"));
    Set<Path> files = new HashSet<>();
    for (String name : names.split("\0")) {
      if (!name.isEmpty()) {
        files.add(top.resolve(name).normalize());
      }
    }
    return files;
  }

  private static String git(List<String> arguments) {
    ProcessBuilder command = new ProcessBuilder("git");
    command.command().addAll(arguments);
    command.redirectError(ProcessBuilder.Redirect.DISCARD);
    command.redirectInput(new File("/dev/null"));
    try {
      Process git = command.start();
      String out = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (git.waitFor() != 0) {
        throw new WrongUse(
            Code.NO_REVISION,
            "`git %s` failed; is this a repository, and is the revision in it?"
                .formatted(String.join(" ", arguments)));
      }
      return out;
    } catch (IOException missing) {
      throw new WrongUse(Code.NO_REVISION, "`git` cannot be started; `--since` needs it.");
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new WrongUse(Code.NO_REVISION, "`git` was interrupted.");
    }
  }

  private static Set<Path> listed(String list) {
    try {
      byte[] bytes =
          list.equals("-") ? System.in.readAllBytes() : Files.readAllBytes(Path.of(list));
      Set<Path> files = new HashSet<>();
      for (String line : new String(bytes, StandardCharsets.UTF_8).split("[\\n\\r\\x00]+")) {
        if (!line.isBlank()) {
          files.add(Path.of(line.strip()).toAbsolutePath().normalize());
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
}
