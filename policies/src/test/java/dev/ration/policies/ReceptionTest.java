package dev.ration.policies;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The reception on the virtual clock, with the embedded models really asked. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ReceptionTest {
  private static final Path ROOT = Path.of(System.getProperty("ration.root", ".."));
  private static final List<String> HEARD =
      List.of(
          "where is room 4.12?",
          "I have an appointment with Ms Weber",
          "I have a parcel for the third floor",
          "thank you very much",
          "what is the boiling point of lead?",
          "",
          "wo finde ich bitte die Kantine und kann man da auch mit Karte zahlen, mein Lieber?");

  private static final List<String> RUNS = new ArrayList<>();

  /** One process for all, since starting one takes longer than a visit. */
  @BeforeAll
  static void hearAll() throws Exception {
    Ended ended =
        ration(
            String.join("\n", HEARD) + "\n",
            "run",
            ROOT.resolve("policies/reception/welcome.ration").toString(),
            "--clock",
            "virtual",
            "--hear",
            "-");

    assertThat(ended.output()).as("output").contains("welcome");
    assertThat(ended.code()).as(ended.output()).isZero();
    for (String part : ended.output().split("(?=activity +time used)")) {
      RUNS.add(part);
    }
    assertThat(RUNS).hasSize(HEARD.size() + 1);
  }

  /** What the robot did in one visit. */
  private static String visit(int number) {
    String before = RUNS.get(number);
    return number == 0 ? before : before.substring(before.indexOf("\n\n") + 1);
  }

  @Test
  void pointsTheWayToARoom() {
    assertThat(visit(0))
        .contains("Room 4.12 is on the fourth floor")
        .contains("points to room_4_12");
  }

  @Test
  void greetsWithinThreeTenthsOfASecond() {
    assertThat(visit(0)).contains("says \"Good morning, visitor. How can I help you?\"");
  }

  @Test
  void callsTheColleagueWhoIsExpected() {
    assertThat(visit(1)).contains("I am calling Johanna Weber");
  }

  @Test
  void takesAParcelIn() {
    assertThat(visit(2)).contains("Please put it into the box beside me.");
  }

  @Test
  void makesSmallTalkOfItsOwnWithoutACloud() {
    assertThat(visit(3)).contains("It is nice to meet you.");
  }

  @Test
  void asksAgainAndThenSendsToAPersonWhatItDoesNotUnderstand() {
    for (int outOfScope : new int[] {4, 5}) {
      assertThat(visit(outOfScope))
          .contains("Could you say it in other words, please?")
          .contains("Please ask my colleague.")
          .doesNotContain("points to");
    }
  }

  @Test
  void theShippedPoliciesAreClean() throws Exception {
    Ended ended = ration("", "check", ROOT.resolve("policies").toString());

    assertThat(ended.code()).as(ended.output()).isZero();
  }

  /** How a command ended. */
  record Ended(int code, String output) {}

  private static Ended ration(String input, String... arguments)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.ration.cli.Main"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (var out = process.getOutputStream()) {
      out.write(input.getBytes(StandardCharsets.UTF_8));
    }
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), output);
  }
}
