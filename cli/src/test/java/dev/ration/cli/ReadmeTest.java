package dev.ration.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first tour of README.md, as it is printed there. On the virtual clock. */
class ReadmeTest {
  private static final Pattern POLICY = Pattern.compile("```ration\\n(.*?)```", Pattern.DOTALL);
  private static final Pattern CHANGE = Pattern.compile("Change `([^`]+)` to `([^`]+)`");

  @TempDir private Path directory;
  private String readme;

  @BeforeEach
  void read() throws IOException {
    readme = Files.readString(Ration.ROOT.resolve("README.md"));
  }

  @Test
  void theFirstPolicyIsCleanLaidOutAndGreets() throws IOException {
    Path hello = hello(policy());

    assertThat(Ration.run("check", hello).code()).isEqualTo(ExitCode.CLEAN);
    assertThat(Ration.run("fmt", "--check", hello).code()).isEqualTo(ExitCode.CLEAN);
    Ration ran = greet(hello);

    assertThat(ran.code()).isEqualTo(ExitCode.CLEAN);
    assertThat(ran.out()).contains("Good morning, Sam.").doesNotContain("Sorry, I was slow.");
  }

  @Test
  void withLessTimeItsHandlerAnswersAndTheReceiptSaysWhy() throws IOException {
    MatchResult change = CHANGE.matcher(readme).results().findFirst().orElseThrow();
    assertThat(policy()).contains(change.group(1));
    Path hello = hello(policy().replace(change.group(1), change.group(2)));

    assertThat(Ration.run("check", hello).code()).isEqualTo(ExitCode.CLEAN);
    Ration ran = greet(hello);

    assertThat(ran.code()).isEqualTo(ExitCode.FOUND);
    assertThat(ran.out()).contains("Sorry, I was slow.").contains("timeout");
    assertThat(ran.out()).contains("`hello` did not end " + change.group(2));
  }

  private String policy() {
    return POLICY.matcher(readme).results().findFirst().orElseThrow().group(1);
  }

  private Path hello(String text) throws IOException {
    return Files.writeString(directory.resolve("hello.ration"), text);
  }

  private static Ration greet(Path hello) {
    return Ration.run("run", hello, "--clock", "virtual", "--arg", "name=\"Sam\"");
  }
}
