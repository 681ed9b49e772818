package dev.ration.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What `ration replay` and `ration why` make of traces, whole, changed, damaged and foreign. */
class ReplayCommandTest {
  private static final String PRIVATE =
      """
      module hall

      use std.speech

      /// What a visitor confides.
      host action confide() -> Text private holds ears takes 200 ms .. 300 ms draws 1 W

      policy talk(private code: Text = "none")
          within 6 s   energy 120 J   holds voice, ears
      {
          let words = listen()
          if words.length > 12 { say("So long.") }
      }
      """;

  @TempDir private Path directory;

  private Ration replayed(List<String> lines) throws IOException {
    return Ration.run("replay", Files.write(directory.resolve("changed.jsonl"), lines));
  }

  @Test
  void rtn0732NearARunIsReplayedFromItsTraceAlone() throws IOException {
    Path log = Recorded.tour(directory);
    Files.delete(directory.resolve("tour.ration"));

    Ration replayed = Ration.run("replay", log);

    assertThat(replayed.err()).isEmpty();
    assertThat(replayed.code()).isEqualTo(ExitCode.CLEAN);
    assertThat(replayed.out())
        .contains(
            "`hello`: " + (Files.readAllLines(log).size() - 1) + " lines, every one the same");
  }

  @Test
  void rtn0731NearARunOnTheRealClockIsReplayedToo() throws IOException {
    Path log =
        Recorded.run(
            directory,
            """
            module quick
            policy count() -> Int within 2 s {
                var n = 0
                step within 15 ms { while true { n = n + 1; if n mod 3000 == 0 { step { n = n + 1 } } } } on timeout { }
                n
            }
            """);

    Ration replayed = Ration.run("replay", log);

    assertThat(replayed.err()).isEmpty();
    assertThat(replayed.code()).isEqualTo(ExitCode.CLEAN);
  }

  @Test
  void rtn0732NearASiteThatIsMadeFromAnotherOneIsTheOneThatCounts() throws IOException {
    Path sites = Files.createDirectories(directory.resolve("sites"));
    Files.writeString(
        sites.resolve("one.ration"),
        """
        module sites.one

        site one {
            robot: sim_humanoid
            serve local.tiny { model: minilm }
        }
        """);
    Files.writeString(
        sites.resolve("two.ration"),
        """
        module sites.two

        use sites.one

        site two like one {
            serve local.small { model: e5_small }
        }
        """);
    Path log =
        Recorded.run(
            directory,
            """
            module tour

            use std.tiers

            /// What is wanted?
            enum Errand {
                /// where something is
                directions
                /// an appointment
                meeting
            }

            /// Which errand?
            think errand(text: Text) -> Guess<Errand> within 400 ms tiers local.small { "{text}" }

            policy hello()   within 9 s   energy 90 J
            {
                step { let a = accept errand("where is room four?"); wait 1 ms } else { wait 2 ms }
            }
            """,
            "--site",
            "two",
            "--clock",
            "virtual");

    Ration replayed = Ration.run("replay", log);

    assertThat(replayed.err()).isEmpty();
    assertThat(replayed.code()).isEqualTo(ExitCode.CLEAN);
  }

