package dev.ration.bench.score;

import dev.ration.runtime.choose.core.CoreSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Plays missions with every way to choose a tier and prints how near each comes to the bounds.
 *
 * <p>Options: {@code --data DIR} plays recordings as well as synthetic traces; {@code --tune} plays
 * the missions that the constants were chosen on instead of fresh ones; {@code --page FILE} says
 * where the page goes; {@code --fit} only prints what the synthetic traces are drawn from, fitted
 * to DIR.
 */
public final class Score {
  private static final long TRACE_SEED = 2026;
  private static final int SHIFTING_ROWS = 3_000;
  private static final long[] TUNED = LongStream.rangeClosed(1, 6).toArray();
  private static final long[] FRESH = LongStream.rangeClosed(201, 206).toArray();

  private final World world = World.standard();
  private final PrintStream out;
  private final List<Board> boards = new ArrayList<>();
  private final List<Coverage> coverages = new ArrayList<>();

  private Score(PrintStream out) {
    this.out = out;
  }

  private record Options(@Nullable Path data, boolean isTuning, boolean isFitting, Path page) {
    static Options of(String[] arguments) {
      Path data = null;
      boolean isTuning = false;
      boolean isFitting = false;
      String root = System.getProperty("ration.root", ".");
      Path page = Path.of(root, "bench", "target", "score.html");
      for (int i = 0; i < arguments.length; i++) {
        switch (arguments[i]) {
          case "--data" -> data = Path.of(arguments[++i]);
          case "--page" -> page = Path.of(arguments[++i]);
          case "--tune" -> isTuning = true;
          case "--fit" -> isFitting = true;
          default -> throw new IllegalArgumentException("unknown: " + arguments[i]);
        }
      }
      return new Options(data, isTuning, isFitting, page);
    }
  }

  /** Runs the score. */
  public static void main(String[] arguments) throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Options options = Options.of(arguments);
    Path data = options.data();
    if (options.isFitting()) {
      if (data == null) {
        throw new IllegalArgumentException("--fit needs --data");
      }
      out.print(TraceFit.of(RecordedTraces.read(data)));
      return;
    }
    new Score(out).run(options);
  }

  private void run(Options options) throws IOException {
    List<Traces> all = new ArrayList<>();
    all.add(SyntheticTraces.draw(TRACE_SEED));
    Path data = options.data();
    if (data != null) {
      all.add(RecordedTraces.read(data));
    }
    long[] seeds = options.isTuning() ? TUNED : FRESH;
    out.println(
        (options.isTuning() ? "Missions that the constants were chosen on" : "Fresh missions")
            + ": seeds "
            + seeds[0]
            + " to "
            + seeds[seeds.length - 1]
            + "; the constants were chosen on seeds 1 to 6 of recorded traces.");
    for (Traces traces : all) {
      out.println("Traces: " + traces.name());
      for (double gap : world.all("gaps")) {
        play(traces, (int) gap, seeds);
      }
    }
    coverage(all);
    Path folder = options.page().toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Files.writeString(options.page(), new Page(boards, coverages).text());
    out.println();
    out.println("Page: " + options.page());
  }

  private void play(Traces traces, int gap, long[] seeds) {
    double[] budgets = world.all("budget.energy");
    List<Board> row = new ArrayList<>();
    for (double energy : budgets) {
      Board board = new Board(world, traces, gap, energy);
      for (long seed : seeds) {
        board.play(seed);
      }
      row.add(board);
    }
    boards.addAll(row);
    out.print(Text.summary(row));
    row.forEach(board -> out.print(Text.detail(board)));
    for (int i = 0; i < row.size(); i++) {
      out.print(Text.gates(row.get(i), i));
    }
  }

  private void coverage(List<Traces> all) {
    double gain = CoreSettings.standard().conformalGain();
    for (Traces traces : all) {
      coverages.add(Coverage.of(traces.name(), traces.roundTrips(), gain));
    }
    coverages.add(
        Coverage.of(
            "a shift in the middle", SyntheticTraces.shifting(TRACE_SEED, SHIFTING_ROWS), gain));
    out.println();
    out.print(Text.coverage(coverages));
  }
}
