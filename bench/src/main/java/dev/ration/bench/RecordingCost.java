package dev.ration.bench;

import dev.ration.runtime.trace.JsonLines;
import dev.ration.runtime.trace.TraceSink;
import java.io.PrintStream;
import java.io.Writer;
import java.util.Arrays;
import java.util.Map;

/** What it costs to keep a run: each task without a trace, and with one that goes nowhere. */
final class RecordingCost {
  private static final int WARM_UPS = 8;
  private static final int RUNS = 7;

  private RecordingCost() {}

  /** Prints a table to standard output. */
  public static void main(String[] arguments) {
    PrintStream out = System.out;
    out.println("| task | without a trace, ms | recorded, ms |");
    out.println("|---|---:|---:|");
    try (RationSide plain = side(TraceSink.none());
        RationSide kept = side(new JsonLines(Writer.nullWriter(), Long.MAX_VALUE / 2))) {
      for (Task task : Task.ALL) {
        out.printf("| %s | %.1f | %.1f |%n", task.name(), median(plain, task), median(kept, task));
      }
    }
  }

  private static RationSide side(TraceSink trace) {
    return new RationSide("tasks.ration", Map.of(), trace);
  }

  private static double median(RationSide side, Task task) {
    for (int i = 0; i < WARM_UPS; i++) {
      Side.Done unused = side.run(task);
    }
    long[] nanos = new long[RUNS];
    for (int i = 0; i < RUNS; i++) {
      nanos[i] = side.run(task).nanos();
    }
    Arrays.sort(nanos);
    return nanos[RUNS / 2] / 1e6;
  }
}
