package dev.ration.cli;

import dev.ration.grammar.check.CheckedProgram;
import dev.ration.grammar.diag.Diagnostic;
import dev.ration.plan.Code;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The policy files that paths on the command line mean. */
final class PolicyFiles {
  private static final String ENDING = ".ration";
  private static final int DEEPEST = 40;

  private PolicyFiles() {}

  /**
   * Files as they are, and everything that ends in {@code .ration} in folders and below, sorted;
   * hidden folders and build output left out.
   *
   * @throws WrongUse if a path leads nowhere, or to a folder without policies
   */
  static List<Path> under(List<Path> paths) {
    List<Path> files = new ArrayList<>();
    for (Path path : paths) {
      if (Files.isDirectory(path)) {
        files.addAll(inFolder(path));
      } else if (Files.exists(path)) {
        files.add(path);
      } else {
        throw new WrongUse(Code.NO_SUCH_FILE, "There is no file `%s`.".formatted(path));
      }
    }
    return files.stream().distinct().toList();
  }

  /** The same files, those below one {@code ration.toml} together, in the order they came. */
  static List<List<Path>> byRoot(List<Path> files) {
    Map<Path, List<Path>> roots = new LinkedHashMap<>();
    for (Path file : files) {
      roots.computeIfAbsent(root(file), _ -> new ArrayList<>()).add(file);
    }
    return List.copyOf(roots.values());
  }

  /** The nearest folder with settings; what has none belongs together. */
  private static Path root(Path file) {
    Path folder = file.toAbsolutePath().normalize().getParent();
    while (folder != null && !Files.isRegularFile(folder.resolve("ration.toml"))) {
      folder = folder.getParent();
    }
    return folder == null ? Path.of("") : folder;
  }

  /**
   * Refuses what is not a file.
   *
   * @throws WrongUse if nothing is there, or a folder
   */
  static void requireFile(Path path) {
    if (Files.isDirectory(path)) {
      throw new WrongUse(Code.NO_SUCH_FILE, "`%s` is a folder; name a file in it.".formatted(path));
    }
    if (!Files.exists(path)) {
      throw new WrongUse(Code.NO_SUCH_FILE, "There is no file `%s`.".formatted(path));
    }
  }

  private static List<Path> inFolder(Path folder) {
    try (Stream<Path> found = Files.walk(folder, DEEPEST, FileVisitOption.FOLLOW_LINKS)) {
      List<Path> policies =
          found
              .filter(file -> file.toString().endsWith(ENDING))
              .filter(Files::isRegularFile)
              .filter(file -> isVisible(folder.relativize(file)))
              .sorted()
              .toList();
      if (policies.isEmpty()) {
        throw new WrongUse(
            Code.NO_POLICY_FILES, "The folder `%s` holds no `.ration` files.".formatted(folder));
      }
      return policies;
    } catch (IOException | java.io.UncheckedIOException unreadable) {
      throw new WrongUse(
          Code.UNREADABLE_FILE,
          "The folder `%s` cannot be read: %s.".formatted(folder, unreadable.getMessage()));
    }
  }

  private static boolean isVisible(Path file) {
    for (Path part : file) {
      String name = part.toString();
      if (name.startsWith(".") || name.equals("target") || name.equals("node_modules")) {
        return false;
      }
    }
    return true;
  }

  /**
   * Tells of a site that does not exist before what its absence breaks.
   *
   * @throws WrongUse if the site of the command line is not found
   */
  static void requireSite(CheckedProgram program) {
    for (Diagnostic finding : program.findings()) {
      if (finding.at().source().name().equals("--site")) {
        throw new WrongUse(Code.NO_SUCH_SITE, finding.message() + "\n  " + finding.hint());
      }
    }
  }
}
