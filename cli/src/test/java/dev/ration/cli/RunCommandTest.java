package dev.ration.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What `ration run` takes, prints and returns. On the virtual clock, but for one run. */
class RunCommandTest {
  private static final String TOUR =
      """
      module tour

      use std.speech

      enum Tone { warm, brisk }

      policy hello(name: Text = "visitor", tone: Tone = warm)
          within 6 s   energy 120 J   holds voice
      {
          say("Good morning, {name}.")
      } on timeout { say("Sorry.")  within 1500 ms; fail }

      policy show(place: Text) -> Text
          within 9 s   energy 120 J   holds voice
      {
          say("This is {place}.")
          place
      }
      """;

  @TempDir private Path directory;

  private Path tour() throws IOException {
    return Files.writeString(directory.resolve("tour.ration"), TOUR);
  }

  private Ration virtual(Object... more) throws IOException {
    return on(tour(), more);
  }

  private static Ration on(Path file, Object... more) {
    Object[] all = new Object[more.length + 4];
    all[0] = "run";
    all[1] = file;
    all[2] = "--clock";
    all[3] = "virtual";
    System.arraycopy(more, 0, all, 4, more.length);
    return Ration.run(all);
  }

  @Test
  void printsWhatTheRobotDoesAndTheReceipts() throws IOException {
    Ration ran = virtual("--policy", "hello");

    assertThat(ran.code()).isEqualTo(ExitCode.CLEAN);
    assertThat(ran.err()).isEmpty();
    assertThat(ran.out())
        .contains("says \"Good morning, visitor.\"")
        .contains("time used / allowed")
        .contains("energy used / reserved")
        .contains("tier")
        .contains("why")
        .contains("modelled");
  }

  @Test
  void realTimeIsTheDefaultAndTheRehearsalIsNotSeen() throws IOException {
    Ration ran = Ration.run("run", tour(), "--policy", "hello", "--format", "json");

    assertThat(ran.code()).isEqualTo(ExitCode.CLEAN);
    assertThat(ran.did()).containsOnly("says \"Good morning, visitor.\"");
  }

  @Test
  void jsonIsOneDocumentWithResultAndReceipts() throws IOException {
    Ration ran = virtual("--policy", "show", "--arg", "place=\"the lab\"", "--format", "json");

    Map<String, Object> document = ran.document();

    assertThat(ran.code()).isEqualTo(ExitCode.CLEAN);
    assertThat(document).containsEntry("policy", "show").containsEntry("outcome", "ok");
    assertThat(document.get("value")).isEqualTo("the lab");
    assertThat(ran.receipt("policy", "show")).isPresent();
    assertThat(ran.receipt("command", "std.speech.say")).isPresent();
  }

  @Test
  void theSameSeedWritesTheSameBytes() throws IOException {
    Ration first = virtual("--policy", "hello", "--seed", "7", "--format", "json");
    Ration second = virtual("--policy", "hello", "--seed", "7", "--format", "json");
    Ration other = virtual("--policy", "hello", "--seed", "8", "--format", "json");

    assertThat(second.out()).isEqualTo(first.out());
    assertThat(other.out()).isNotEqualTo(first.out());
  }

