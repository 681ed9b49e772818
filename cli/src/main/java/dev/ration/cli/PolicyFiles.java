package dev.ration.cli;

import dev.ration.grammar.check.CheckedProgram;
import dev.ration.grammar.check.SettingsFolder;
import dev.ration.grammar.check.SiteResolver;
import dev.ration.grammar.diag.Diagnostic;
import dev.ration.plan.Code;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The policy files that paths on the command line mean. */
final class PolicyFiles {
  private static final String ENDING = ".ration";
  private static final int DEEPEST = 40;
  private static final Path NOWHERE = Path.of("");

  private PolicyFiles() {}

  /**
   * Files as they are, and everything that ends in {@code .ration} in folders and below, sorted;
   * hidden folders, build output and what links lead to elsewhere left out.
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
    Path folder = file.toAbsolutePath().getParent();
    return folder == null ? NOWHERE : SettingsFolder.around(folder).orElse(NOWHERE);
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
    try {
      Path real = folder.toRealPath();
      Walk walk = new Walk(real);
      Files.walkFileTree(real, Set.of(), DEEPEST, walk);
      List<Path> policies =
          walk.found.stream()
              .filter(file -> isFileOf(real, file))
              .map(real::relativize)
              .map(folder::resolve)
              .sorted()
              .toList();
      if (policies.isEmpty()) {
        throw new WrongUse(
            Code.NO_POLICY_FILES, "The folder `%s` holds no `.ration` files.".formatted(folder));
      }
      return policies;
    } catch (FileSystemException sealed) {
      throw new WrongUse(Code.UNREADABLE_FILE, "`%s` cannot be read.".formatted(sealed.getFile()));
    } catch (IOException unreadable) {
      throw new WrongUse(Code.UNREADABLE_FILE, "The folder `%s` cannot be read.".formatted(folder));
    }
  }

  /** Collects what is called a policy, and does not even look into what is left out. */
  private static final class Walk extends SimpleFileVisitor<Path> {
    private final Path top;
    private final List<Path> found = new ArrayList<>();

    Walk(Path top) {
      this.top = top;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      return isVisible(folder) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (file.toString().endsWith(ENDING) && isVisible(file)) {
        found.add(file);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException sealed) throws IOException {
      if (isVisible(file)) {
        throw sealed;
      }
      return FileVisitResult.CONTINUE;
    }

    private boolean isVisible(Path file) {
      String name = String.valueOf(file.getFileName());
      return file.equals(top)
          || !(name.startsWith(".") || name.equals("target") || name.equals("node_modules"));
    }
  }

  /** Links to folders are not followed, nor those that lead out: both could lead anywhere. */
  private static boolean isFileOf(Path folder, Path file) {
    try {
      return Files.isRegularFile(file) && file.toRealPath().startsWith(folder);
    } catch (IOException gone) {
      return false;
    }
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
    SiteResolver.withoutSite(program)
        .ifPresent(
            file -> {
              throw new WrongUse(
                  Code.NO_SUCH_SITE,
                  "`%s` declares no site; a site says `site hall { robot: … }`.".formatted(file));
            });
  }
}
