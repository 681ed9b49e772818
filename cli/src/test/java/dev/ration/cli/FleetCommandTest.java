package dev.ration.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ration check} against several robots, and against the sites of a fleet. */
class FleetCommandTest {
  @TempDir private Path directory;

  private Path arms;
  private Path words;

  @BeforeEach
  void policies() throws IOException {
    arms = directory.resolve("arms.ration");
    words = directory.resolve("words.ration");
    Files.writeString(
        arms,
        """
        module arms

        use std.gaze

        /// Waves to whoever comes.
        policy arms() within 9 s energy 200 J holds arm.right {
            wave()
        }
        """);
    Files.writeString(
        words,
        """
        module words

        use std.speech

        /// Says a word.
        policy words() within 5 s energy 50 J holds voice {
            say("Yes.") within 3 s
        }
        """);
  }

  private Path fleet(String text) throws IOException {
    return Files.writeString(directory.resolve("fleet.ration"), text);
  }

  @Test
  void eachRobotHasAReportAndTheTableSaysWhichFileFailsWhere() {
    Ration checked =
        Ration.run("check", arms, words, "--robot", "sim_humanoid", "--robot", "sim_kiosk");

    assertThat(checked.code()).isEqualTo(ExitCode.FOUND);
    assertThat(checked.out())
        .contains("== sim_humanoid at ")
        .contains("no findings")
        .contains("== sim_kiosk at ")
        .containsOnlyOnce("error RTN0510")
        .containsPattern(" +sim_humanoid +sim_kiosk\n")
        .containsPattern("arms\\.ration +ok +1 error\n")
        .containsPattern("words\\.ration +ok +ok\n");
  }

  @Test
  void aFileThatUsesWhatFailsFailsByUse() throws IOException {
    Path user = directory.resolve("user.ration");
    Files.writeString(
        user,
        """
        module user

        use arms

        /// Does the same.
        policy user() within 10 s energy 210 J {
            arms()
        }
        """);

    Ration checked =
        Ration.run("check", arms, user, "--robot", "sim_humanoid", "--robot", "sim_kiosk");

    assertThat(checked.out()).containsPattern("user\\.ration +ok +1 error by use\n");
  }

  @Test
  void whatEveryRobotSharesIsSaidOnce() throws IOException {
    Files.writeString(words, Files.readString(words).replace(" energy 50 J", ""));

    Ration checked = Ration.run("check", words, "--robot", "sim_humanoid", "--robot", "sim_kiosk");

    assertThat(checked.out())
        .containsOnlyOnce("RTN0413")
        .contains("== every robot")
        .contains("nothing else")
        // More robots than files: the robots stand down the table.
        .containsPattern("sim_humanoid +1 warning\n")
        .containsPattern("sim_kiosk +1 warning\n");
  }

  @Test
  void aFleetIsEverySiteOfItsFile() throws IOException {
    Path fleet =
        fleet(
            """
            module fleet

            /// At the door.
            site door { robot: sim_kiosk }

            /// In the hall.
            site hall { robot: sim_humanoid }
            """);

    Ration checked = Ration.run("check", arms, "--fleet", fleet, "--format", "json");

    assertThat(checked.code()).isEqualTo(ExitCode.FOUND);
    Map<String, Object> document = checked.document();
    assertThat(robots(document)).containsExactly("door", "hall");
    assertThat(verdicts(document).getFirst()).isEqualTo(Map.of("door", "error", "hall", "ok"));
  }

  @Test
  void aRobotOfOnesOwnIsNamedWhereTheSiteIsDeclared() throws IOException {
    fleet(
        """
        module fleet

        /// A kiosk with a small battery.
        robot travel_kiosk like sim_kiosk { battery: 5 Wh from derived "one small cell" }

        /// On the road.
        site road { robot: travel_kiosk }
        """);
    Path site = directory.resolve("fleet.ration");

    Ration checked = Ration.run("check", words, "--site", site, "--robot", "travel_kiosk");

    assertThat(checked.code()).isEqualTo(ExitCode.CLEAN);
    assertThat(checked.out()).contains("== travel_kiosk at road");
  }