  @Test
  void theTraceIsJsonLinesFromBeginToEnd() throws IOException {
    Path file = directory.resolve("run.jsonl");

    Ration ran = virtual("--policy", "hello", "--trace", file);

    assertThat(ran.code()).isEqualTo(ExitCode.CLEAN);
    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSizeGreaterThan(8);
    for (String line : lines) {
      assertThat(JSON.std.mapFrom(line)).containsKeys("at_ns", "type");
    }
    assertThat(lines.getFirst()).contains("\"trace.begin\"");
    assertThat(lines.getLast()).contains("\"run.end\"");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aTraceThatTheDiskRefusesIsToldAndTheRunGoesOn() throws IOException {
    Ration ran = virtual("--policy", "hello", "--trace", "/dev/full");

    assertThat(ran.code()).isEqualTo(ExitCode.CLEAN);
    assertThat(ran.out()).contains("Good morning, visitor.").contains("time used / allowed");
    assertThat(ran.err()).startsWith("ration: The trace cannot be written: ");
  }

  @Test
  void rtn0703ATraceWhereNoFolderIs() throws IOException {
    Ration ran = virtual("--policy", "hello", "--trace", directory.resolve("no/such/file"));

    assertThat(ran.code()).isEqualTo(ExitCode.FAULT);
    assertThat(ran.err()).contains("RTN0703");
  }

  @Test
  void rtn0704SeveralPoliciesWantAName() throws IOException {
    Ration ran = virtual();

    assertThat(ran.code()).isEqualTo(ExitCode.FAULT);
    assertThat(ran.err()).contains("RTN0704").contains("`hello`, `show`").contains("--policy");
    assertThat(ran.out()).isEmpty();
  }

  @Test
  void rtn0704AnUnknownPolicyNamesTheKnownOnes() throws IOException {
    Ration ran = virtual("--policy", "hallo");

    assertThat(ran.code()).isEqualTo(ExitCode.FAULT);
    assertThat(ran.err()).contains("RTN0704").contains("`hello`");
  }

  @Test
  void rtn0705AMissingArgumentShowsWhatToType() throws IOException {
    Ration ran = virtual("--policy", "show");

    assertThat(ran.code()).isEqualTo(ExitCode.FAULT);
    assertThat(ran.err())
        .contains("RTN0705")
        .contains("`place: Text`")
        .contains("./ration run " + tour())
        .contains("--policy show")
        .contains("--arg 'place=");
  }

  @Test
  void rtn0706NearArgumentsAreWrittenAsInAPolicy() throws IOException {
    Ration ran =
        virtual("--policy", "hello", "--arg", "name=\"Sam {1 + 1}\"", "--arg", "tone=brisk");

    assertThat(ran.err()).isEmpty();
    assertThat(ran.out()).contains("Good morning, Sam 2.");
  }

  @Test
  void rtn0706AnArgumentOfTheWrongTypeIsShownWithItsPlace() throws IOException {
    Ration ran = virtual("--policy", "hello", "--arg", "name=3 s");

    assertThat(ran.code()).isEqualTo(ExitCode.FAULT);
    assertThat(ran.err()).contains("RTN0706").contains("RTN0104").contains("3 s").contains("^^^");
  }

  @Test
  void rtn0706AnUnknownArgumentSuggestsAParameter() throws IOException {
    Ration ran = virtual("--policy", "hello", "--arg", "nam=\"Sam\"");

    assertThat(ran.code()).isEqualTo(ExitCode.FAULT);
    assertThat(ran.err()).contains("RTN0706").contains("`nam`").contains("name");
  }

  @Test
  void theNamesOfTheSiteAreInScope() {
    Ration ran = on(Ration.WELCOME, "--arg", "guest=mara", "--hear", "hello");

    assertThat(ran.out()).contains("Good morning, Mara.");
  }

  @Test
  void rtn0707AnUnknownSiteNamesTheKnownOnes() {
    Ration ran = on(Ration.WELCOME, "--site", "lobbi");

    assertThat(ran.code()).isEqualTo(ExitCode.FAULT);
    assertThat(ran.err()).contains("RTN0707").contains("lobby");
  }

  @Test
  void linesOfStandardInputAreRunOneAfterTheOther() {
    var input =
        new ByteArrayInputStream(
            "where is the canteen?\nI have a parcel for you\n".getBytes(StandardCharsets.UTF_8));

    Ration ran = Ration.reading(input, "run", Ration.WELCOME, "--clock", "virtual", "--hear", "-");

    assertThat(ran.code()).isEqualTo(ExitCode.CLEAN);
    assertThat(ran.out())
        .containsSubsequence(
            "hears \"where is the canteen?\"",
            "The canteen is on this floor",
            "welcome",
            "hears \"I have a parcel for you\"",
            "welcome");
  }

  @Test
  void asJsonEachLineOfStandardInputGivesOneLine() throws IOException {
    var input = new ByteArrayInputStream("first\nsecond\n".getBytes(StandardCharsets.UTF_8));
    Object[] command = {
      "run", tour(), "--policy", "hello", "--clock", "virtual", "--hear", "-", "--format", "json"
    };

    Ration ran = Ration.reading(input, command);

    assertThat(ran.code()).isEqualTo(ExitCode.CLEAN);
    List<String> lines = ran.out().lines().toList();
    assertThat(lines).hasSize(2);
    for (String line : lines) {
      assertThat(JSON.std.mapFrom(line))
          .containsEntry("policy", "hello")
          .containsEntry("outcome", "ok")
          .containsKeys("events", "receipts");
    }
  }

  @Test
  void whatIsImportedIsNamedAsTheFileThatWasTyped() {
    Path typed = Path.of("").toAbsolutePath().relativize(Ration.WELCOME.toAbsolutePath());

    Ration ran = on(typed, "--hear", "where is the canteen?", "--format", "json");

    String folder = typed.getParent() + "/";
    assertThat(ran.origins())
        .anyMatch(origin -> origin.startsWith(folder + "welcome.ration:"))
        .anyMatch(origin -> origin.startsWith(folder + "desk.ration:"))
        .allMatch(origin -> origin.startsWith(folder) || origin.startsWith("std/"));
  }

  @Test
  void aFailedPolicyEndsWithOneAndSaysWhy() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("slow.ration"),
            "use std.speech\npolicy slow() within 1 s energy 50 J holds voice {\n"
                + "    say(\"This sentence is a good deal longer than one second.\")\n}\n");

