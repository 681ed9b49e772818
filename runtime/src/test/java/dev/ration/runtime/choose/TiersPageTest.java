package dev.ration.runtime.choose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of codes in {@code docs/tiers.md}. */
class TiersPageTest {
  @Test
  void everyCodeIsExplainedInItsOrder() throws IOException {
    String page = Files.readString(docs().resolve("tiers.md"));
    String table = page.substring(page.indexOf("| code |"), page.indexOf("## Asking why"));
    List<String> explained =
        table
            .lines()
            .filter(line -> line.startsWith("| `"))
            .map(line -> line.split("`")[1])
            .toList();
    assertThat(explained)
        .isEqualTo(Arrays.stream(RefusalCode.values()).map(RefusalCode::word).toList());
  }

  private static Path docs() {
    return Stream.iterate(
            Path.of("").toAbsolutePath(), folder -> Objects.requireNonNull(folder.getParent()))
        .map(folder -> folder.resolve("docs"))
        .filter(folder -> Files.exists(folder.resolve("contributing.md")))
        .findFirst()
        .orElseThrow();
  }
}
