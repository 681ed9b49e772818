package dev.ration.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.ration.runtime.mission.StateFolder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What `ration mission` and `ration run --mission` take, print and keep. */
class MissionCommandTest {
  private static final String TOUR =
      """
      module tour

      use std.speech

      policy hello()
          within 6 s   energy 15 J   holds voice
      {
          say("Good morning to all of you.")
      }
      """;

  private static final String HALL =
      """
      module sites.hall

      site hall {
          robot: sim_humanoid
          energy: 40 J    from derived "two sentences"
          money: 0.5 EUR  from derived "a day"
      }
      """;

  @TempDir private Path directory;

  private Path tour = Path.of("");
  private Path state = Path.of("");

  @BeforeEach
  void write() throws IOException {
    tour = Files.writeString(directory.resolve("tour.ration"), TOUR);
    state = directory.resolve("state");
    Path sites = Files.createDirectory(directory.resolve("sites"));
    Files.writeString(sites.resolve("hall.ration"), HALL);
    Files.writeString(sites.resolve("cellar.ration"), HALL.replace("hall", "cellar"));
  }

  private Ration mission(String what, Object... more) {
    Object[] all = new Object[more.length + 4];
    all[0] = "mission";
    all[1] = what;
    all[2] = "--state";
    all[3] = state;
    System.arraycopy(more, 0, all, 4, more.length);
    return Ration.run(all);
  }

  private Ration begin(String id) {
    return mission("new", id, tour, "--site", "hall");
  }

  private Ration hello(Object... more) {
    Object[] all = new Object[more.length + 10];
    Object[] first = {"run", tour, "--site", "hall", "--mission", "m1", "--state", state};
    System.arraycopy(first, 0, all, 0, first.length);
    all[8] = "--format";
    all[9] = "json";
    System.arraycopy(more, 0, all, 10, more.length);
    return Ration.run(all);
  }

  private static long figure(Ration ran, String name) throws IOException {
    Object mission = Objects.requireNonNull(JSON.std.mapFrom(ran.out()).get("mission"));
    return ((Number) Objects.requireNonNull(((Map<?, ?>) mission).get(name))).longValue();
  }

  @Test
  void rtn0729NearAMissionBeginsWithTheBudgetsOfItsSite() {
    Ration begun = begin("m1");

    assertThat(begun.err()).isEmpty();
    assertThat(begun.code()).isEqualTo(ExitCode.CLEAN);
    assertThat(begun.out())
        .contains("m1, at hall with sim_humanoid")
        .contains("40 J left of 40 J; 0 J spent")
        .contains("0.5 EUR left of 0.5 EUR");
    assertThat(mission("list").out()).isEqualTo(begun.out());
    assertThat(mission("show", "m1").out()).isEqualTo(begun.out());
  }

  @Test
  void rtn0725NearOneRunGoesOnWhereTheLastOneWas() throws IOException {
    begin("m1");
    Ration first = hello("--clock", "virtual");
    Ration second = hello("--clock", "virtual");

    long used = figure(first, "energy_spent_uj");
    assertThat(used).isPositive();
    assertThat(figure(first, "energy_unaccounted_uj")).isZero();
    assertThat(figure(second, "energy_spent_uj")).isEqualTo(2 * used);
    assertThat(figure(second, "energy_left_uj")).isEqualTo(40_000_000 - 2 * used);
  }

  @Test
  void theRealClockCountsTooAndTheRehearsalDoesNot() throws IOException {
    begin("m1");
    Ration ran = hello();

    assertThat(ran.code()).isEqualTo(ExitCode.CLEAN);
    assertThat(figure(ran, "energy_unaccounted_uj")).isZero();
    assertThat(figure(ran, "energy_spent_uj")).isBetween(1_000_000L, 15_000_000L);
  }

  @Test
  void linesOfInputShareOneMission() throws IOException {
    begin("m1");
    var input = new ByteArrayInputStream("a\nb\n".getBytes(StandardCharsets.UTF_8));
    Ration ran =
        Ration.reading(
            input,
            "run",
            tour,
            "--site",
            "hall",
            "--mission",
            "m1",
            "--state",
            state,
            "--hear",
            "-",
            "--clock",
            "virtual");
    long once = figure(hello("--clock", "virtual"), "energy_spent_uj") / 3;

    assertThat(ran.out().lines().filter(line -> line.startsWith("mission m1:"))).hasSize(2);
    assertThat(once).isPositive();
  }

  @Test
  void aBudgetThatIsUsedUpStaysSo() {
    begin("m1");
    Ration ran = hello("--clock", "virtual");
    for (int i = 0; i < 8; i++) {
      ran = hello("--clock", "virtual");
    }

    assertThat(ran.code()).isEqualTo(ExitCode.FOUND);
    assertThat(ran.out()).contains("energy");
    assertThat(mission("recharge", "m1").out()).contains("40 J left of 40 J; 0 J spent");
    assertThat(hello("--clock", "virtual").code()).isEqualTo(ExitCode.CLEAN);
  }

  @Test
  void rtn0725ANewMissionNeedsTheOperatorsWord() {
    Ration ran = hello("--clock", "virtual");

    assertThat(ran.code()).isEqualTo(ExitCode.FAULT);
    assertThat(ran.err()).startsWith("ration: RTN0725: there are no missions in");
    assertThat(state).doesNotExist();
  }

