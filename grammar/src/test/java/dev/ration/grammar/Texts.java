package dev.ration.grammar;

import dev.ration.grammar.diag.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The policies, profiles and modules that are at hand. */
public final class Texts {
  private static final Path HERE = Path.of("src", "test", "resources");

  private Texts() {}

  /** Every file that has to parse: the corpus, the good goldens, the library, the policies. */
  public static List<Source> good() {
    List<Source> all = new ArrayList<>();
    all.addAll(below(HERE.resolve("corpus")));
    all.addAll(below(HERE.resolve("golden/syntax/good")));
    all.addAll(below(Path.of("..", "stdlib", "src", "main", "resources")));
    all.addAll(below(Path.of("..", "policies")));
    return all;
  }

  /** Those and the broken ones. */
  public static List<Source> all() {
    List<Source> all = new ArrayList<>(good());
    all.addAll(below(HERE.resolve("golden/syntax/errors")));
    return all;
  }

  /** A file of the corpus. */
  public static Source corpus(String name) {
    return read(HERE.resolve("corpus"), HERE.resolve("corpus").resolve(name + ".ration"));
  }

  private static List<Source> below(Path root) {
    try (Stream<Path> found = Files.walk(root)) {
      return found
          .filter(path -> path.toString().endsWith(".ration"))
          .filter(path -> !path.toString().contains("target"))
          .sorted()
          .map(path -> read(root, path))
          .toList();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static Source read(Path root, Path file) {
    try {
      return new Source(root.relativize(file).toString(), Files.readString(file));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
