package dev.ration.grammar.check;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where a project's settings lie: the root of its modules. */
public final class SettingsFolder {
  static final String FILE = "ration.toml";

  private SettingsFolder() {}

  /**
   * The nearest folder with settings, from {@code folder} upwards. What lies around a repository is
   * not part of it: above a folder with a {@code .git} nothing is looked at.
   */
  public static Optional<Path> around(Path folder) {
    for (Path one = folder.toAbsolutePath().normalize(); one != null; one = one.getParent()) {
      if (Files.isRegularFile(one.resolve(FILE))) {
        return Optional.of(one);
      }
      if (Files.exists(one.resolve(".git"))) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }
}
