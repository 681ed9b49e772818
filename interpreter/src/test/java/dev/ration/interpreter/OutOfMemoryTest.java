package dev.ration.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ration.plan.Code;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Policies that grow without end, compiled, in a process of their own with a heap of 1 GB. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
class OutOfMemoryTest {
  private static final String TEXT =
      """
      policy main() within 50 min {
          var t = "x"
          while true { t = "{t}{t}" }
      }
      """;

  private static final String LIST =
      """
      policy main() within 50 min {
          var xs = [0]
          while true { for x in xs { xs = xs.with(x) } }
      }
      """;

  private static final String RECURSION =
      """
      fun twice(n: Int) -> Int { twice(n + 1) + twice(n + 2) }
      policy main() -> Int within 50 min { twice(0) }
      """;

  /** Each text and the list stay within what one value may have; together they do not fit. */
  private static final String MEMORY =
      """
      fun long_text(n: Int) -> Text {
          var t = "{n}"
          while t.length < 500000 { t = "{t}{t}" }
          t
      }
      policy main(count: Int = 1000000) -> Int within 50 min {
          var texts = [""]
          while texts.length < count { texts = texts.with(long_text(texts.length)) }
          texts.length
      }
      """;

  private final List<String> printed = new ArrayList<>();

  @BeforeAll
  void run(@TempDir Path directory) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> !argument.startsWith("-Xmx") && !argument.startsWith("-javaagent"))
        .forEach(command::add);
    command.addAll(List.of("-Xmx1g", "-cp", System.getProperty("java.class.path")));
    command.add(HungryPolicies.class.getName());
    command.add(write(directory, "text", TEXT));
    command.add(write(directory, "list", LIST));
    command.add(write(directory, "recursion", RECURSION));
    command.add(write(directory, "memory", MEMORY));
    command.add(write(directory, "little", MEMORY.replace("1000000", "100")));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (var output = process.inputReader()) {
      output.lines().forEach(printed::add);
    }
    int unused = process.waitFor();
  }

  private static String write(Path directory, String name, String policy) throws IOException {
    return Files.writeString(directory.resolve(name), policy).toString();
  }

  private static String bug(String name, Code code) {
    return name + " bug(" + code.id() + ") " + code.id();
  }

  @Test
  void theCodeIsCompiled() {
    assertThat(printed).isNotEmpty().first().asString().startsWith("engine GraalVM");
  }

  @Test
  void whatDoublesForEverMeetsItsOwnBoundFirst() {
    assertThat(printed)
        .contains(
            bug("text", Code.TEXT_TOO_LONG),
            bug("list", Code.VALUE_TOO_LARGE),
            bug("recursion", Code.CALLS_TOO_DEEP));
  }

  @Test
  void rtn0614WhatTakesAllMemoryEndsWithACode() {
    assertThat(printed)
        .contains(bug("memory", Code.OUT_OF_MEMORY))
        .noneMatch(line -> line.contains("OutOfMemoryError"));
  }

  @Test
  void rtn0614NearTheProcessGoesOnAndALessHungryPolicyEndsWell() {
    assertThat(printed).isNotEmpty().last().isEqualTo("little ok");
  }
}
