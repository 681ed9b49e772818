package dev.ration.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The hook that stands ready in docs/ci, run by git itself. */
class GitHookTest {
  private static final String SOUND =
      """
      module hello

      use std.speech, words

      policy hello() within 9 s energy 90 J holds voice {
          say(greeting())
      }
      """;

  private static final String WORDS = "module words\n\nfun greeting() -> Text { \"Hello.\" }\n";

  @TempDir private Path folder;
  @TempDir private Path programs;
  private Path launcher;

  @BeforeEach
  void install() throws IOException, InterruptedException {
    launcher = programs.resolve("ration");
    Files.writeString(
        launcher,
        "#!/bin/sh\nexec '%s' -XX:TieredStopAtLevel=1 -cp '%s' dev.ration.cli.Main \"$@\"\n"
            .formatted(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                System.getProperty("java.class.path")));
    assertThat(launcher.toFile().setExecutable(true)).isTrue();
    git("init", "-q");
    Path hook = folder.resolve(".git/hooks/pre-commit");
    Files.createDirectories(hook.getParent());
    Files.copy(Ration.ROOT.resolve("docs/ci/git-hook.sh"), hook);
    assertThat(hook.toFile().setExecutable(true)).isTrue();
    write("hello.ration", SOUND);
    write("words.ration", WORDS);
    assertThat(git("add", "-A").code()).isZero();
  }

  private record Ended(int code, String printed) {}

  private Ended git(String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of("git", "-c", "user.name=Sam", "-c", "user.email=sam@example"));
    command.addAll(List.of(arguments));
    var process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    process.environment().put("RATION", launcher.toString());
    Process git = process.start();
    git.getOutputStream().close();
    String printed = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(git.waitFor(), printed);
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  @Test
  void whatIsStagedIsCheckedAndNotWhatLiesThere() throws IOException, InterruptedException {
    assertThat(git("commit", "-q", "-m", "first").code()).isZero();

    write("hello.ration", SOUND.replace("within 9 s ", ""));
    git("add", "-A");
    write("hello.ration", SOUND);
    Ended refused = git("commit", "-q", "-m", "second");

    assertThat(refused.code()).isNotZero();
    assertThat(refused.printed()).contains("hello.ration:5:8: warning RTN0401");
  }

  @Test
  void whoUsesWhatIsCommittedIsCheckedToo() throws IOException, InterruptedException {
    git("commit", "-q", "-m", "first");

    write("words.ration", WORDS.replace("greeting", "welcome"));
    Ended refused = git("commit", "-q", "-a", "-m", "second");

    assertThat(refused.code()).isNotZero();
    assertThat(refused.printed()).contains("hello.ration:6:9: error RTN0101");
  }

  @Test
  void whereNoPolicyIsCommittedNothingIsChecked() throws IOException, InterruptedException {
    git("commit", "-q", "-m", "first");

    write("README.md", "# Policies\n");
    git("add", "-A");
    Ended committed = git("commit", "-q", "-m", "second");

    assertThat(committed.code()).isZero();
    assertThat(committed.printed()).isEmpty();
  }
}
