package dev.ration.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ration.grammar.diag.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * Small inputs beside what they should give: {@code x.ration} and {@code x.expect}. A missing or
 * different {@code .expect} fails, and so does one without its input; {@code -Dbless=true} rewrites
 * them all.
 */
public final class GoldenFiles {
  private static final Path ROOT = Path.of("src", "test", "resources", "golden");
  private static final Path MAIN = Path.of("main.ration");

  private GoldenFiles() {}

  /**
   * One test for each input below {@code golden/folder}, and one that no expectation is an orphan.
   *
   * @param outcome what an input gives; its source has the file's bare name
   */
  public static Stream<DynamicTest> under(String folder, Function<Source, String> outcome) {
    Path root = ROOT.resolve(folder);
    Stream<DynamicTest> inputs =
        files(root, ".ration").stream()
            .map(
                input ->
                    DynamicTest.dynamicTest(
                        root.relativize(input).toString(),
                        input.toUri(),
                        () -> check(input, outcome)));
    return Stream.concat(
        inputs, Stream.of(DynamicTest.dynamicTest("no orphans", () -> noOrphans(root))));
  }

  /**
   * The same for inputs that may need more than one file: a folder with a {@code main.ration} is
   * one input, and the other files in it are what it uses.
   */
  public static Stream<DynamicTest> cases(String folder, Function<Path, String> outcome) {
    Path root = ROOT.resolve(folder);
    Stream<DynamicTest> inputs =
        casesIn(root).stream()
            .map(
                input ->
                    DynamicTest.dynamicTest(
                        root.relativize(input).toString(),
                        input.toUri(),
                        () -> compare(input, outcome.apply(input))));
    return Stream.concat(
        inputs, Stream.of(DynamicTest.dynamicTest("no orphans", () -> noOrphans(root))));
  }

  /** Every input of {@link #cases} below {@code golden/folder}, sorted by name. */
  public static List<Path> casesIn(String folder) {
    return casesIn(ROOT.resolve(folder));
  }

  private static List<Path> casesIn(Path root) {
    return files(root, ".ration").stream().filter(GoldenFiles::isCase).toList();
  }

  private static boolean isCase(Path input) {
    return folderCase(input).map(folder -> input.equals(folder.resolve(MAIN))).orElse(true);
  }

  /** The outermost folder around a file that is one input as a whole. */
  private static Optional<Path> folderCase(Path input) {
    Path found = null;
    for (Path one = input.getParent(); one != null && !one.equals(ROOT); one = one.getParent()) {
      found = Files.exists(one.resolve(MAIN)) ? one : found;
    }
    return Optional.ofNullable(found);
  }

  /** Reads an input; its source has the file's bare name, so that no path gets into a golden. */
  public static Source read(Path input) {
    try {
      return new Source(input.getFileName().toString(), Files.readString(input));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static void check(Path input, Function<Source, String> outcome) throws IOException {
    compare(input, outcome.apply(read(input)));
  }

  private static void compare(Path input, String outcome) throws IOException {
    String actual = outcome.stripTrailing() + "\n";
    Path expect = expectationOf(input);
    if (Boolean.getBoolean("bless")) {
      Files.writeString(expect, actual);
      return;
    }
    assertThat(expect).as("run once with -Dbless=true and read what it wrote").exists();
    assertThat(actual).isEqualTo(Files.readString(expect));
  }

  private static void noOrphans(Path root) {
    assertThat(files(root, ".expect"))
        .allSatisfy(
            expect -> {
              String name = expect.getFileName().toString().replace(".expect", ".ration");
              assertThat(expect.resolveSibling(name)).exists();
            });
  }

  private static Path expectationOf(Path input) {
    return input.resolveSibling(input.getFileName().toString().replace(".ration", ".expect"));
  }

  private static List<Path> files(Path root, String ending) {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(path -> path.toString().endsWith(ending)).sorted().toList();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