  @Test
  void rtn0732AChangedLineIsTheOneThatIsReported() throws IOException {
    List<String> lines = Files.readAllLines(Recorded.tour(directory));
    int changed = 0;
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains("\"type\":\"scope.close\"") && lines.get(i).contains("used_uj")) {
        changed = i;
      }
    }
    List<String> other = new ArrayList<>(lines);
    other.set(changed, lines.get(changed).replace("\"used_uj\":", "\"used_uj\":9"));

    Ration replayed = replayed(other);

    assertThat(replayed.code()).isEqualTo(ExitCode.FOUND);
    assertThat(replayed.err())
        .contains("RTN0732", "Line " + (changed + 1) + " is the first that differs.")
        .contains("was:", "is:", "`used_uj` was");
  }

  @Test
  void rtn0731ATraceThatIsCutOffIsSaidToBe() throws IOException {
    List<String> lines = Files.readAllLines(Recorded.tour(directory));

    Ration replayed = replayed(lines.subList(0, lines.size() / 2));

    assertThat(replayed.code()).isEqualTo(ExitCode.FAULT);
    assertThat(replayed.err()).contains("RTN0731", "before the run does");
  }

  @Test
  void aDamagedLineIsNamed() throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(Recorded.tour(directory)));
    lines.set(7, lines.get(7).substring(0, 20));

    Ration replayed = replayed(lines);

    assertThat(replayed.code()).isEqualTo(ExitCode.FAULT);
    assertThat(replayed.err()).contains("RTN0731", "Line 8 is not a JSON object");
  }

  @Test
  void aTraceThatWasCutInsideACharacterIsReadUpToItsLastWholeLine() throws IOException {
    Path log = Recorded.tour(directory);
    byte[] whole = Files.readAllBytes(log);
    byte[] torn = Arrays.copyOf(whole, whole.length + 3);
    System.arraycopy(new byte[] {'{', '"', (byte) 0xC3}, 0, torn, whole.length, 3);
    Files.write(log, torn);

    assertThat(Ration.run("replay", log).code()).isEqualTo(ExitCode.CLEAN);
  }

  @Test
  void rtn0730AFileThatIsNoTraceIsRefused() throws IOException {
    assertThat(replayed(List.of("hello")).err()).contains("RTN0730");
    assertThat(replayed(List.of("{\"at_ns\":0,\"type\":\"trace.begin\",\"schema\":1}")).err())
        .contains("RTN0730", "schema");
    assertThat(Ration.run("replay", directory.resolve("none.jsonl")).err()).contains("RTN0701");
  }

  @Test
  void rtn0733ATraceOfAnotherLibraryIsNotReplayed() throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(Recorded.tour(directory)));
    lines.replaceAll(
        line -> line.replaceFirst("\"sha256\":\"[0-9a-f]{8}", "\"sha256\":\"00000000"));

    assertThat(replayed(lines).err()).contains("RTN0733", "library");
  }

  @Test
  void rtn0733NearAPrivateArgumentIsSealedAndOpenedOnTheRobotOnly() throws IOException {
    Path log =
        Recorded.run(
            directory,
            PRIVATE,
            "--clock",
            "virtual",
            "--hear",
            "a sentence of some length",
            "--arg",
            "code=\"swordfish\"");
    Path sealed = directory.resolve("run.jsonl.sealed");

    assertThat(Files.readString(log)).doesNotContain("swordfish").contains("\"sealed\":1");
    assertThat(Files.readString(sealed)).contains("swordfish");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(sealed)))
        .isEqualTo("rw-------");
    assertThat(Ration.run("replay", log).code()).isEqualTo(ExitCode.CLEAN);

    Files.delete(sealed);
    assertThat(Ration.run("replay", log).err()).contains("RTN0733", "`code` is private");
  }

  @Test
  void rtn0730NearWhyTellsTheRunTheCallsAndTheFigures() throws IOException {
    Path log = Recorded.tour(directory);

    Ration run = Ration.run("why", log);
    Ration one = Ration.run("why", log, "hello/greet");
    Ration cut = Ration.run("why", log, "greet/say");
    Ration thought = Ration.run("why", log, "words");

    assertThat(run.out())
        .contains("`hello` ended timeout", "200 J granted", "models:", "`tour.words`");
    assertThat(one.out())
        .contains("`greet` (action", "did not end within 2 s", "its own (2 s)", "| action greet");
    assertThat(cut.out()).contains("the time of `greet`", "cut at", "kept back");
    assertThat(thought.out())
        .contains("local.tiny", "refused, ability: cannot write", "cloud.chat", "not_served");
  }

  @Test
  void rtn0734NearAPathToAnActivityThatIsThere() throws IOException {
    Path log = Recorded.tour(directory);

    assertThat(Ration.run("why", log, "hello/greet").err()).isEmpty();
  }

  @Test
  void rtn0734WhyFindsByNumberAndSuggestsNames() throws IOException {
    Path log = Recorded.tour(directory);

    assertThat(Ration.run("why", log, "1").out()).contains("`hello` (policy, scope 1");
    assertThat(Ration.run("why", log, "greeet").err()).contains("RTN0734", "did you mean `greet`?");
    assertThat(Ration.run("why", log, "9999").err()).contains("RTN0734");
  }
}