  @Test
  void rtn0728ASecondProcessIsRefused() throws Exception {
    begin("m1");
    try (StateFolder held = StateFolder.open(state)) {
      assertThat(held.missions().all()).hasSize(1);
      assertThat(hello("--clock", "virtual").err()).startsWith("ration: RTN0728:");
      assertThat(begin("m2").err()).startsWith("ration: RTN0728:");
      assertThat(mission("list").code()).isEqualTo(ExitCode.CLEAN);
    }
    assertThat(hello("--clock", "virtual").code()).isEqualTo(ExitCode.CLEAN);
  }

  @Test
  void aDamagedLedgerIsRefusedAndLeftAsItIs() throws IOException {
    begin("m1");
    Path ledger = state.resolve("missions.ledger");
    byte[] bytes = Files.readAllBytes(ledger);
    bytes[600] ^= 4;
    Files.write(ledger, bytes);

    assertThat(hello("--clock", "virtual").err()).startsWith("ration: RTN0651:");
    assertThat(begin("m2").err()).startsWith("ration: RTN0651:");
    assertThat(ledger).hasBinaryContent(bytes);
  }

  @Test
  void rtn0727AMissionDoesNotMoveToAnotherSite() {
    begin("m1");
    Ration ran = Ration.run("run", tour, "--site", "cellar", "--mission", "m1", "--state", state);

    assertThat(ran.err()).contains("RTN0727");
  }

  @Test
  void rtn0729FiguresAreReadWithTheirUnits() {
    begin("m1");
    hello("--clock", "virtual");

    assertThat(mission("recharge", "m1", "--energy", "1 J").out()).contains("left of 40 J");
    assertThat(mission("recharge", "m1", "--energy", "1 EUR").err()).contains("RTN0729");
    assertThat(mission("recharge", "m1", "--money", "1 J").err()).contains("RTN0729");
    assertThat(mission("correct", "m1", "--money", "0.1 EUR").out())
        .contains("0.4 EUR left of 0.5 EUR");
    assertThat(mission("correct", "m1").code()).isEqualTo(ExitCode.FAULT);
  }

  @Test
  void rtn0726WhatIsWrongWithANameOrAMissionIsSaid() {
    begin("m1");

    assertThat(begin("m1").err()).startsWith("ration: RTN0726:");
    assertThat(begin("m 1").err()).startsWith("ration: RTN0729:");
    assertThat(mission("show", "m9").err()).startsWith("ration: RTN0725:");
    assertThat(mission("close", "m1").out()).contains("m1 (closed)");
    assertThat(hello("--clock", "virtual").err()).startsWith("ration: RTN0725: the mission `m1`");
  }

  @Test
  void rtn0726NearASecondMissionOfAnotherName() {
    begin("m1");

    assertThat(begin("m2").err()).isEmpty();
    assertThat(mission("list").out()).contains("m1, at hall", "m2, at hall");
  }

  @Test
  void rtn0727NearTheSameSiteAgain() {
    begin("m1");
    hello("--clock", "virtual");

    assertThat(hello("--clock", "virtual").err()).isEmpty();
  }

  @Test
  void rtn0728NearTheOtherProcessHasLetGo() throws Exception {
    begin("m1");
    StateFolder.open(state).close();

    assertThat(begin("m2").err()).isEmpty();
  }

  @Test
  void missionAndStateBelongTogether() {
    Ration ran = Ration.run("run", tour, "--mission", "m1");

    assertThat(ran.code()).isEqualTo(ExitCode.FAULT);
    assertThat(ran.err()).contains("belong together");
  }

  @Test
  void aRunSaysHowLongTheBudgetsMustLast() throws IOException {
    assertThat(begin("m1").code()).isZero();
    Path log = directory.resolve("run.jsonl");

    Ration ran = hello("--clock", "virtual", "--lasts", "8h", "--trace", log);

    assertThat(ran.err()).isEmpty();
    assertThat(Files.readString(log)).contains("\"ends_ns\":28800000000000");
    assertThat(Ration.run("replay", log).code()).isZero();
  }

  @Test
  void theEndStaysWhereItIsForEveryLineThatIsHeard() throws IOException {
    assertThat(begin("m1").code()).isZero();
    Path log = directory.resolve("run.jsonl");
    InputStream lines = new ByteArrayInputStream("one\ntwo\n".getBytes(StandardCharsets.UTF_8));

    Ration ran =
        Ration.reading(
            lines,
            "run",
            tour,
            "--site",
            "hall",
            "--mission",
            "m1",
            "--state",
            state,
            "--clock",
            "virtual",
            "--hear",
            "-",
            "--lasts",
            "8h",
            "--trace",
            log);

    assertThat(ran.err()).isEmpty();
    List<Long> ends = new ArrayList<>();
    long first = 0;
    for (String line : Files.readAllLines(log)) {
      Map<String, Object> event = JSON.std.mapFrom(line);
      if ("mission.begin".equals(event.get("type"))) {
        ends.add(((Number) Objects.requireNonNull(event.get("ends_ns"))).longValue());
      }
      if ("run.end".equals(event.get("type")) && first == 0) {
        first = ((Number) Objects.requireNonNull(event.get("at_ns"))).longValue();
      }
    }
    assertThat(first).isPositive();
    assertThat(ends).containsExactly(28_800_000_000_000L, 28_800_000_000_000L - first);
    assertThat(Ration.run("replay", log).code()).isZero();
  }

  @Test
  void rtn0729AnEndIsATime() {
    assertThat(begin("m1").code()).isZero();

    assertThat(hello("--lasts", "8 J").err()).contains("`8 J` is not a time, as in `8 h`.");
    assertThat(hello("--lasts", "0 s").err()).contains("`0 s` is not a time, as in `8 h`.");
    assertThat(Ration.run("run", tour, "--site", "hall", "--lasts", "8h").err())
        .contains("`--lasts` needs `--mission`.");
  }
}
