package dev.ration.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ration.lint.report.ReportFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The repository with planted faults, as somebody checks it who types the command. */
class PlantedFaultsTest {
  private static final Path TESTS =
      Path.of("")
          .toAbsolutePath()
          .relativize(Ration.ROOT.toAbsolutePath().normalize())
          .resolve("lint/src/test/resources");

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void eachFormatSaysTheSameAsItsGolden(ReportFormat format) throws IOException {
    Ration checked = Ration.run("check", "--format", format, TESTS.resolve("planted"));

    assertThat(checked.code()).isEqualTo(ExitCode.FOUND);
    assertThat(named(checked.out())).isEqualTo(golden(format));
  }

  @Test
  void allFormatsAreWrittenAtOnce() throws IOException {
    var checked =
        Ration.run(
            "check",
            "--output",
            "json:" + folder.resolve("r.json"),
            "--output",
            "sarif:" + folder.resolve("r.sarif"),
            "--output",
            "github:" + folder.resolve("r.github"),
            "--output",
            "junit:" + folder.resolve("r.junit"),
            "--output",
            "checkstyle:" + folder.resolve("r.checkstyle"),
            "--output",
            "text:" + folder.resolve("r.text"),
            TESTS.resolve("planted"));

    assertThat(checked.code()).isEqualTo(ExitCode.FOUND);
    assertThat(ReportFormat.values())
        .allSatisfy(
            format ->
                assertThat(named(Files.readString(folder.resolve("r." + format))))
                    .isEqualTo(golden(format)));
  }

  /** With the paths that the goldens were written under, which lie below the working folder. */
  private static String named(String report) {
    String absolute = TESTS.toAbsolutePath().normalize().toString();
    return report
        .replace("file://" + absolute, "src/test/resources")
        .replace(absolute, "src/test/resources")
        .replace(TESTS.toString(), "src/test/resources");
  }

  private static String golden(ReportFormat format) throws IOException {
    return Files.readString(TESTS.resolve("golden/planted." + format));
  }
}
