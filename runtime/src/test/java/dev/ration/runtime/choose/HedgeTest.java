package dev.ration.runtime.choose;

import static dev.ration.runtime.choose.ThinkBench.MS;
import static dev.ration.runtime.choose.ThinkBench.answer;
import static dev.ration.runtime.choose.ThinkBench.errand;
import static dev.ration.runtime.choose.ThinkBench.limited;
import static dev.ration.runtime.choose.ThinkBench.receipt;
import static dev.ration.runtime.choose.ThinkBench.reply;
import static dev.ration.runtime.choose.ThinkBench.tiers;
import static dev.ration.runtime.choose.ThinkBench.withCloud;
import static dev.ration.runtime.sim.ScriptedBackend.choose;
import static dev.ration.runtime.sim.ScriptedBackend.fail;
import static dev.ration.runtime.sim.ScriptedBackend.hang;
import static dev.ration.runtime.sim.ScriptedBackend.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ration.runtime.assembly.TestSite;
import dev.ration.runtime.clock.Strand;
import dev.ration.runtime.scope.Demands;
import dev.ration.runtime.scope.Prefer;
import dev.ration.runtime.scope.RunResult;
import dev.ration.runtime.spi.ModelFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A safe answer behind a better one (M8), on the virtual clock. */
class HedgeTest {
  private static final long J = 1_000_000;

  @Test
  void m8ASafeAnswerServesWhereTheBetterOneHangs() {
    try (ThinkBench bench =
        new ThinkBench(
            withCloud(),
            models -> models.on("cloud.chat", hang()).on("local.small", write("Hello.", 1)))) {
      Demands both = tiers("cloud.chat", "local.small").within(3_000 * MS).spend(5_000).build();
      RunResult result = bench.think(both, reply());

      assertThat(answer(result).tier()).isEqualTo("local.small");
      assertThat(receipt(result).endNanos()).isLessThan(3_000 * MS).isGreaterThan(2_990 * MS);
      assertThat(bench.events("think.ask")).containsExactly("cloud.chat", "local.small");
      assertThat(bench.events("think.cancel")).containsExactly("cloud.chat");
      assertThat(receipt(result).why()).isEqualTo("the safe answer: cloud.chat not in time");
      assertThat(bench.last().explain())
          .anyMatch(line -> line.strip().startsWith("* cloud.chat"))
          .anyMatch(line -> line.strip().startsWith("& local.small"))
          .anyMatch(line -> line.contains("-> cloud.chat is given up after"))
          .anyMatch(line -> line.contains("-> local.small answers after"));
      // Who lost is charged as well.
      assertThat(receipt(result).spentMicroMoney()).isPositive();
    }
  }

  @Test
  void m8NearABetterAnswerInTimeServesAndTheSafeOneIsNotBegun() {
    try (ThinkBench bench =
        new ThinkBench(
            withCloud(),
            models ->
                models
                    .on("cloud.chat", write("Good day.", 1))
                    .on("local.small", write("Hello.", 1)))) {
      Demands both = tiers("cloud.chat", "local.small").within(3_000 * MS).spend(5_000).build();
      RunResult result = bench.think(both, reply());

      assertThat(answer(result).tier()).isEqualTo("cloud.chat");
      assertThat(bench.events("think.ask")).containsExactly("cloud.chat");
      assertThat(bench.models.asked()).containsExactly("cloud.chat");
    }
  }

  @Test
  void m8WithPreferSpeedTheFirstGoodOneServes() {
    try (ThinkBench bench =
        new ThinkBench(
            withCloud(),
            models -> models.on("cloud.chat", hang()).on("local.small", write("Hello.", 1)))) {
      Demands both =
          tiers("cloud.chat", "local.small")
              .within(3_000 * MS)
              .prefer(new Prefer(Prefer.Goal.SPEED, 0, 0))
              .build();
      RunResult result = bench.think(both, reply());

      assertThat(answer(result).tier()).isEqualTo("local.small");
      assertThat(receipt(result).endNanos()).isLessThan(200 * MS);
    }
  }

  private static ThinkBench hangingCloud() {
    return new ThinkBench(
        withCloud(),
        models -> models.on("cloud.chat", hang()).on("local.small", write("Hello.", 1)));
  }

  /** What one call of the cloud is expected to take. */
  private static long cloudEnergy() {
    try (ThinkBench bench = hangingCloud()) {
      Demands both = tiers("cloud.chat", "local.small").within(3_000 * MS).build();
      RunResult unused = bench.think(both, reply());
      Candidate chosen = bench.last().attempts().getFirst().decision().chosen();
      return Objects.requireNonNull(Objects.requireNonNull(chosen).forecast()).energyMicrojoules();
    }
  }

