package dev.ration.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process that is told to stop. It is waited for by what it prints, not by the clock. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class SignalsTest {
  private static final String PATROL =
      """
      use std.speech
      policy patrol() within 10 min energy 2 kJ holds voice {
          say("I begin my round.")
          wait 9 min
      } cleanup within 5 s {
          say("I end my round here, as I was told to, and stand still until somebody comes.")
      }
      """;

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM"})
  void aSignalIsTheOperatorsStopThroughTheCleanups(String signal) throws Exception {
    try (var patrol = new Patrol(directory)) {
      patrol.waitFor("I begin my round");

      patrol.signal(signal);

      assertThat(patrol.end()).isEqualTo(ExitCode.FOUND);
      assertThat(patrol.text()).contains("I end my round").contains("cancelled(operator)");
    }
  }

  @Test
  void aSecondSignalIsTheEmergencyStop() throws Exception {
    try (var patrol = new Patrol(directory)) {
      patrol.waitFor("I begin my round");
      patrol.signal("INT");
      patrol.waitFor("I end my round");

      patrol.signal("INT");

      assertThat(patrol.end()).isEqualTo(ExitCode.FOUND);
      assertThat(patrol.text()).contains("emergency stop").contains("denied(stopped)");
    }
  }

  @Test
  void aSignalWhileALineIsWaitedForEndsTheProcess() throws Exception {
    try (var patrol = new Patrol(directory, "--clock", "virtual", "--hear", "-")) {
      patrol.say("hello");
      patrol.waitFor("time used / allowed");
      patrol.waitFor("patrol");

      patrol.signal("INT");

      assertThat(patrol.end()).isEqualTo(ExitCode.FOUND);
      assertThat(patrol.text()).contains("ration: stopped");
    }
  }

  /** A run in a process of its own. */
  private static final class Patrol implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;
    private final List<String> lines = new ArrayList<>();

    Patrol(Path directory, String... more) throws IOException {
      Path file = Files.writeString(directory.resolve("patrol.ration"), PATROL);
      var builder =
          new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "--enable-native-access=ALL-UNNAMED",
              "--sun-misc-unsafe-memory-access=allow",
              "-cp",
              System.getProperty("java.class.path"),
              "dev.ration.cli.Main",
              "run",
              file.toString());
      builder.command().addAll(List.of(more));
      builder.redirectErrorStream(true);
      builder.environment().putAll(Map.of("LC_ALL", "C.UTF-8"));
      process = builder.start();
      output = process.inputReader();
    }

    void say(String line) throws IOException {
      var input = process.outputWriter();
      input.write(line + "\n");
      input.flush();
    }

    void waitFor(String text) throws IOException {
      String line = output.readLine();
      while (line != null && !line.contains(text)) {
        lines.add(line);
        line = output.readLine();
      }
      assertThat(line).as("after " + text()).isNotNull();
      lines.add(line);
    }

    void signal(String name) throws IOException, InterruptedException {
      assertThat(File.separatorChar).isEqualTo('/');
      int code =
          new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
      assertThat(code).isZero();
    }

    int end() throws IOException, InterruptedException {
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
