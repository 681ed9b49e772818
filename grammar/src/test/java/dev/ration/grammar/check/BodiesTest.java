package dev.ration.grammar.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Modules that are checked many at once, beside the same modules one after the other. */
final class BodiesTest {
  private static final int LAYERS = 5;
  private static final int WIDE = 6;

  @TempDir private Path folder;

  private final List<Path> files = new ArrayList<>();

  @BeforeEach
  void writeModules() throws IOException {
    Files.writeString(folder.resolve("ration.toml"), "");
    for (int layer = 0; layer < LAYERS; layer++) {
      for (int i = 0; i < WIDE; i++) {
        files.add(write(layer, i));
      }
    }
  }

  /** One that takes types of names from the layer below, and has mistakes of its own. */
  private Path write(int layer, int i) throws IOException {
    String name = "m" + layer + "_" + i;
    String below = "m" + (layer - 1) + "_" + (i + 1) % WIDE;
    String text =
        """
        module %1$s
        %2$s
        let size_%1$s = %3$s

        fun twice_%1$s(x: Int) {
          x * 2 + size_%1$s
        }

        policy go_%1$s(x: Int) within 1 s {
          let wrong: Text = twice_%1$s(%3$s)
          let limit = 2 s
          let sum = limit + size_%1$s
          twice_%1$s(missing_%1$s)
        }
        """
            .formatted(
                name,
                layer == 0 ? "" : "use " + below + "\n",
                layer == 0 ? "1" : "twice_" + below + "(size_" + below + ")");
    return Files.writeString(folder.resolve(name + ".ration"), text);
  }

  @Test
  void whatIsFoundInAModuleDoesNotDependOnTheOthers() {
    List<String> together = findings(files);
    List<String> alone = files.stream().flatMap(file -> own(file).stream()).toList();
    assertThat(together).hasSize(3 * LAYERS * WIDE).containsExactlyInAnyOrderElementsOf(alone);
  }

  @Test
  void theOrderIsTheSameOnEveryRun() {
    List<String> once = findings(files);
    assertThat(once).isEqualTo(findings(files)).isEqualTo(findings(files));
  }

  @Test
  void filesStandInTheOrderThatTheyWereAskedFor() {
    assertThat(findings(files))
        .map(line -> line.substring(0, line.indexOf(':')))
        .containsSubsequence(files.stream().map(Path::toString).toList());
  }

  /**
   * What is found in a file where it is asked for alone: too few modules for more than one thread.
   */
  private List<String> own(Path file) {
    return findings(List.of(file)).stream().filter(line -> line.startsWith(file + ":")).toList();
  }

  private static List<String> findings(List<Path> files) {
    ModuleLoader loader = new ModuleLoader(ResourceLibrary.onClassPath());
    return Checker.check(loader.load(files)).findings().stream()
        .map(one -> one.at() + " " + one.code().id() + " " + one.message())
        .toList();
  }
}
