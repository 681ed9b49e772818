package dev.ration.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs on the real clock at a site that names its meter. */
class MeteredRunTest {
  private static final String POLICY =
      """
      use std.speech
      policy hello() within 20 s energy 500 J holds voice { say("One, two, three.") }
      """;

  @TempDir private Path directory;

  private Ration run(String settings, Path log) throws IOException {
    Files.writeString(directory.resolve("hello.ration"), POLICY);
    Files.writeString(
        directory.resolve("bench.ration"),
        """
        module bench

        use std.sites

        site bench like simulated {
            meter robot { every: 20 ms
        idle: 2 W
        settings { %s } }
        }
        """
            .formatted(settings));
    return Ration.run(
        "run",
        directory.resolve("hello.ration"),
        "--site",
        directory.resolve("bench.ration"),
        "--trace",
        log);
  }

  /** A battery from which 50 W flow. */
  private Path battery() throws IOException {
    Path battery = Files.createDirectories(directory.resolve("sys/class/power_supply/BAT0"));
    Files.writeString(battery.resolve("type"), "Battery\n");
    Files.writeString(battery.resolve("status"), "Discharging\n");
    Files.writeString(battery.resolve("power_now"), "50000000\n");
    Files.writeString(battery.resolve("energy_now"), "90000000\n");
    return directory;
  }

  @Test
  void measuredEnergyIsChargedAndTheRunReplaysByteForByte() throws IOException {
    Path log = directory.resolve("run.jsonl");
    Ration ran = run("root: \"" + battery() + "\"", log);

    assertThat(ran.err()).doesNotContain("RTN07");
    assertThat(ran.code()).isEqualTo(ExitCode.CLEAN);
    List<String> lines = Files.readAllLines(log);
    assertThat(lines).anyMatch(line -> line.contains("\"type\":\"meter.reading\""));
    assertThat(lines)
        .anyMatch(
            line ->
                line.contains("\"type\":\"scope.close\"")
                    && line.contains("\"grade\":\"attributed\""));
    Ration replayed = Ration.run("replay", log);
    assertThat(replayed.err()).isEmpty();
    assertThat(replayed.out()).contains("every one the same");
  }

  @Test
  void aSiteWhoseMeterIsNotThereGoesByItsModelAndSaysSo() throws IOException {
    Files.createDirectories(directory.resolve("sys"));
    Path log = directory.resolve("run.jsonl");
    Ration ran = run("root: \"" + directory + "\"", log);

    assertThat(ran.err()).contains("RTN0770: Nothing measures the whole robot here");
    assertThat(ran.code()).isEqualTo(ExitCode.CLEAN);
    assertThat(Files.readAllLines(log)).noneMatch(line -> line.contains("attributed"));
  }
}
