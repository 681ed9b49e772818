package dev.ration.repl.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ration.repl.session.Response.Status;
import dev.ration.runtime.spi.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a session answers, input by input. Nothing waits: time is virtual, and there is no model.
 */
class LiveSessionTest {
  private static final String GREETER =
      """
      module greeter
      use std.speech

      /// Says hello to somebody.
      policy hello(name: Text = "visitor") within 9 s energy 100 J holds voice {
          say("Hello, {name}.")
      }
      """;

  private static final String GUIDE =
      """
      use std.speech

      enum Tone { warm, brisk }

      policy guide(place: Text, times: Int, tone: Tone = warm)
          within 20 s   energy 200 J   holds voice
      {
          for i in 1 .. times within 15 s { say("This is {place}.") }
      }

      policy ask() -> Text
          within 20 s   energy 200 J   holds voice
      {
          let heard = listen()  within 9 s
          heard
      }
      """;

  @TempDir private static Path directory;
  private static LiveSession session;

  private final List<String> happened = new ArrayList<>();

  @BeforeAll
  static void begin() throws IOException {
    Files.writeString(directory.resolve("greeter.ration"), GREETER);
    Files.writeString(directory.resolve("broken.ration"), "policy p( {\n");
    Files.writeString(directory.resolve("guide-2.ration"), GUIDE);
    Secrets none = name -> Optional.empty();
    session =
        LiveSession.begin(
            new Settings(directory, Optional.empty(), none, List.of(), List.of(), true, 0, false));
  }

  @AfterAll
  static void end() {
    session.close();
  }

  @BeforeEach
  void forget() {
    session.submit(":reset");
    session.onOutput(happened::add);
  }

  private List<String> ok(String input) {
    Response response = session.submit(input);
    assertThat(response.lines()).as(input).allSatisfy(line -> assertThat(line).isNotNull());
    assertThat(response.status()).as(input + " -> " + response.lines()).isEqualTo(Status.OK);
    return response.lines();
  }

  private List<String> refused(String input) {
    Response response = session.submit(input);
    assertThat(response.status()).as(input).isEqualTo(Status.REFUSED);
    return response.lines();
  }

  @Test
  void anExpressionShowsItsValue() {
    assertThat(ok("3 W * 2 s")).containsExactly("6 J");
    assertThat(ok("\"{1 + 1} rooms\"")).containsExactly("\"2 rooms\"");
  }

  @Test
  void aValueIsKeptFromInputToInput() {
    assertThat(ok("let load = 4 kg")).containsExactly("load = 4 kg");
    assertThat(ok("load * 2")).containsExactly("8 kg");
  }

  @Test
  void aVariableIsAssigned() {
    ok("var n = 1");
    ok("n = n + 1");
    assertThat(ok("n")).containsExactly("2");
  }

  @Test
  void aLetIsNotAssignedButMayBeBoundAgain() {
    ok("let n = 1");
    assertThat(String.join("\n", refused("n = 2"))).contains("RTN0119");
    ok("let n = \"one\"");
    assertThat(ok("n")).containsExactly("\"one\"");
  }

  @Test
  void everyKindOfDeclarationCanBeTyped() {
    ok("enum Light { red, green }");
    ok("record Lamp { light: Light, height: Length }");
    ok("fun lit(l: Light) -> Lamp { Lamp(light: l, height: 2 m) }");
    ok("action wave() within 2 s energy 10 J holds head { nod() }");
    assertThat(ok("lit(Light.red).height")).containsExactly("2 m");
  }

  @Test
  void aDeclarationTakesThePlaceOfOneOfItsName() {
    ok("fun twice(n: Int) -> Int { n * 2 }");
    ok("fun twice(n: Int) -> Int { n + n + 1 }");
    assertThat(ok("twice(2)")).containsExactly("5");
  }

  @Test
  void whatIsRefusedLeavesNothingBehind() {
    refused("fun half(n: Int) -> Int { m / 2 }");
    assertThat(String.join("\n", refused("half(4)"))).contains("RTN0101").contains("half");
  }

  @Test
  void aFindingIsShownWithItsLineAndWhatToDo() {
    assertThat(String.join("\n", refused("sya(\"x\")")))
        .contains("error RTN0101")
        .contains("^^^")
        .contains("did you mean `say`?");
  }

  @Test
  void anActionRunsOnTheRobotAndIsHeardAsItHappens() {
    ok("say(\"Hello.\")");
    assertThat(happened).anyMatch(line -> line.contains("says \"Hello.\""));
  }

  @Test
  void aFailureIsShownAndTheSessionGoesOn() {
    Response failed =
        session.submit("say(\"This is much too long for so little time.\") within 1 s");

    assertThat(failed.status()).isEqualTo(Status.FAILED);
    assertThat(String.join("\n", failed.lines())).contains("timeout");
    assertThat(ok("1 + 1")).containsExactly("2");
  }

