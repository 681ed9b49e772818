package dev.ration.runtime.choose;

import static dev.ration.runtime.choose.ThinkBench.MS;
import static dev.ration.runtime.choose.ThinkBench.answer;
import static dev.ration.runtime.choose.ThinkBench.errand;
import static dev.ration.runtime.choose.ThinkBench.tiers;
import static dev.ration.runtime.sim.ScriptedBackend.choose;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ration.runtime.assembly.TestSite;
import dev.ration.runtime.clock.Strand;
import dev.ration.runtime.scope.Demands;
import dev.ration.runtime.scope.Outcome;
import dev.ration.runtime.scope.Prefer;
import dev.ration.runtime.scope.RunResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Calls that leave the tier open, while the budgets of a mission must last to an end. */
class MissionPriceTest {
  private static final long SECOND = 1_000 * MS;
  private static final int CALLS = 300;
  private static final Demands OPEN = Demands.builder().within(3 * SECOND).build();

  private static ThinkBench bench(long microjoules) {
    // A tenth of a joule for each answer of the small one, eight thousandths for the tiny one.
    return new ThinkBench(
            new TestSite().small().tiny().energy(microjoules).build(),
            models ->
                models
                    .on("local.tiny", choose("meeting", 0.8).after(2 * MS))
                    .on("local.small", choose("directions", 0.9).after(10 * MS)))
        .missionEnds(CALLS * SECOND);
  }

  /** A call each second; who served, in order. */
  private static List<String> mission(ThinkBench bench, Demands demands) {
    List<String> served = new ArrayList<>();
    RunResult result =
        bench.policy(
            Demands.NOTHING,
            () -> {
              Strand strand = Objects.requireNonNull(Strand.current());
              for (int i = 0; i < CALLS; i++) {
                strand.waitUntil(i * SECOND);
                served.add(bench.ask(demands, errand()).tier());
              }
              return served.size();
            });
    assertThat(result.outcome()).isEqualTo(new Outcome.Ok(CALLS));
    return served;
  }

  @Test
  void whatIsScarceIsSpreadToTheEnd() {
    // Enough for the small one in half of the calls.
    try (ThinkBench bench = bench(CALLS * 30_000L)) {
      List<String> served = mission(bench, OPEN);

      assertThat(served).filteredOn("local.small"::equals).hasSizeBetween(60, 210);
      assertThat(served.subList(CALLS / 2, CALLS)).contains("local.small", "local.tiny");
      assertThat(bench.last().attempts().getFirst().decision().worth()).isNotNull();
    }
  }

  @Test
  void whatIsPlentyLeavesTheBestAnswer() {
    try (ThinkBench bench = bench(CALLS * 1_000_000L)) {
      List<String> served = mission(bench, OPEN);

      assertThat(served.subList(CALLS / 2, CALLS))
          .filteredOn("local.small"::equals)
          .hasSizeGreaterThan(CALLS / 2 - 10);
    }
  }

  @Test
  void aPreferenceAndAnOrderOfTiersAreKeptWhateverThePrices() {
    try (ThinkBench bench = bench(CALLS * 60_000L)) {
      Demands best =
          Demands.builder()
              .within(3 * SECOND)
              .prefer(new Prefer(Prefer.Goal.QUALITY, 0, 0))
              .build();
      assertThat(mission(bench, best)).containsOnly("local.small");
      assertThat(bench.last().attempts().getFirst().decision().worth()).isNull();
    }
    try (ThinkBench bench = bench(CALLS * 60_000L)) {
      assertThat(mission(bench, tiers("local.small", "local.tiny").within(3 * SECOND).build()))
          .containsOnly("local.small");
    }
  }

  @Test
  void withoutAnEndTheBestAnswerWins() {
    try (ThinkBench bench =
        new ThinkBench(
            new TestSite().small().tiny().energy(1_000_000L).build(),
            models ->
                models
                    .on("local.tiny", choose("meeting", 0.8))
                    .on("local.small", choose("directions", 0.9)))) {
      RunResult result = bench.think(OPEN, errand());

      assertThat(answer(result).tier()).isEqualTo("local.small");
      assertThat(answer(result).why()).isEqualTo("best quality, 90 %");
    }
  }
}
