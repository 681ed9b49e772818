package dev.ration.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How fast guest code runs: each round asks every side for the same task once, one after the other,
 * so that what else the machine does falls on all alike. Rounds of warm-up are not counted.
 *
 * <p>Prints a table of medians and of their ratios to GraalJS.
 */
public final class GuestCode {
  private static final int WARM_UP = 8;

  private GuestCode() {}

  /** Takes the number of counted rounds, 15 without. */
  public static void main(String[] arguments) throws IOException {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 15;
    List<Side> sides = new ArrayList<>();
    try {
      sides.add(new RationSide(false));
      sides.add(new RationSide(true));
      sides.add(new JavaScriptSide());
      sides.add(new LuaSide());
      System.out.println("| task | side | median | fastest | slowest | ratio to GraalJS |");
      System.out.println("|---|---|---|---|---|---|");
      for (Task task : List.of(Task.FIB, Task.LOOP)) {
        print(task, measure(sides, task, rounds));
      }
    } finally {
      for (Side side : sides) {
        side.close();
      }
    }
  }

  private static Map<String, long[]> measure(List<Side> sides, Task task, int rounds) {
    Map<String, long[]> taken = new LinkedHashMap<>();
    sides.forEach(side -> taken.put(side.name(), new long[rounds]));
    for (int round = -WARM_UP; round < rounds; round++) {
      for (Side side : sides) {
        long nanos = side.nanos(task);
        if (round >= 0) {
          taken.get(side.name())[round] = nanos;
        }
      }
    }
    return taken;
  }

  private static void print(Task task, Map<String, long[]> taken) {
    taken.values().forEach(Arrays::sort);
    double yardstick = median(taken.get("GraalJS"));
    taken.forEach(
        (side, nanos) ->
            System.out.printf(
                "| %s(%d) | %s | %.1f ms | %.1f ms | %.1f ms | %.2f |%n",
                task.name(),
                task.size(),
                side,
                median(nanos) / 1e6,
                nanos[0] / 1e6,
                nanos[nanos.length - 1] / 1e6,
                median(nanos) / yardstick));
  }

  private static double median(long[] sorted) {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1
        ? sorted[middle]
        : (sorted[middle - 1] + sorted[middle]) / 2.0;
  }
}
