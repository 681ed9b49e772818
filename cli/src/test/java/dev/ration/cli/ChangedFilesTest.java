package dev.ration.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files a check is about when it is about changes, in a repository of git. */
class ChangedFilesTest {
  private static final String POLICY =
      """
      module %1$s

      use std.speech%2$s

      policy %1$s() energy 90 J holds voice {
          say(%3$s)
      }
      """;

  @TempDir private Path folder;

  @BeforeEach
  void commit() throws IOException, InterruptedException {
    write("ration.toml", "site = \"desk\"\n");
    write(
        "sites/desk.ration",
        """
        module sites.desk

        site desk {
            robot: sim_humanoid
        }
        """);
    write("words.ration", "module words\n\nfun greeting() -> Text { \"Hello.\" }\n");
    write(
        "manners.ration", "module manners\n\nuse words\n\nfun politely() -> Text { greeting() }\n");
    write("hello.ration", POLICY.formatted("hello", ", manners", "politely()"));
    write("other.ration", POLICY.formatted("other", "", "\"Other.\""));
    git("init", "-q");
    git("add", "-A");
    git("commit", "-q", "-m", "begin");
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void git(String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of("git", "-c", "user.name=Sam", "-c", "user.email=sam@example"));
    command.addAll(List.of(arguments));
    Process git = new ProcessBuilder(command).directory(folder.toFile()).start();
    git.getOutputStream().close();
    assertThat(git.waitFor()).isZero();
  }

  private Ration changed() {
    return Ration.run("check", "--changed", folder);
  }

  private static Stream<String> found(Ration checked) {
    return checked
        .out()
        .lines()
        .filter(line -> line.contains(" RTN"))
        .map(line -> line.replaceAll(".*/([a-z_]+\\.ration):.*(RTN\\d{4}).*", "$1 $2"));
  }

  @Test
  void whereNothingChangedNothingIsReported() {
    Ration checked = changed();

    assertThat(checked.code()).isEqualTo(ExitCode.CLEAN);
    assertThat(checked.out()).isEmpty();
    assertThat(checked.err()).contains("0 of 5 files changed since HEAD; 0 more depend on them");
    assertThat(found(Ration.run("check", folder))).hasSize(2);
  }

  @Test
  void aChangedFileIsReportedWithAllThatUseIt() throws IOException {
    write("words.ration", "module words\n\nfun greeting() -> Text { \"Good day.\" }\n");

    Ration checked = changed();

    assertThat(found(checked)).containsExactly("hello.ration RTN0401");
    assertThat(checked.err()).contains("1 of 5 files changed since HEAD; 2 more depend on them");
  }

  @Test
  void whatNobodyAddedYetHasChanged() throws IOException {
    write(
        "night/third.ration",
        POLICY.formatted("night.third", "", "\"T.\"").replace("night.third()", "third()"));

    assertThat(found(changed())).containsExactly("third.ration RTN0401");
  }

  @Test
  void whatUsesARemovedModuleIsReported() throws IOException, InterruptedException {
    git("mv", "words.ration", "phrases.ration");

    assertThat(found(changed())).contains("manners.ration RTN0107").noneMatch(isOther());
  }

  private static java.util.function.Predicate<String> isOther() {
    return line -> line.startsWith("other");
  }

  @Test
  void withItsSiteEveryPolicyChanges() throws IOException {
    write(
        "sites/desk.ration",
        """
        module sites.desk

        site desk {
            robot: sim_humanoid
            energy: 20 kJ  from derived "an hour at the door"
        }
        """);

    assertThat(found(changed())).containsExactly("hello.ration RTN0401", "other.ration RTN0401");
  }

  @Test
  void withSettingsWhatTheyHoldForChanges() throws IOException {
    write("ration-lint.toml", "rules.RTN0401 = \"error\"\n");

    assertThat(found(changed())).hasSize(2);
  }

  @Test
  void changesAreCountedFromTheRevisionThatIsNamed() throws IOException, InterruptedException {
    write("other.ration", POLICY.formatted("other", "", "\"Another.\""));
    git("commit", "-q", "-a", "-m", "other");

    assertThat(found(changed())).isEmpty();
    assertThat(found(Ration.run("check", "--since", "HEAD~1", folder)))
        .containsExactly("other.ration RTN0401");
  }

  @Test
  void aLinkToTheRepositoryIsTheRepository(@TempDir Path elsewhere) throws IOException {
    write("other.ration", POLICY.formatted("other", "", "\"Another.\""));
    Path link = Files.createSymbolicLink(elsewhere.resolve("link"), folder);

    assertThat(found(Ration.run("check", "--changed", link)))
        .containsExactly("other.ration RTN0401");
  }

  @Test
  void onlyWhatIsReportedIsFixed() throws IOException {
    write("hello.ration", POLICY.formatted("hello", ", manners, std.gaze", "politely()"));
    write("quiet.ration", POLICY.formatted("quiet", ", std.gaze", "\"Q.\""));
    Path list = Files.writeString(folder.resolve("list"), folder.resolve("quiet.ration") + "\n");

    Ration.run("check", "--files-from", list, "--fix", folder);

    assertThat(folder.resolve("quiet.ration")).content().doesNotContain("std.gaze");
    assertThat(folder.resolve("hello.ration")).content().contains("std.gaze");
  }

  @Test
  void rtn0748OutsideARepositoryIsWrongUse(@TempDir Path elsewhere) throws IOException {
    Path file = Files.copy(folder.resolve("other.ration"), elsewhere.resolve("other.ration"));

    Ration checked = Ration.run("check", "--changed", file);

    assertThat(checked.code()).isEqualTo(ExitCode.FAULT);
    assertThat(checked.err()).contains("RTN0748").contains("in no git repository");
  }

  @Test
  void rtn0748ARevisionThatGitDoesNotKnowIsWrongUse() {
    Ration checked = Ration.run("check", "--since", "no-such-revision", folder);

    assertThat(checked.code()).isEqualTo(ExitCode.FAULT);
    assertThat(checked.err()).contains("RTN0748").contains("no revision `no-such-revision`");
  }
}