  @Test
  void m8WithoutEnergyForBothOnlyOneIsAsked() {
    Demands.Builder both = tiers("cloud.chat", "local.small").within(3_000 * MS);
    try (ThinkBench bench = hangingCloud()) {
      RunResult poor = bench.think(both.energy(cloudEnergy()).build(), reply());
      assertThat(poor.outcome().word()).isEqualTo("overrun(energy)");
      assertThat(bench.models.asked()).containsExactly("cloud.chat");
    }
    try (ThinkBench bench = hangingCloud()) {
      RunResult rich = bench.think(both.energy(cloudEnergy() + J).build(), reply());
      assertThat(answer(rich).tier()).isEqualTo("local.small");
    }
  }

  @Test
  void m8WhoSucceedsNobodyIsWaitedFor() {
    try (ThinkBench bench =
        new ThinkBench(
            withCloud(),
            models ->
                models
                    .on("cloud.chat", limited(Duration.ofSeconds(10)))
                    .on("local.small", write("Hello.", 1)))) {
      Demands both = tiers("cloud.chat", "local.small").within(3_000 * MS).build();
      RunResult result = bench.think(both, reply());

      assertThat(answer(result).tier()).isEqualTo("local.small");
      assertThat(receipt(result).endNanos()).isLessThan(1_500 * MS);
      assertThat(bench.events("think.fail")).containsExactly("cloud.chat");
    }
  }

  private static ThinkBench twoOnTheRobot(StubModel.Turn tiny, StubModel.Turn small) {
    return new ThinkBench(
        new TestSite().small().tiny().build(),
        models -> models.on("local.tiny", tiny).on("local.small", small));
  }

  @Test
  void m2WhileASafeTierStandsBehindASoftDeadlineIsRisked() {
    try (ThinkBench bench =
        twoOnTheRobot(choose("meeting", 0.8), choose("directions", 0.9).after(9 * MS))) {
      Demands hurry = tiers("local.small", "local.tiny").within(15 * MS).build();
      RunResult result = bench.think(hurry, errand());
      assertThat(answer(result).tier()).isEqualTo("local.small");
      assertThat(receipt(result).why())
          .startsWith("first of the tiers that fit; in time with ")
          .endsWith(" %");
      assertThat(bench.last().explain())
          .anyMatch(line -> line.strip().startsWith("* local.small"))
          .anyMatch(line -> line.strip().startsWith("& local.tiny"));
    }
  }

  @Test
  void m2ATierThatIsProbablyLateIsRefusedAllTheSame() {
    try (ThinkBench bench = twoOnTheRobot(choose("meeting", 0.8), choose("directions", 0.9))) {
      Demands hurry = tiers("local.small", "local.tiny").within(9 * MS).build();
      RunResult result = bench.think(hurry, errand());
      assertThat(answer(result).tier()).isEqualTo("local.tiny");
      assertThat(receipt(result).why()).isEqualTo("the only tier that fits: local.small latency");
    }
  }

  @Test
  void m8TwoTiersOnTheRobotStandBehindEachOther() {
    try (ThinkBench bench = twoOnTheRobot(choose("meeting", 0.8).after(3 * MS), hang())) {
      Demands hurry = tiers("local.small", "local.tiny").within(15 * MS).build();
      RunResult result = bench.think(hurry, errand());
      assertThat(answer(result).tier()).isEqualTo("local.tiny");
      assertThat(receipt(result).endNanos()).isEqualTo(14 * MS);
      assertThat(bench.events("think.cancel")).containsExactly("local.small");
    }
  }

  @Test
  void m8AServerIsTriedAgainWhereThePowerIsNotEnoughForTwo() {
    AtomicInteger calls = new AtomicInteger();
    try (ThinkBench bench =
        new ThinkBench(
            withCloud(),
            models ->
                models
                    .on(
                        "cloud.chat",
                        _ ->
                            calls.incrementAndGet() <= 3
                                ? fail(ModelFailure.Kind.UNREACHABLE)
                                : write("Good day.", 1))
                    .on("local.small", write("Hello.", 1)))) {
      // The radio draws 1 W, the small model 5 W.
      Demands either =
          tiers("cloud.chat", "local.small")
              .within(8_000 * MS)
              .spend(5_000)
              .power(5_500_000)
              .build();
      List<String> served = new ArrayList<>();
      RunResult unused =
          bench.policy(
              Demands.NOTHING,
              () -> {
                Strand strand = Objects.requireNonNull(Strand.current());
                for (int i = 0; i < 4; i++) {
                  strand.waitUntil(i * 10_000L * MS);
                  served.add(bench.ask(either, reply()).tier());
                }
                return served.size();
              });

      assertThat(served).containsExactly("local.small", "local.small", "local.small", "cloud.chat");
    }
  }
}