    Ration ran = on(file);

    assertThat(ran.code()).isEqualTo(ExitCode.FOUND);
    assertThat(ran.err()).contains("`slow` ended timeout");
  }

  @Test
  void aBrokenPolicyIsNotRun() throws IOException {
    Path file = Files.writeString(directory.resolve("broken.ration"), "policy p() { sya(1) }\n");

    Ration ran = on(file);

    assertThat(ran.code()).isEqualTo(ExitCode.FOUND);
    assertThat(ran.err()).contains("RTN0101").contains("sya");
    assertThat(ran.out()).isEmpty();
  }

  @Test
  void findingsAreColouredWhereItIsAskedFor() throws IOException {
    Path file = Files.writeString(directory.resolve("broken.ration"), "policy p() { sya(1) }\n");

    assertThat(on(file, "--color", "always").err()).contains("\u001B[1;31merror RTN0101");
    assertThat(on(file).err()).doesNotContain("\u001B");
  }

  @Test
  void aFileThatIsNoTextIsWrongUse() throws IOException {
    Path file = Files.write(directory.resolve("picture.ration"), new byte[] {(byte) 0x89, 'P', 0});

    Ration ran = on(file);

    assertThat(ran.code()).isEqualTo(ExitCode.FAULT);
    assertThat(ran.err()).contains("RTN0007");
  }

  @Test
  void everyMissingArgumentIsNamed() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("two.ration"),
            "policy two(place: Text, times: Int) within 1 s energy 1 J { require times > 0 }\n");

    Ration ran = on(file);

    assertThat(ran.err())
        .contains("`place: Text` and `times: Int`")
        .contains("--arg 'place=\"…\"' --arg 'times=1'");
  }

  @Test
  void rtn0701AMissingFileIsWrongUse() {
    Ration ran = on(directory.resolve("nothing.ration"));

    assertThat(ran.code()).isEqualTo(ExitCode.FAULT);
    assertThat(ran.err()).contains("RTN0701");
  }

  @Test
  void standardInputAndTextsAreNotMixed() throws IOException {
    Ration ran = virtual("--policy", "hello", "--hear", "a", "--hear", "-");

    assertThat(ran.code()).isEqualTo(ExitCode.FAULT);
    assertThat(ran.err()).contains("stands alone");
  }

  @Test
  void textsAreHeardInTheirOrder() {
    Ration ran = on(Ration.WELCOME, "--hear", "mumble mumble", "--hear", "where is the canteen?");

    assertThat(ran.out())
        .containsSubsequence(
            "hears \"mumble mumble\"",
            "in other words",
            "hears \"where is the canteen?\"",
            "The canteen is on this floor");
  }
}
