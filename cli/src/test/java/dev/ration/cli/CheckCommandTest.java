package dev.ration.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What `ration check` prints and returns, whatever lies at its path. The limit is far off: it tells
 * what grows with the square of its input from what does not.
 */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
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
        Hostile.text("unknown names", lines("policy p() {", "    xx%d()", "}"), "RTN0101"),
        Hostile.text("one unknown name", lines("policy p() {", "    say()", "}"), "RTN0101"),
        Hostile.text("near names", lines("let name_%d = 1", "let x%d = nome_%1$d"), "RTN0101"),
        Hostile.text("unknown types", lines("fun f%d(a: Nix%1$d) -> Int { 1 }"), "RTN0101"),
        Hostile.text("declared often", lines("fun f() -> Int { 1 }"), "RTN0102"),
        Hostile.text("wrong units", lines("let a%d = 3 sx%1$d"), "RTN0103"),
        Hostile.text("missing modules", lines("use nothing%d"), "RTN0107"),
        Hostile.text("wrong arguments", lines("fun g() {", "    g(b: 2)", "}"), "RTN0113"),
        Hostile.text("wrong clauses", lines("policy p() {", "    f() witin 3 s", "}"), "RTN0001"),
        Hostile.binary("ten megabytes of a picture", picture(10_000_000)),
        Hostile.binary("text with a zero", "let a = 1\0".getBytes(StandardCharsets.UTF_8)),
        Hostile.binary("another encoding", "let größe = 1".getBytes(StandardCharsets.UTF_16)));
  }

  private static byte[] picture(int size) {
    byte[] bytes = new byte[size];
    new Random(1).nextBytes(bytes);
    return bytes;
  }

  /** Twenty thousand of each line, numbered; but once what opens and closes a block. */
  private static String lines(String... lines) {
    StringBuilder text = new StringBuilder();
    for (String line : lines) {
      boolean isRepeated = !line.endsWith("{") && !line.equals("}");
      int times = isRepeated ? 20_000 : 1;
      for (int i = 0; i < times; i++) {
        text.append(line.formatted(i)).append('\n');
      }
    }
    return text.toString();
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
    assertThat(Ration.run("check", directory.resolve("one")).out()).doesNotContain("RTN0510");
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

  @Test
  void findingsAreColouredWhereItIsAskedFor() throws IOException {
    Path path = Files.writeString(directory.resolve("broken.ration"), "let n = 3 seconds\n");

    Ration coloured = Ration.run("check", path, "--color", "always");

    assertThat(coloured.out())
        .contains("\u001B[1;31merror RTN0103\u001B[0m")
        .contains("\u001B[1;31m^^^^^^^\u001B[0m");
  }

  @Test
  void whatIsPipedHasNoColours() throws IOException {
    Path path = Files.writeString(directory.resolve("broken.ration"), "let n = 3 seconds\n");

    assertThat(Ration.run("check", path).out()).doesNotContain("\u001B");
    assertThat(Ration.run("check", path, "--color", "auto").out()).doesNotContain("\u001B");
    assertThat(Ration.run("check", path, "--color", "never").out()).doesNotContain("\u001B");
  }

  @Test
  void anotherWayOfColouringIsWrongUse() throws IOException {
    Ration checked = Ration.run("check", directory, "--color", "perhaps");

    assertThat(checked.code()).isEqualTo(ExitCode.FAULT);
    assertThat(checked.err()).contains("perhaps").contains("always");
  }
}
