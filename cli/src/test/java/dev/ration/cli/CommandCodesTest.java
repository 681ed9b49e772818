package dev.ration.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a wrong use of the command line is told, and what just is none. */
class CommandCodesTest {
  private static final String HELLO =
      """
      use std.speech
      policy hello(name: Text = "you") within 6 s energy 120 J holds voice { say("{name}") }
      """;

  @TempDir private Path directory;

  private Path write(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private Ration hello(Object... more) throws IOException {
    Stream<Object> command = Stream.of("run", write("hello.ration", HELLO), "--clock", "virtual");
    return Ration.run(Stream.concat(command, Stream.of(more)).toArray());
  }

  private static void isWrongUse(Ration used, String code) {
    assertThat(used.code()).isEqualTo(ExitCode.FAULT);
    assertThat(used.err()).startsWith("ration: " + code + ": ").doesNotContain("\tat ");
    assertThat(used.out()).isEmpty();
  }

  private static void isFine(Ration used) {
    assertThat(used.err()).isEmpty();
    assertThat(used.code()).isEqualTo(ExitCode.CLEAN);
  }

  @Test
  void rtn0701AFolderIsNoFileToRun() {
    isWrongUse(Ration.run("run", directory), "RTN0701");
  }

  @Test
  void rtn0702PoliciesInHiddenFoldersAndBuildOutputDoNotCount() throws IOException {
    write(".cache/hello.ration", HELLO);
    write("target/hello.ration", HELLO);
    write("notes.txt", "nothing to run");

    isWrongUse(Ration.run("check", directory), "RTN0702");
    isWrongUse(Ration.run("fmt", directory), "RTN0702");
  }

  @Test
  void rtn0702NearOnePolicyDeepInAFolder() throws IOException {
    write("here/and/there/numbers.ration", "let n = 1\n");

    Ration checked = Ration.run("check", directory);

    assertThat(checked.code()).isEqualTo(ExitCode.CLEAN);
    assertThat(checked.err()).doesNotContain("RTN0702");
  }

  @Test
  void rtn0703NearATraceOverAnOlderOne() throws IOException {
    Path trace = write("run.jsonl", "what was there before\n");

    isFine(hello("--trace", trace));

    assertThat(trace).content().startsWith("{").contains("run.end");
  }

  @Test
  void rtn0704AFileOfActionsHasNothingToRun() throws IOException {
    Path file = write("desk.ration", "action rest() within 2 s { wait 1 s }\n");

    isWrongUse(Ration.run("run", file), "RTN0704");
  }

  @Test
  void rtn0704NearTheOnlyPolicyNeedsNoName() throws IOException {
    isFine(hello());
    isFine(hello("--policy", "hello"));
  }

  @Test
  void rtn0705NearAParameterWithADefaultNeedsNoValue() throws IOException {
    assertThat(hello().out()).contains("says \"you\"");
  }

  @Test
  void rtn0707NearASiteByItsName() {
    isFine(
        Ration.run(
            "run", Ration.WELCOME, "--clock", "virtual", "--site", "lobby", "--hear", "hello"));
  }

  @Test
  void rtn0708ASecretsFileThatIsNotThere() throws IOException {
    isWrongUse(hello("--secrets", directory.resolve("keys.env")), "RTN0708");
  }

  @Test
  void rtn0708ALineWithoutANameIsNamedByItsNumberAndNeverShown() throws IOException {
    Path keys = write("keys.env", "# keys\nCHAT_KEY=abc\n=hunter2\n");
    Path bare = write("bare.env", "hunter2\n");

    isWrongUse(hello("--secrets", keys), "RTN0708");
    assertThat(hello("--secrets", keys).err()).contains("Line 3").doesNotContain("hunter2");
    assertThat(hello("--secrets", bare).err()).contains("Line 1").doesNotContain("hunter2");
  }

  @Test
  void rtn0708ASecretsFileThatIsNoText() throws IOException {
    byte[] bytes = "KEY=größe\n".getBytes(StandardCharsets.UTF_16);

    isWrongUse(hello("--secrets", Files.write(directory.resolve("keys.env"), bytes)), "RTN0708");
  }

  @Test
  void rtn0708NearNamesWithValuesCommentsAndEmptyLines() throws IOException {
    isFine(hello("--secrets", write("keys.env", "# keys\n\n  CHAT_KEY = a=b=c\nEMPTY=\n")));
  }

  @Test
  void rtn0709ACodeThatDoesNotExist() {
    isWrongUse(Ration.run("explain", "RTN9999"), "RTN0709");
    isWrongUse(Ration.run("explain", "deadline"), "RTN0709");
  }

  @Test
  void rtn0709NearACodeInAnyCaseOrItsNumberAlone() {
    Ration whole = Ration.run("explain", "rtn0105");
    Ration number = Ration.run("explain", "105");

    isFine(whole);
    assertThat(whole.out()).startsWith("# RTN0105: ");
    assertThat(number).isEqualTo(whole);
  }
}
