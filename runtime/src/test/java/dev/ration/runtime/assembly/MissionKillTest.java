package dev.ration.runtime.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ration.runtime.energy.Purse;
import dev.ration.runtime.mission.Mission;
import dev.ration.runtime.mission.StateException;
import dev.ration.runtime.mission.StateFolder;
import java.io.File;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes that are killed at instants drawn by lot, and what the ledger says beside the log of
 * their robot (E8): 200 of them, or as many as {@code -Dration.kills=40} says.
 */
class MissionKillTest {
  private static final int KILLS = Integer.getInteger("ration.kills", 200);

  /** Started ahead, so that a start of the JVM is not waited for. */
  private static final int AHEAD = 2;

  private static final long SMALL = 1_000_000_000L;
  private static final long LARGE = 4_000_000_000_000L;

  /** What may count as used although it was not: a grant, or what a draw is covered ahead. */
  private static final long LOST_AT_MOST = MissionChild.GRANT_MICROJOULES;

  @TempDir private Path folder;

  private final Deque<Process> ready = new ArrayDeque<>();
  private final Random lots = new Random(20_240);

  @BeforeEach
  void begin() throws Exception {
    try (StateFolder state = StateFolder.openOrCreate(folder)) {
      Mission small = state.missions().begin(mission("small", SMALL));
      Mission large = state.missions().begin(mission("large", LARGE));
      assertThat(small.energy().used()).isEqualTo(large.energy().used());
    }
  }

  private static Mission mission(String id, long microjoules) {
    return new Mission(
        id,
        "test",
        "testbot",
        "",
        Purse.full(microjoules),
        Purse.full(0),
        Purse.full(MissionChild.RESERVE_MICROJOULES),
        false);
  }

  @AfterEach
  void end() {
    ready.forEach(Process::destroyForcibly);
  }

  private Process start() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx64m",
            "-cp",
            System.getProperty("java.class.path"),
            MissionChild.class.getName(),
            folder.toString(),
            folder.resolve("robot.log").toString(),
            Long.toString(lots.nextLong()))
        .redirectError(new File(folder.toFile(), "errors"))
        .start();
  }

  @Test
  void e8WhatWasUsedOrGrantedIsNeverForgotten() throws Exception {
    Account small = new Account("small", SMALL);
    Account large = new Account("large", LARGE);
    int effective = 0;
    int kills = 0;
    while (kills < KILLS) {
      Account account = kills++ % 3 == 0 ? small : large;
      kill(account.id);
      effective += account.settle(robotLog()) ? 1 : 0;
    }
    assertThat(folder.resolve("errors")).isEmptyFile();
    assertThat(effective).isGreaterThan(kills / 3);
    assertThat(small.used).as("the small budget is used up on the way").isGreaterThan(SMALL / 2);
  }

  /** Lets one process run on a mission for a time drawn by lot, and kills it. */
  private void kill(String mission) throws Exception {
    while (ready.size() <= AHEAD) {
      ready.add(start());
    }
    Process child = ready.remove();
    assertThat(child.getInputStream().read()).isEqualTo('r');
    Files.deleteIfExists(folder.resolve("robot.log"));
    var commands = child.getOutputStream();
    commands.write((mission + "\n").getBytes(StandardCharsets.UTF_8));
    commands.flush();
    boolean isOver = child.waitFor(lots.nextInt(200_000), TimeUnit.MICROSECONDS);
    assertThat(isOver).as("it runs until it is killed; " + errors()).isFalse();
    int unused = child.destroyForcibly().waitFor();
  }

  private String errors() throws IOException {
    return Files.readString(folder.resolve("errors"));
  }

  private List<String> robotLog() throws IOException {
    Path log = folder.resolve("robot.log");
    return Files.exists(log) ? Files.readAllLines(log) : List.of();
  }

  private Mission read(String id) throws IOException, StateException {
    return StateFolder.read(folder).stream()
        .filter(mission -> mission.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  /** What the ledger said of a mission so far, and what its robot did. */
  private final class Account {
    private final String id;
    private final long budget;
    private long used;

    Account(String id, long budget) {
      this.id = id;
      this.budget = budget;
    }

    /** Compares the ledger with a life of the robot; returns whether the robot did anything. */
    boolean settle(List<String> log) throws Exception {
      Life life = Life.of(log);
      Mission mission = read(id);
      long now = mission.energy().used();
      assertThat(mission.energy().budget()).isEqualTo(budget);
      assertThat(now)
          .as("used by %s", id)
          .isGreaterThanOrEqualTo(Math.min(used + life.least(), budget));
      assertThat(now).isLessThanOrEqualTo(used + life.most() + LOST_AT_MOST);
      assertThat(now).isLessThanOrEqualTo(budget);
      used = now;
      return !log.isEmpty();
    }
  }

  /** What a robot used by its own log, in microjoules. */
  private record Life(long least, long most) {
    static Life of(List<String> log) {
      long used = 0;
      long begun = -1;
      long planned = 0;
      boolean isGranted = false;
      for (String line : log) {
        String[] words = line.split(" ");
        long figure = Long.parseLong(words[1]);
        switch (words[0]) {
          case "PLAN" -> planned = figure;
          case "BEGUN" -> {
            begun = figure;
            isGranted = words[2].equals("granted");
          }
          default -> {
            used += energy(figure - begun);
            begun = -1;
          }
        }
      }
      // What was under way: its grant covers it to its end before it begins.
      long underWay = begun < 0 ? 0 : energy(planned);
      return new Life(used + (isGranted ? underWay : 0), used + underWay);
    }

    private static long energy(long nanos) {
      return BigInteger.valueOf(nanos)
          .multiply(BigInteger.valueOf(MissionChild.MICROWATTS))
          .divide(BigInteger.valueOf(1_000_000_000))
          .longValueExact();
    }
  }
}
