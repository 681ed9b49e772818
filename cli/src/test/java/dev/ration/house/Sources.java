package dev.ration.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The files of the project as they are written, without what a build makes of them. */
final class Sources {
  static final Path ROOT = Path.of(System.getProperty("ration.root"));

  private static final Set<String> SKIPPED = Set.of("target", "node_modules", ".git");

  private Sources() {}

  static Stream<Path> endingIn(String... endings) {
    return all().stream()
        .filter(file -> Stream.of(endings).anyMatch(ending -> file.toString().endsWith(ending)));
  }

  /**
   * The text of a file; what is no text, as some inputs of tests mean to be, is read all the same.
   */
  static String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static List<Path> all() {
    var files = new ArrayList<Path>();
    try {
      Files.walkFileTree(ROOT, new Collector(files));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return files;
  }

  private static final class Collector extends SimpleFileVisitor<Path> {
    private final List<Path> files;

    Collector(List<Path> files) {
      this.files = files;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
      return SKIPPED.contains(String.valueOf(directory.getFileName()))
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      files.add(file);
      return FileVisitResult.CONTINUE;
    }
  }
}
