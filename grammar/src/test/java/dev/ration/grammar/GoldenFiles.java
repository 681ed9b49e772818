package dev.ration.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ration.grammar.diag.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

  /** Every input below {@code golden/folder}, sorted by name. */
  public static List<Path> inputs(String folder) {
    return files(ROOT.resolve(folder), ".ration");
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
    String actual = outcome.apply(read(input)).stripTrailing() + "\n";
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
