package dev.ration.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What `ration check` prints and returns, whatever lies at its path. */
class CheckCommandTest {
  @TempDir private Path directory;

  /** A file that is no policy: what is in it, the code and the exit code that it gets. */
  private record Hostile(String name, byte[] content, String code, int exit) {
    static Hostile text(String name, String content, String code) {
      return new Hostile(name, content.getBytes(StandardCharsets.UTF_8), code, ExitCode.FOUND);
    }

    static Hostile binary(String name, byte[] content) {
      return new Hostile(name, content, "RTN0007", ExitCode.FAULT);
    }
  }

  private static Stream<Hostile> hostile() {
    return Stream.of(
        Hostile.text("ten megabytes", "let n = 1\n".repeat(1_000_000), "RTN0006"),
        Hostile.text("one long line", "x".repeat(900_000), "RTN0005"),
        Hostile.text(
            "parentheses in a line",
            "let n = " + "(".repeat(10_000) + ")".repeat(10_000),
            "RTN0005"),
        Hostile.text(
            "parentheses in lines",
            "let n = " + "(\n".repeat(10_000) + ")\n".repeat(10_000),
            "RTN0004"),
        Hostile.text("quotes in a line", "\"".repeat(20_000), "RTN0005"),
        Hostile.text("quotes in lines", "\"\n".repeat(20_000), "RTN0003"),
        Hostile.binary("a picture", new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, 0}),
        Hostile.binary("text with a zero", "let a = 1\0".getBytes(StandardCharsets.UTF_8)),
        Hostile.binary("another encoding", "let größe = 1".getBytes(StandardCharsets.UTF_16)));
  }

  @TestFactory
  Stream<DynamicTest> aHostileFileGetsACodeAndNoStackTrace() {
    return hostile().map(file -> DynamicTest.dynamicTest(file.name(), () -> refuses(file)));
  }

  private void refuses(Hostile file) throws IOException {
    Path path = Files.write(directory.resolve("hostile.ration"), file.content());

    Ration checked = Ration.run("check", path);

    assertThat(checked.code()).isEqualTo(file.exit());
    assertThat(checked.out()).contains("error " + file.code()).doesNotContain("\tat ");
    assertThat(checked.err()).doesNotContain("Exception");
  }

  @Test
  void everyRootInAFolderIsCheckedWithItsOwnModulesAndSite() throws IOException {
    for (String root : new String[] {"one", "two"}) {
      Path sites = Files.createDirectories(directory.resolve(root).resolve("sites"));
      Files.writeString(directory.resolve(root).resolve("ration.toml"), "site = \"hall\"\n");
      Files.writeString(
          sites.resolve("hall.ration"),
          "module sites.hall\nsite hall { robot: %s }\n"
              .formatted(root.equals("one") ? "sim_humanoid" : "sim_kiosk"));
      Files.writeString(
          directory.resolve(root).resolve("go.ration"),
          "module go\npolicy go() within 1 s holds arm.right { }\n");
    }

    Ration checked = Ration.run("check", directory);

    assertThat(checked.code()).isEqualTo(ExitCode.FOUND);
    assertThat(checked.out()).containsOnlyOnce("RTN0510").contains("sim_kiosk");
    assertThat(Ration.run("check", directory.resolve("one")).code()).isEqualTo(ExitCode.CLEAN);
  }

  @Test
  void rtn0701AMissingFileIsWrongUse() {
    Ration checked = Ration.run("check", directory.resolve("nowhere.ration"));

    assertThat(checked.code()).isEqualTo(ExitCode.FAULT);
    assertThat(checked.err()).contains("RTN0701").contains("nowhere.ration");
    assertThat(checked.out()).isEmpty();
  }

  @Test
  void rtn0702AFolderWithoutPoliciesIsWrongUse() {
    Ration checked = Ration.run("check", directory);

    assertThat(checked.code()).isEqualTo(ExitCode.FAULT);
    assertThat(checked.err()).contains("RTN0702");
  }

  @Test
  void everyFindingOfAFileIsPrintedWithItsLineAndWhatToDo() throws IOException {
    Path path =
        Files.writeString(
            directory.resolve("hello.ration"),
            """
            policy hello() within 5 seconds energy 50 J holds voice {
                say("Hello.")
            }
            """);

    Ration checked = Ration.run("check", path);

    assertThat(checked.code()).isEqualTo(ExitCode.FOUND);
    assertThat(checked.out())
        .contains(path + ":1:25: error RTN0103")
        .contains("fix: write `s`")
        .contains(path + ":2:5: error RTN0101")
        .contains("^^^")
        .contains("fix: add `use std.speech`")
        .contains("2 errors");
  }

  @Test
  void rtn0701NearACleanFileIsClean() throws IOException {
    Path path = Files.writeString(directory.resolve("clean.ration"), "let n = 1\n");

    Ration checked = Ration.run("check", path);

    assertThat(checked.code()).isEqualTo(ExitCode.CLEAN);
    assertThat(checked.out()).isEmpty();
  }
}
