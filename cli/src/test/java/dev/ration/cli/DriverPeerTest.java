package dev.ration.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The sample drivers in processes of their own, with a Ration in another: what becomes of the arm
 * is read from the driver's own clock, and waited for by what it tells.
 */
@Tag("peers")
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class DriverPeerTest {
  /** What a loaded machine may add to a promise. */
  private static final double SLACK_MILLIS = 250;

  private static final double LEASE_MILLIS = 500;

  @TempDir private Path directory;

  /** Who wrote the driver. */
  enum Sample {
    JAVA,
    PYTHON;

    ArmProcess start(Path directory) throws IOException {
      return this == JAVA ? ArmProcess.java(directory) : ArmProcess.python(directory);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theSamplesKeepTheProtocol(Sample sample) throws IOException {
    try (ArmProcess arm = sample.start(directory)) {
      Ration checked = Ration.run("driver-check", arm.address());

      assertThat(checked.out().lines()).hasSize(12).allMatch(line -> line.startsWith("passed"));
      assertThat(checked.code()).isEqualTo(ExitCode.CLEAN);
    }
  }

  @Test
  void aDriverBehindPipesIsChecked() {
    Ration checked =
        Ration.run("driver-check", "exec:python3 " + ArmProcess.EXAMPLES.resolve("arm_driver.py"));

    assertThat(checked.out().lines().filter(line -> line.startsWith("passed"))).hasSize(9);
    assertThat(checked.out().lines().filter(line -> line.startsWith("skipped"))).hasSize(3);
    assertThat(checked.code()).isEqualTo(ExitCode.CLEAN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "now() >= motion.leaseEnd -> false -> lets a lease lapse in time",
        "whole(message, \"grant\") <= grant -> false -> refuses an old grant",
        "BRAKE = 300 -> BRAKE = 60 -> stops within its stop time",
        "isStopped = true; -> isStopped = false; -> hears an emergency stop from anybody",
      })
  void aDriverThatBreaksARuleIsFound(String change) throws IOException {
    String[] words = change.split(" -> ");
    try (ArmProcess arm = ArmProcess.changed(directory, words[0], words[1])) {
      Ration checked = Ration.run("driver-check", arm.address());

      assertThat(checked.out().lines())
          .anyMatch(line -> line.startsWith("failed") && line.contains(words[2]));
      assertThat(checked.code()).isEqualTo(ExitCode.FOUND);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aKilledRationStopsTheArm(Sample sample) throws Exception {
    try (ArmProcess arm = sample.start(directory);
        ArmProcess.Watch watch = arm.watch();
        Waving waving = new Waving("--driver", "arm=" + arm.address())) {
      Map<String, Object> unused = watch.await("begun");

      waving.signal("KILL");

      double lost = ArmProcess.Watch.at(watch.await("lost"));
      double stopped = ArmProcess.Watch.at(watch.await("stopped"));
      assertThat(stopped - lost).isLessThan(ArmProcess.STOP_MILLIS + SLACK_MILLIS);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aSuspendedRationStopsTheArmAndSaysSoWhenItComesBack(Sample sample) throws Exception {
    try (ArmProcess arm = sample.start(directory);
        ArmProcess.Watch watch = arm.watch();
        Waving waving = new Waving("--driver", "arm=" + arm.address())) {
      double begun = ArmProcess.Watch.at(watch.await("begun"));

      waving.signal("STOP");

      double lapsed = ArmProcess.Watch.at(watch.await("lapsed"));
      double stopped = ArmProcess.Watch.at(watch.await("stopped"));
      assertThat(lapsed - begun).isGreaterThan(LEASE_MILLIS / 2);
      assertThat(stopped - lapsed).isLessThan(ArmProcess.STOP_MILLIS + SLACK_MILLIS);

      waving.signal("CONT");
      assertThat(waving.end()).isEqualTo(ExitCode.FOUND);
      assertThat(waving.text()).contains("cancelled(stalled)").contains("RTN0644");
    }
  }

  @ParameterizedTest
  @EnumSource
  void anEmergencyStopReachesTheArmWhileRationHangs(Sample sample) throws Exception {
    try (ArmProcess arm = sample.start(directory);
        ArmProcess.Watch watch = arm.watch();
        Waving waving = new Waving("--site", longLease(arm))) {
      Map<String, Object> unused = watch.await("begun");
      waving.signal("STOP");

      Ration stopped = Ration.run("estop", arm.address());

      assertThat(stopped.out()).contains("stopped, in its safe state");
      assertThat(stopped.code()).isEqualTo(ExitCode.CLEAN);
      double pressed = ArmProcess.Watch.at(watch.await("estop"));
      double still = ArmProcess.Watch.at(watch.await("stopped"));
      assertThat(still - pressed).isLessThan(ArmProcess.STOP_MILLIS + SLACK_MILLIS);

      waving.signal("CONT");
      assertThat(waving.end()).isEqualTo(ExitCode.FOUND);
      assertThat(waving.text()).containsAnyOf("cancelled(emergency)", "cancelled(stalled)");

      Ration refused = Ration.run("run", wave(), "--driver", "arm=" + arm.address());
      assertThat(refused.err()).contains("RTN0721");
      assertThat(Ration.run("rearm", arm.address()).out()).contains("armed again");
    }
  }

  @Test
  void anEmergencyStopFromElsewhereCancelsThePolicy() throws Exception {
    Path trace = directory.resolve("stopped.jsonl");
    try (ArmProcess arm = ArmProcess.java(directory);
        ArmProcess.Watch watch = arm.watch();
        Waving waving =
            new Waving("--driver", "arm=" + arm.address(), "--trace", trace.toString())) {
      Map<String, Object> unused = watch.await("begun");

      assertThat(Ration.run("estop", arm.address()).code()).isEqualTo(ExitCode.CLEAN);

      assertThat(waving.end()).isEqualTo(ExitCode.FOUND);
      assertThat(waving.text()).contains("cancelled(emergency)");
    }
    Ration replayed = Ration.run("replay", trace);
    assertThat(replayed.code()).as(replayed.out() + replayed.err()).isEqualTo(ExitCode.CLEAN);
  }

  @Test
  void aWaveEndsWellAndTheArmIsLetGo() throws Exception {
    try (ArmProcess arm = ArmProcess.python(directory)) {
      Ration waved =
          Ration.run("run", wave(), "--driver", "arm=" + arm.address(), "--arg", "seconds=1");

      assertThat(waved.code()).as(waved.out() + waved.err()).isEqualTo(ExitCode.CLEAN);
      assertThat(waved.out()).doesNotContain("RTN06");
    }
  }

  @Test
  void aDriverWithoutLeasesIsRunOnlyWhereThatIsAccepted() throws Exception {
    try (ArmProcess arm =
        ArmProcess.changed(directory, "\\\"lapses\\\":true", "\\\"lapses\\\":false")) {
      String driver = "arm=" + arm.address();
      Ration refused = Ration.run("run", wave(), "--driver", driver, "--arg", "seconds=1");
      assertThat(refused.err()).contains("RTN0641");

      Ration accepted =
          Ration.run("run", wave(), "--driver", driver, "--arg", "seconds=1", "--accept-no-lease");
      assertThat(accepted.code()).as(accepted.err()).isEqualTo(ExitCode.CLEAN);
    }
  }

  @Test
  void whatNoDriverDoesIsRefusedBeforeAnythingMoves() throws Exception {
    Path file =
        Files.writeString(
            directory.resolve("talk.ration"),
            "use std.speech\npolicy talk() within 5 s { say(\"hello\") }\n");
    try (ArmProcess arm = ArmProcess.java(directory)) {
      Ration refused = Ration.run("run", file, "--driver", "arm=" + arm.address());

      assertThat(refused.code()).isEqualTo(ExitCode.FOUND);
      assertThat(refused.out() + refused.err()).contains("RTN0640").contains("std.speech.say");
    }
  }

  private static Path wave() {
    return ArmProcess.EXAMPLES.resolve("wave.ration");
  }

  /** A site whose leases are too long to be what stops the arm. */
  private String longLease(ArmProcess arm) throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("bench.ration"),
            """
            robot bench_arm like sim_humanoid {
                driver: "external"
                lease: 60 s from derived "too long, on purpose"
                settings { arm: "%s" }
            }
            site bench { robot: bench_arm }
            """
                .formatted(arm.address()));
    return file.toString();
  }

  /** A Ration that waves, in a process of its own. */
  private static final class Waving implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;
    private final List<String> lines = new ArrayList<>();

    Waving(String... more) throws IOException {
      List<String> command =
          new ArrayList<>(
              List.of(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "--enable-native-access=ALL-UNNAMED",
                  "--sun-misc-unsafe-memory-access=allow",
                  "-cp",
                  System.getProperty("java.class.path"),
                  "dev.ration.cli.Main",
                  "run",
                  wave().toString(),
                  "--arg",
                  "seconds=60"));
      command.addAll(List.of(more));
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().put("LC_ALL", "C.UTF-8");
      process = builder.start();
      output = process.inputReader();
    }

    void signal(String name) throws IOException, InterruptedException {
      int code =
          new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
      assertThat(code).isZero();
    }

    int end() throws InterruptedException {
      output.lines().forEach(lines::add);
      return process.waitFor();
    }

    String text() {
      return String.join("\n", lines);
    }

    @Override
    public void close() throws IOException {
      process.destroyForcibly();
      output.close();
    }
  }
}
