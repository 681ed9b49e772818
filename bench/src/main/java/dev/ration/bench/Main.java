package dev.ration.bench;

import dev.ration.runtime.trace.JsonLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Compares guest code of Ration, GraalJS and LuaJIT, and prints the table of docs/benchmarks.md.
 */
public final class Main {
  private Main() {}

  /** Takes tasks as {@code name} or {@code name=size}; none means all. */
  public static void main(String[] arguments) throws IOException {
    int warmUps = Integer.getInteger("warmups", 15);
    int rounds = Integer.getInteger("rounds", 25);
    List<Task> tasks =
        arguments.length == 0 ? Task.ALL : Arrays.stream(arguments).map(Main::task).toList();
    Path file = Files.createTempFile("trace", ".jsonl");
    List<Side> sides = new ArrayList<>();
    try {
      sides.add(
          new RationSide(
              "tasks.ration",
              Map.of(),
              new JsonLines(Files.newBufferedWriter(file), JsonLines.DEFAULT_MAX_BYTES)));
      sides.add(new JavaScriptSide(Map.of()));
      sides.add(new LuaSide());
      System.out.printf("%s %s%n", System.getProperty("java.vm.name"), Runtime.version());
      sides.forEach(side -> System.out.println(side.engine()));
      System.out.printf(
          "%d rounds after %d to warm up; load at start: %s%n%n", rounds, warmUps, load());
      new Comparison(sides, warmUps, rounds).print(tasks, System.out);
      System.out.printf("%nload at end: %s%n", load());
    } finally {
      sides.forEach(Side::close);
      Files.deleteIfExists(file);
    }
  }

  private static Task task(String argument) {
    String[] parts = argument.split("=", 2);
    Task task =
        Task.ALL.stream()
            .filter(one -> one.name().equals(parts[0]))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no task " + parts[0]));
    return parts.length == 1 ? task : task.sized(Long.parseLong(parts[1]));
  }

  private static String load() {
    return "%.1f on %d processors"
        .formatted(
            java.lang.management.ManagementFactory.getOperatingSystemMXBean()
                .getSystemLoadAverage(),
            Runtime.getRuntime().availableProcessors());
  }
}