  @Test
  void aLoadedPolicyRuns() {
    assertThat(ok(":load greeter.ration")).last().asString().contains("policy hello");
    assertThat(String.join("\n", ok(":run"))).contains("time used / allowed");
    assertThat(happened).anyMatch(line -> line.contains("Hello, visitor."));
    assertThat(String.join("\n", ok(":run hello"))).contains("hello");
    ok("hello(\"Sam\")");
    assertThat(happened).anyMatch(line -> line.contains("Hello, Sam."));
  }

  @Test
  void aPolicyRunsWithArgumentsAsInAPolicy() {
    ok(":load guide-2.ration");
    ok(":run guide place=\"the lab, room {1 + 1}\" times=1 + 1");
    assertThat(happened).filteredOn(line -> line.contains("This is the lab, room 2.")).hasSize(2);
  }

  @Test
  void aMissingArgumentIsNamedWithWhatToType() {
    ok(":load guide-2.ration");
    assertThat(refused(":run guide times=2"))
        .containsExactly(
            "`guide` needs a value for `place: Text`.", "  :run guide times=2 place=\"…\"");
    assertThat(happened).isEmpty();
  }

  @Test
  void anArgumentThatDoesNotFitIsShownAsAFinding() {
    ok(":load guide-2.ration");
    assertThat(String.join("\n", refused(":run guide place=3 s times=2")))
        .contains("error RTN0104")
        .contains("^^^");
    assertThat(String.join("\n", refused(":run guide plaice=\"x\"")))
        .contains("`guide` has no parameter `plaice`.")
        .contains("did you mean `place`?");
  }

  @Test
  void severalPoliciesWantANameAndAnUnknownOneNamesThem() {
    ok(":load guide-2.ration");
    assertThat(refused(":run").toString()).contains("say which: `guide`, `ask`");
    assertThat(refused(":run gide").toString()).contains("no policy `gide`").contains("`guide`");
    assertThat(refused(":run guide 3").toString()).contains("NAME=EXPR");
  }

  @Test
  void whatIsSaidInQuotesMayNameThePolicy() {
    ok(":load guide-2.ration");
    assertThat(String.join("\n", ok(":hear \"the lift?\" ask"))).contains("\"the lift?\"");
  }

  @Test
  void policiesAndTheirArgumentsAreCompleted() {
    ok(":load guide-2.ration");
    assertThat(completed(":run g")).containsExactly("guide");
    assertThat(completed(":run guide ")).containsExactly("place=", "times=", "tone=");
    assertThat(completed(":run guide times=2 t")).containsExactly("tone=");
    assertThat(completed(":load gui")).containsExactly("guide-2.ration");
  }

  @Test
  void aBrokenFileIsShownAndTheOneBeforeStays() {
    ok(":load greeter.ration");
    assertThat(String.join("\n", refused(":load broken.ration"))).contains("RTN0001");
    ok(":run hello");
  }

  @Test
  void aMissingFileIsSaid() {
    assertThat(String.join("\n", refused(":load nothing.ration"))).contains("nothing.ration");
  }

  @Test
  void whatWasSaidIsHeardByTheNextWhoListens() {
    ok(":hear how do you do?");
    assertThat(ok("listen() within 9 s").toString()).contains("how do you do?");
  }

  @Test
  void typeAndDocTellWithoutRunning() {
    assertThat(ok(":type 60 W * 1 h")).containsExactly("Energy");
    assertThat(String.join("\n", ok(":doc say"))).contains("say(").contains("aloud");
    assertThat(happened).isEmpty();
  }

  @Test
  void whyWithoutAModelSaysSo() {
    assertThat(refused(":why")).containsExactly("No model was asked yet.");
  }

  @Test
  void anUnknownCommandPointsToTheHelp() {
    assertThat(refused(":nonsense").toString()).contains(":help");
    assertThat(refused(":laod x").toString()).contains("did you mean `:load`?");
    assertThat(String.join("\n", ok(":help"))).contains(":load").contains(":why").contains(":hear");
  }

  @Test
  void quitEndsTheSession() {
    assertThat(session.submit(":quit").status()).isEqualTo(Status.QUIT);
  }

  @Test
  void theParserDecidesWhetherMoreIsToCome() {
    assertThat(session.isIncomplete("action a() {")).isTrue();
    assertThat(session.isIncomplete("say(\"x\",")).isTrue();
    assertThat(session.isIncomplete("let x =")).isTrue();
    assertThat(session.isIncomplete("let x = 1")).isFalse();
    assertThat(session.isIncomplete("action a() {\n}")).isFalse();
    assertThat(session.isIncomplete("let ) = 1")).isFalse();
    assertThat(session.isIncomplete(":load")).isFalse();
  }

  @Test
  void namesUnitsCommandsAndFilesAreCompleted() {
    ok("let shelf_height = 2 m");
    assertThat(completed("she")).contains("shelf_height");
    assertThat(completed("stop_t")).contains("stop_talking");
    assertThat(completed("let t = 3 m")).contains("ms", "min", "m", "mm");
    assertThat(completed(":lo")).containsExactly(":load");
  }

  private static List<String> completed(String input) {
    return session.complete(input, input.length()).stream().map(Completion::text).toList();
  }
}
