package dev.ration.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Measures sides beside each other: one after the other in each round, so that load hits all. */
final class Comparison {
  private final List<Side> sides;
  private final int warmUps;
  private final int rounds;

  /**
   * Compares the first side with the others.
   *
   * @param warmUps rounds before those that count
   */
  Comparison(List<? extends Side> sides, int warmUps, int rounds) {
    this.sides = List.copyOf(sides);
    this.warmUps = warmUps;
    this.rounds = rounds;
  }

  /** What one side took for one task, in nanoseconds. */
  record Times(long first, long min, long median, long max) {
    static Times of(long first, long[] nanos) {
      long[] sorted = nanos.clone();
      Arrays.sort(sorted);
      int middle = sorted.length / 2;
      long median =
          sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
      return new Times(first, sorted[0], median, sorted[sorted.length - 1]);
    }
  }

  /** Does a task on every side, in turns; fails where one computes something else. */
  List<Times> measure(Task task) {
    long result = task.result();
    long[] first = new long[sides.size()];
    long[][] nanos = new long[sides.size()][rounds];
    for (int round = -warmUps; round < rounds; round++) {
      for (int i = 0; i < sides.size(); i++) {
        Side.Done done = sides.get(i).run(task);
        if (done.result() != result) {
          throw new IllegalStateException(
              "%s: %s(%d) is %d, not %d"
                  .formatted(sides.get(i).name(), task.name(), task.size(), done.result(), result));
        }
        if (round == -warmUps) {
          first[i] = done.nanos();
        }
        if (round >= 0) {
          nanos[i][round] = done.nanos();
        }
      }
    }
    List<Times> times = new ArrayList<>();
    for (int i = 0; i < sides.size(); i++) {
      times.add(Times.of(first[i], nanos[i]));
    }
    return times;
  }

  /** Measures all tasks and prints them as a table. */
  void print(List<Task> tasks, PrintStream out) {
    out.println("| task | | first | median | min … max | Ration / this |");
    out.println("|---|---|---:|---:|---:|---:|");
    for (Task task : tasks) {
      List<Times> times = measure(task);
      for (int i = 0; i < sides.size(); i++) {
        Times each = times.get(i);
        out.printf(
            Locale.ROOT,
            "| %s | %s | %s ms | %s ms | %s … %s ms | %s |%n",
            i == 0 ? "`%s(%d)`: %s".formatted(task.name(), task.size(), task.what()) : "",
            sides.get(i).name(),
            millis(each.first()),
            millis(each.median()),
            millis(each.min()),
            millis(each.max()),
            i == 0 ? "" : "%.2f".formatted((double) times.getFirst().median() / each.median()));
      }
      out.flush();
    }
  }

  private static String millis(long nanos) {
    return "%.1f".formatted(nanos / 1e6);
  }
}
