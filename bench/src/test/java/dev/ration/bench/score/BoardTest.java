package dev.ration.bench.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ration.bench.score.Tally.One;
import dev.ration.runtime.choose.core.CoreSettings;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What must hold of the score, whatever its figures. */
class BoardTest {
  private static final World WORLD = World.standard();
  private static final Traces TRACES = SyntheticTraces.draw(1);
  private static final double PLENTY = 1e15;

  private static Board played(int gap, double energy) {
    Board board = new Board(WORLD, TRACES, gap, energy);
    board.play(7);
    return board;
  }

  @Test
  void theSameSeedGivesTheSameFigures() {
    List<Double> once = played(5, 0.5).tallies().stream().map(Tally::aware).toList();

    assertThat(played(5, 0.5).tallies().stream().map(Tally::aware).toList()).isEqualTo(once);
  }

  @Test
  void nobodyBeatsTheClairvoyantBound() {
    assertThat(played(5, 0.25).tallies())
        .allSatisfy(tally -> assertThat(tally.most(One::ofClairvoyant)).isLessThanOrEqualTo(1));
  }

  @Test
  void theChoiceKeepsBudgetsAndHardDeadlinesAndComesNearTheBound() {
    for (int gap : new int[] {5, 30}) {
      Tally ours = played(gap, 0.25).ours();

      assertThat(ours.most(One::over)).isLessThanOrEqualTo(0.01);
      assertThat(ours.hardMisses()).isZero();
      assertThat(ours.aware()).isGreaterThan(Gates.wanted(gap, 2) - 0.05);
    }
  }

  @Test
  void aLargerBudgetNeverLowersTheBound() {
    Mission mission = Missions.draw(WORLD, TRACES, 5, 3);
    double little = Bound.of(mission, 5_000, 1e6, false, Bound.Tail.LEAST);
    double more = Bound.of(mission, 20_000, 1e6, false, Bound.Tail.LEAST);
    double all = Bound.of(mission, PLENTY, PLENTY, false, Bound.Tail.LEAST);

    assertThat(little).isLessThan(more);
    assertThat(more).isLessThan(all);
  }

  /** Exact but for energy, which is rounded up to parts of the budget: a little too low. */
  private static double exact(Bound bound, int calls, double joules) {
    int parts = 20_000;
    double[] best = new double[parts + 1];
    for (int call = 0; call < calls; call++) {
      for (int left = parts; left >= 0; left--) {
        double most = Double.NEGATIVE_INFINITY;
        for (int tier = 0; tier < Mission.TIERS; tier++) {
          int cost = (int) Math.ceil(bound.energy(tier, call) / joules * parts);
          if (cost <= left) {
            most = Math.max(most, best[left - cost] + bound.gain(tier, call));
          }
        }
        best[left] = most;
      }
    }
    return best[parts];
  }

  @Test
  void theBoundIsHardlyAboveTheExactOptimum() {
    double joules = 15_000;
    Mission mission = Missions.draw(WORLD, TRACES, 30, 3);
    Bound bound = Bound.solve(mission, joules, PLENTY, false, Bound.Tail.LEAST);
    double exact = exact(bound, mission.size(), joules);

    assertThat(bound.value()).isBetween(exact, 1.01 * exact);
  }

  @Test
  void withoutAnyBudgetTheBoundIsTheRules() {
    Mission mission = Missions.draw(WORLD, TRACES, 5, 3);
    double rule = WORLD.figure("rule.quality") * mission.size();

    assertThat(Bound.of(mission, 0, 0, false, Bound.Tail.FIXED)).isCloseTo(rule, within(1.0));
  }

  @Test
  void aPolicyWithoutBudgetIsLeftToTheRule() {
    Mission mission = Missions.draw(WORLD, TRACES, 5, 3);
    Result result = Play.of(mission, Baselines.ALWAYS_LOCAL.on(mission), 1, 1);
    Result rule = Play.of(mission, Baselines.RULE_ONLY.on(mission), PLENTY, PLENTY);

    assertThat(result.utility()).isEqualTo(rule.utility());
    assertThat(result.misses()).isZero();
  }

  @Test
  void syntheticTracesFitTheFiguresTheyAreDrawnFrom() throws IOException {
    Properties drawn = new Properties();
    drawn.load(new StringReader(TraceFit.of(TRACES)));
    Properties fitted = World.read("traces.properties");

    for (String name : List.of("quality.small", "tokens.input", "link.level", "link.outage")) {
      double[] was = World.all(fitted, name);
      double[] is = World.all(drawn, name);
      assertThat(is[0]).as(name).isCloseTo(was[0], within(0.3 * Math.abs(was[0])));
    }
    assertThat(World.all(drawn, "tokens.input")[10])
        .isCloseTo(World.all(fitted, "tokens.input")[10], within(100.0));
  }

  @Test
  void theLatencyBoundHoldsAsOftenAsPromised() {
    double gain = CoreSettings.standard().conformalGain();
    for (double[] trips : List.of(TRACES.roundTrips(), SyntheticTraces.shifting(3, 3_000))) {
      Coverage coverage = Coverage.of("a trace", trips, gain);

      assertThat(coverage.share()).isBetween(0.94, 0.96);
      assertThat(coverage.worst()).isGreaterThanOrEqualTo(0.85);
    }
  }

  @Test
  void recordingsAreReadByTheirColumns(@TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve("quality-mmlu.csv"),
        "subject,small_correct,large_correct\nart,0,1\nlaw,1,1\nart,1,0\n");
    Files.writeString(
        folder.resolve("tokens-azure-code.csv"), "offset_ms,input_tokens,output_tokens\n0,48,10\n");
    Files.writeString(
        folder.resolve("rtt-cellular.csv"),
        "run,mobility,network,rtt_avg_ms,rtt_min_ms,rtt_max_ms,loss_percent\n"
            + "1,driving,5G,82.0,79.0,86.0,0.0\n1,driving,5G,,,,100.0\n");
    Traces traces = RecordedTraces.read(folder);

    assertThat(traces.subjects()).isEqualTo(2);
    assertThat(traces.subject()).containsExactly(0, 1, 0);
    assertThat(traces.small()).containsExactly(false, true, true);
    assertThat(traces.large()).containsExactly(true, true, false);
    assertThat(traces.input()).containsExactly(48);
    assertThat(traces.roundTrips()).containsExactly(82, Double.NaN);
  }

  @Test
  void thePageNeedsNothingElse() {
    Board full = played(5, 1);
    String page =
        new Page(List.of(full, full, full), List.of(Coverage.of("t", new double[] {80, 90}, 0.05)))
            .text();

    assertThat(page).startsWith("<!doctype html>").contains("<svg", "recommended");
    assertThat(page).doesNotContain("http:", "https:", "<script", "src=");
  }
}
