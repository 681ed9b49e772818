package dev.ration.runtime.choose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ration.plan.Grade;
import dev.ration.plan.profile.Site;
import dev.ration.runtime.assembly.TestSite;
import dev.ration.runtime.clock.Scheduler;
import dev.ration.runtime.energy.Accounts;
import dev.ration.runtime.energy.Attribution.Resource;
import dev.ration.runtime.energy.Ledger;
import dev.ration.runtime.scope.Demands;
import dev.ration.runtime.scope.RunResult;
import dev.ration.runtime.sim.ScriptedBackend;
import dev.ration.runtime.spi.AnswerValue;
import dev.ration.runtime.spi.MeterReading;
import dev.ration.runtime.spi.ModelAnswer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What a meter teaches about the energy of tokens (E4, E7). */
class TokenEnergyTest {
  private static final long J = 1_000_000;
  private static final String CHAT = "local.chat";

  private final TokenEnergy tokens = new TokenEnergy();

  /** A draw of which a meter speaks when a test says so. */
  private static final class Metered implements Accounts.Draw {
    private OptionalLong said = OptionalLong.empty();

    @Override
    public void change(long microwatts) {}

    @Override
    public void end() {}

    @Override
    public OptionalLong metered() {
      return said;
    }
  }

  private Metered call(String tier, double profileMicrojoules) {
    var draw = new Metered();
    tokens.ended(tier, profileMicrojoules, draw);
    return draw;
  }

  private void metered(double profileMicrojoules, long microjoules) {
    call(CHAT, profileMicrojoules).said = OptionalLong.of(microjoules);
  }

  @Test
  void theProfileKnowsWhatATokenCostsToReadAndToWrite() {
    Site site = new TestSite().chat().small().build();
    var chat = TierSpecs.of(site.serve(CHAT).orElseThrow(), false, null, 0);
    var small = TierSpecs.of(site.serve("local.small").orElseThrow(), false, null, 0);

    assertThat(chat.tokenMicrojoules(1, 0)).isEqualTo(10_000);
    assertThat(chat.tokenMicrojoules(0, 1)).isEqualTo(100_000);
    assertThat(chat.tokenMicrojoules(50, 5)).isEqualTo(J);
    assertThat(small.tokenMicrojoules(50, 5)).isZero();
  }

  @Test
  void e7AFewCallsTeachNothing() {
    metered(J, 2 * J);
    metered(J, 2 * J);
    metered(J, 2 * J);

    assertThat(tokens.ratios(CHAT)).isNull();
  }

  @Test
  void e7WhatIsPaidByTheCallTeachesNothing() {
    for (int i = 0; i < TokenEnergy.LEAST; i++) {
      metered(0, 2 * J);
    }
    assertThat(tokens.ratios(CHAT)).isNull();
  }

  @Test
  void e7MeteredCallsTeachWhatTokensCostWhateverTheirNumber() {
    metered(J, 2 * J);
    metered(2 * J, 4 * J);
    metered(J, 2 * J);
    metered(2 * J, 6 * J);

    assertThat(tokens.ratios(CHAT)).isEqualTo(new TokenEnergy.Ratios(2, 3));
    assertThat(tokens.ratios("local.other")).isNull();
  }

  @Test
  void e7CallsWaitForTheirReadingAndCountOnce() {
    List<Metered> waiting = new ArrayList<>();
    for (int i = 0; i < TokenEnergy.LEAST; i++) {
      waiting.add(call(CHAT, J));
    }
    assertThat(tokens.ratios(CHAT)).isNull();

    waiting.forEach(draw -> draw.said = OptionalLong.of(J / 2));
    assertThat(tokens.ratios(CHAT)).isEqualTo(new TokenEnergy.Ratios(0.5, 0.5));
    metered(J, 9 * J);
    assertThat(tokens.ratios(CHAT)).isEqualTo(new TokenEnergy.Ratios(0.5, 9));
  }

  /** A run of five calls that a meter reads one by one, each at so much for every joule of it. */
  private static RunResult metered(ThinkBench bench, double times, Demands demands) {
    Ledger ledger = (Ledger) bench.assembly.run().accounts();
    ledger.expectReadings(0, EnumSet.of(Resource.CPU));
    Scheduler scheduler = bench.assembly.run().scheduler();
    return bench.policy(
        Demands.NOTHING,
        () -> {
          for (int i = 0; i < TokenEnergy.LEAST; i++) {
            long from = scheduler.now();
            ThinkAnswer unused = bench.ask(demands, ThinkBench.reply());
            long used = Math.round(times * J);
            scheduler.atomically(
                () ->
                    ledger.measured(
                        MeterReading.known(
                            from, scheduler.now(), used, used, used, Grade.MEASURED, List.of())));
          }
          return bench.ask(demands, ThinkBench.reply());
        });
  }

  /** The model on tokens says that it read 50 and wrote 5: 1 J by its profile. */
  private static ThinkBench bench() {
    ModelAnswer answer =
        new ModelAnswer(new AnswerValue.Text("There."), 0.8, new ModelAnswer.Usage(50, 5, 0, 0));
    return new ThinkBench(
        new TestSite().chat().small().build(),
        models ->
            models
                .on(CHAT, new StubModel.Turn(StubModel.Turn.BY_PROFILE, new Reply.Answer(answer)))
                .on("local.small", ScriptedBackend.write("Here.", 0.9)));
  }

  private static Candidate chat(ThinkBench bench) {
    Candidate found = bench.last().attempts().getLast().decision().candidate(CHAT);
    assertThat(found).isNotNull();
    return found;
  }

  @Test
  void e7WhatAMeterTaughtIsSetAsideForTheNextCall() {
    Demands demands = ThinkBench.tiers(CHAT, "local.small").energy(8 * J).build();
    try (ThinkBench bench = bench()) {
      RunResult result = metered(bench, 2, demands);

      assertThat(bench.events("think.answer"))
          .containsExactly(CHAT, CHAT, CHAT, CHAT, "local.small");
      assertThat(ThinkBench.answer(result).why())
          .isEqualTo("the only tier that fits: local.chat energy");
      Forecast forecast = chat(bench).forecast();
      assertThat(forecast).isNotNull();
      assertThat(forecast.tokenRatio()).isEqualTo(2);
      // 71 tokens to read and 50 to write at twice 10 and 100 mJ each.
      assertThat(forecast.energyMicrojoules()).isEqualTo(11_420_000);
    }
  }

  @Test
  void e7NearWhatAMeterFindsCheaperIsSetAsideByTheProfile() {
    Demands demands = ThinkBench.tiers(CHAT, "local.small").energy(8 * J).build();
    try (ThinkBench bench = bench()) {
      RunResult result = metered(bench, 0.5, demands);

      assertThat(ThinkBench.answer(result).tier()).isEqualTo(CHAT);
      Forecast forecast = chat(bench).forecast();
      assertThat(forecast).isNotNull();
      assertThat(forecast.tokenRatio()).isEqualTo(0.5);
      // A call is charged by its power until a reading comes: 10 W for 71 ms and 500 ms.
      assertThat(forecast.energyMicrojoules()).isEqualTo(5_710_000);
    }
  }
}