  @Test
  void sarifHasARunForEachRobotAndJUnitASuite() {
    Object[] all = {"check", arms, "--robot", "sim_humanoid", "--robot", "sim_kiosk", "--format"};

    Ration sarif = Ration.run(with(all, "sarif"));
    Ration junit = Ration.run(with(all, "junit"));

    assertThat((List<?>) sarif.document().get("runs")).hasSize(2);
    assertThat(sarif.out()).contains("\"id\": \"ration/check/sim_kiosk/\"");
    assertThat(junit.out())
        .contains("<testsuite name=\"ration check sim_humanoid\" tests=\"1\" failures=\"0\"")
        .contains("<testsuite name=\"ration check sim_kiosk\" tests=\"1\" failures=\"1\"");
  }

  @Test
  void formatsByFileSayWhichRobotIsMeant() {
    Object[] all = {"check", arms, "--robot", "sim_humanoid", "--robot", "sim_kiosk", "--format"};

    assertThat(Ration.run(with(all, "github")).out())
        .containsOnlyOnce("title=RTN0510::sim_kiosk: ")
        .containsPattern("\\| sim_kiosk +1 error\n");
    assertThat(Ration.run(with(all, "checkstyle")).out()).containsOnlyOnce("message=\"sim_kiosk: ");
  }

  @Test
  void anIgnoreThatOneRobotNeedsIsOfUse() throws IOException {
    Files.writeString(
        directory.resolve("ignore.ration"),
        """
        module ignore

        use std.speech

        /// Says a word.
        policy ignore() within 5 s holds voice { // ration: ignore RTN0413 because it is short
            say("Yes.") within 3 s
        }
        """);
    Object[] robots = {"--robot", "sim_humanoid", "--robot", "sim_kiosk"};

    Ration checked = Ration.run(with(robots, "check", directory.resolve("ignore.ration")));

    assertThat(checked.out()).doesNotContain("RTN0745").doesNotContain("RTN0413");
    assertThat(checked.code()).isEqualTo(ExitCode.CLEAN);
  }

  @Test
  void rtn0707AnUnknownRobotIsWrongUse() {
    Ration checked = Ration.run("check", words, "--robot", "sim_kiosc");

    assertThat(checked.code()).isEqualTo(ExitCode.FAULT);
    assertThat(checked.err()).contains("RTN0707").contains("did you mean `sim_kiosk`");
  }

  @Test
  void rtn0707AFleetWithoutASiteIsWrongUse() throws IOException {
    Ration checked = Ration.run("check", words, "--fleet", fleet("module fleet\n"));

    assertThat(checked.code()).isEqualTo(ExitCode.FAULT);
    assertThat(checked.err()).contains("RTN0707").contains("declares no site");
  }

  @Test
  void optionsThatContradictOneAnotherAreWrongUse() throws IOException {
    Path fleet = fleet("module fleet\n\n/// Here.\nsite here { robot: sim_kiosk }\n");

    Ration both = Ration.run("check", words, "--fleet", fleet, "--robot", "sim_kiosk");
    Ration fixing = Ration.run("check", words, "--robot", "sim_kiosk", "--fix");

    assertThat(both.code()).isEqualTo(ExitCode.FAULT);
    assertThat(both.err()).contains("A fleet brings its own sites");
    assertThat(fixing.code()).isEqualTo(ExitCode.FAULT);
    assertThat(fixing.err()).contains("leave `--robot` and `--fleet` away");
  }

  private static Object[] with(Object[] some, Object... more) {
    Object[] all = new Object[some.length + more.length];
    boolean isFirst = more.length > 0 && "check".equals(more[0]);
    System.arraycopy(some, 0, all, isFirst ? more.length : 0, some.length);
    System.arraycopy(more, 0, all, isFirst ? 0 : some.length, more.length);
    return all;
  }

  private static List<Object> robots(Map<String, Object> document) {
    List<?> robots = (List<?>) document.getOrDefault("robots", List.of());
    return robots.stream().<Object>map(one -> ((Map<?, ?>) one).get("robot")).toList();
  }

  private static List<Object> verdicts(Map<String, Object> document) {
    List<?> rows = (List<?>) document.getOrDefault("matrix", List.of());
    return rows.stream().<Object>map(one -> ((Map<?, ?>) one).get("verdicts")).toList();
  }
}
