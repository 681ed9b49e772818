package dev.ration.bench;

import dev.ration.runtime.trace.JsonLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Compares guest code of Ration, GraalJS and LuaJIT, and prints the table of docs/benchmarks.md. */
public final class Main {
  private Main() {}

  /** Takes names of tasks; none means all. */
  public static void main(String[] arguments) throws IOException {
    int warmUps = Integer.getInteger("warmups", 15);
    int rounds = Integer.getInteger("rounds", 25);
    List<String> wanted = List.of(arguments);
    List<Task> tasks =
        Task.ALL.stream()
            .filter(task -> wanted.isEmpty() || wanted.contains(task.name()))
            .toList();
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
      System.out.printf("%d rounds after %d to warm up; load at start: %s%n%n", rounds, warmUps, load());
      new Comparison(sides, warmUps, rounds).print(tasks, System.out);
      System.out.printf("%nload at end: %s%n", load());
    } finally {
      sides.forEach(Side::close);
      Files.deleteIfExists(file);
    }
  }

  private static String load() {
    return "%.1f on %d processors"
        .formatted(
            java.lang.management.ManagementFactory.getOperatingSystemMXBean()
                .getSystemLoadAverage(),
            Runtime.getRuntime().availableProcessors());
  }
}
