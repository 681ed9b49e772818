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

import dev.ration.plan.profile.Site;
import dev.ration.runtime.assembly.TestSite;
import dev.ration.runtime.scope.Demands;
import dev.ration.runtime.scope.Outcome;
import dev.ration.runtime.scope.Prefer;
import dev.ration.runtime.scope.Privacy;
import dev.ration.runtime.scope.Receipt;
import dev.ration.runtime.scope.RunResult;
import dev.ration.runtime.spi.Ability;
import dev.ration.runtime.spi.AnswerValue;
import dev.ration.runtime.spi.ModelFailure;
import dev.ration.runtime.trace.JsonLines;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** One named example for each rule of model calls, on the virtual clock. */
class ThinkerTest {
  private static final long J = 1_000_000;

  private static Site onBoard() {
    return new TestSite().small().tiny().build();
  }

  @Test
  void m3WithoutAPreferenceTheFirstTierServes() {
    try (ThinkBench bench =
        new ThinkBench(
            onBoard(),
            models ->
                models
                    .on("local.tiny", choose("meeting", 0.8))
                    .on("local.small", choose("directions", 0.9)))) {
      RunResult result = bench.think(tiers("local.tiny", "local.small").build(), errand());
      assertThat(answer(result).tier()).isEqualTo("local.tiny");
      assertThat(answer(result).value()).isEqualTo(new AnswerValue.Choice("meeting"));
      assertThat(answer(result).confidence()).isEqualTo(0.8);
      assertThat(receipt(result).tier()).isEqualTo("local.tiny");
      assertThat(receipt(result).why()).isEqualTo("first of the tiers that fit");
    }
  }

  @Test
  void m3APreferenceWins() {
    try (ThinkBench bench =
        new ThinkBench(
            onBoard(),
            models ->
                models
                    .on("local.tiny", choose("meeting", 0.8))
                    .on("local.small", choose("directions", 0.9)))) {
      Demands quality =
          tiers("local.tiny", "local.small").prefer(new Prefer(Prefer.Goal.QUALITY, 0, 0)).build();
      RunResult result = bench.think(quality, errand());
      assertThat(answer(result).tier()).isEqualTo("local.small");
      assertThat(receipt(result).why()).isEqualTo("best quality, 90 %");
    }
  }

  @Test
  void m2ATierThatIsTooSlowIsNotAsked() {
    try (ThinkBench bench =
        new ThinkBench(
            onBoard(),
            models ->
                models
                    .on("local.tiny", choose("meeting", 0.8))
                    .on("local.small", choose("directions", 0.9)))) {
      Demands hurry = tiers("local.small", "local.tiny").within(15 * MS).at(0.99).build();
      RunResult result = bench.think(hurry, errand());
      assertThat(answer(result).tier()).isEqualTo("local.tiny");
      assertThat(receipt(result).why()).isEqualTo("the only tier that fits: local.small latency");
      assertThat(bench.models.asked()).containsExactly("local.tiny");
      assertThat(bench.last().explain())
          .anyMatch(line -> line.contains("for 99 % of its answers, 15 ms are left"));
    }
  }

  /** The first number that refused the small tier alone. */
  private static Refusal.Numbers tooSlow(long within, List<String> told) {
    try (ThinkBench bench =
        new ThinkBench(onBoard(), models -> models.on("local.small", choose("meeting", 1)))) {
      RunResult unused = bench.think(tiers("local.small").within(within).build(), errand());
      told.addAll(bench.last().explain());
      Refusal refusal =
          bench
              .last()
              .attempts()
              .getFirst()
              .decision()
              .candidates()
              .getFirst()
              .refusals()
              .getFirst();
      return Objects.requireNonNull(refusal.numbers());
    }
  }

  @Test
  void m2WhatTheDecisionMayTakeIsNoTimeToAnswer() {
    List<String> told = new ArrayList<>();
    long needed = Math.round(tooSlow(15 * MS, new ArrayList<>()).needed());
    Refusal.Numbers numbers = tooSlow(needed, told);

    assertThat(numbers.needed()).isEqualTo(needed);
    assertThat(numbers.had()).isEqualTo(needed - MS);
    assertThat(told).anyMatch(line -> line.endsWith("are left, less 1 ms for the decision itself"));
  }

  @Test
  void m3NoFeasibleTierFailsAtOnce() {
    try (ThinkBench bench =
        new ThinkBench(onBoard(), models -> models.on("local.small", choose("meeting", 1)))) {
      RunResult result = bench.think(tiers("local.small").within(15 * MS).build(), errand());
      assertThat(result.outcome().word()).isEqualTo("unavailable(latency)");
      assertThat(receipt(result).endNanos()).isEqualTo(receipt(result).startNanos());
      assertThat(bench.models.asked()).isEmpty();
    }
  }

  @Test
  void m2EnergyThatIsNotFreeRefuses() {
    try (ThinkBench bench =
        new ThinkBench(onBoard(), models -> models.on("local.small", choose("meeting", 1)))) {
      RunResult poor = bench.think(tiers("local.small").energy(99_999).build(), errand());
      assertThat(poor.outcome().word()).isEqualTo("unavailable(energy)");
    }
    try (ThinkBench bench =
        new ThinkBench(onBoard(), models -> models.on("local.small", choose("meeting", 1)))) {
      RunResult enough = bench.think(tiers("local.small").energy(100_000).build(), errand());
      assertThat(answer(enough).tier()).isEqualTo("local.small");
    }
  }

  @Test
  void e3WhatIsSetAsideForAThinkServesItsCall() {
    try (ThinkBench bench =
        new ThinkBench(onBoard(), models -> models.on("local.small", choose("meeting", 1)))) {
      Demands least = tiers("local.small").minimumEnergy(90_000).build();
      RunResult result =
          bench.policy(Demands.builder().energy(130_000).build(), () -> bench.ask(least, errand()));
      assertThat(answer(result).tier()).isEqualTo("local.small");
    }
  }

  @Test
  void m2APowerCapRefuses() {
    try (ThinkBench bench =
        new ThinkBench(
            onBoard(),
            models ->
                models
                    .on("local.small", choose("meeting", 1))
                    .on("local.tiny", choose("meeting", 1)))) {
      Demands capped = tiers("local.small", "local.tiny").power(3_000_000).build();
      RunResult result = bench.think(capped, errand());
      assertThat(answer(result).tier()).isEqualTo("local.tiny");
      assertThat(receipt(result).why()).contains("local.small power");
    }
  }

  @Test
  void e4WhatACallDrawsIsChargedAndTheRestGivenBack() {
    try (ThinkBench bench =
        new ThinkBench(
            onBoard(), models -> models.on("local.small", choose("meeting", 1).after(8 * MS)))) {
      RunResult result = bench.think(tiers("local.small").energy(1 * J).build(), errand());
      assertThat(receipt(result).usedMicrojoules()).isEqualTo(40_000);
      assertThat(receipt(result).grantedMicrojoules()).isEqualTo(1 * J);
      assertThat(bench.assembly.energy().charged()).isEqualTo(40_000);
    }
  }

  @Test
  void m1ATierThatTheSiteDoesNotServeIsRefused() {
    try (ThinkBench bench = new ThinkBench(onBoard(), models -> models)) {
      RunResult result = bench.think(tiers("cloud.vision").build(), errand());
      assertThat(result.outcome().word()).isEqualTo("unavailable(not_served)");
    }
  }

  @Test
  void m1AModelThatCannotAnswerSoIsRefused() {
    try (ThinkBench bench =
        new ThinkBench(
            onBoard(),
            models ->
                models
                    .on("local.small", choose("meeting", 1))
                    .can("local.small", Ability.CHOOSE))) {
      RunResult result = bench.think(tiers("local.small").build(), reply());
      assertThat(result.outcome().word()).isEqualTo("unavailable(ability)");
      assertThat(bench.last().explain())
          .anyMatch(line -> line.contains("cannot write, only choose"));
    }
  }

  @Test
  void m1AModelThatTheBoardCannotHoldIsRefused() {
    Site site = new TestSite().huge().small().build();
    try (ThinkBench bench =
        new ThinkBench(
            site,
            models ->
                models
                    .on("local.huge", choose("meeting", 1))
                    .on("local.small", choose("meeting", 1)))) {
      RunResult result = bench.think(tiers("local.huge", "local.small").build(), errand());
      assertThat(receipt(result).why()).isEqualTo("the only tier that fits: local.huge memory");
    }
  }

  @Test
  void aModelThatCannotBeOpenedIsRefusedWithItsReason() {
    try (ThinkBench bench =
        new ThinkBench(onBoard(), models -> models.on("local.tiny", choose("meeting", 1)))) {
      RunResult result = bench.think(tiers("local.small", "local.tiny").build(), errand());
      assertThat(receipt(result).why()).isEqualTo("the only tier that fits: local.small broken");
      assertThat(bench.last().explain())
          .anyMatch(line -> line.contains("no script says what `local.small` answers"));
    }
  }

  @Test
  void m7PrivateDataNeverReachesACloudTier() {
    try (ThinkBench bench =
        new ThinkBench(withCloud(), models -> models.on("cloud.chat", write("Hello.", 1)))) {
      Demands isPrivate = tiers("cloud.chat").privacy(new Privacy(true, null)).build();
      assertThat(bench.think(isPrivate, reply()).outcome().word())
          .isEqualTo("unavailable(private)");
      assertThat(bench.models.asked()).isEmpty();
    }
  }

  @Test
  void m7APrivateValueIsEnough() {
    ThinkCall plain = reply();
    ThinkCall secret =
        new ThinkCall(
            plain.name(), plain.request(), Set.of(), true, List.of("question"), List.of());
    try (ThinkBench bench =
        new ThinkBench(withCloud(), models -> models.on("cloud.chat", write("Hello.", 1)))) {
      assertThat(bench.think(tiers("cloud.chat").build(), secret).outcome().word())
          .isEqualTo("unavailable(private)");
    }
  }

  @Test
  void m7ShareOnlyLetsNothingElseLeave() {
    ThinkCall plain = reply();
    ThinkCall shows =
        new ThinkCall(
            plain.name(), plain.request(), Set.of(), false, List.of("question"), List.of());
    try (ThinkBench bench =
        new ThinkBench(withCloud(), models -> models.on("cloud.chat", write("Hello.", 1)))) {
      Demands other = tiers("cloud.chat").privacy(new Privacy(false, List.of("name"))).build();
      assertThat(bench.think(other, shows).outcome().word()).isEqualTo("unavailable(private)");
    }
    try (ThinkBench bench =
        new ThinkBench(withCloud(), models -> models.on("cloud.chat", write("Hello.", 1)))) {
      Demands same = tiers("cloud.chat").privacy(new Privacy(false, List.of("question"))).build();
      assertThat(answer(bench.think(same, shows)).tier()).isEqualTo("cloud.chat");
    }
  }

  @Test
  void v1ARemoteModelIsNotAskedInVirtualTime() {
    RemoteBackend remote = new RemoteBackend("test");
    try (ThinkBench bench = new ThinkBench(withCloud(), List.of(remote), models -> models, 1)) {
      RunResult result = bench.think(tiers("cloud.chat").build(), reply());
      assertThat(result.outcome().word()).isEqualTo("unavailable(virtual)");
      assertThat(remote.asked()).isZero();
    }
  }

  @Test
  void v1AnInProcessModelIsReallyAskedAndItsDurationDrawn() {
    RemoteBackend near = new RemoteBackend("test");
    try (ThinkBench bench = new ThinkBench(onBoard(), List.of(near), models -> models, 1)) {
      RunResult result = bench.think(tiers("local.small").build(), reply());
      assertThat(answer(result).value()).isEqualTo(new AnswerValue.Text("really asked"));
      assertThat(near.asked()).isEqualTo(1);
      Receipt receipt = receipt(result);
      assertThat(receipt.endNanos() - receipt.startNanos()).isBetween(5 * MS, 100 * MS);
    }
  }

  @Test
  void v1TheSameSeedGivesTheSameDurations() {
    assertThat(duration(7)).isEqualTo(duration(7));
    assertThat(duration(7)).isNotEqualTo(duration(8));
  }

  private static long duration(long seed) {
    try (ThinkBench bench =
        new ThinkBench(onBoard(), models -> models.on("local.small", choose("meeting", 1)), seed)) {
      RunResult result = bench.think(tiers("local.small").build(), errand());
      return receipt(result).endNanos();
    }
  }

  @Test
  void v1TheSameSeedWritesTheSameTrace() {
    String first = trace(3);
    assertThat(first).contains("\"refused\":[{\"code\":\"private\",\"words\":");
    assertThat(trace(3)).isEqualTo(first);
  }

  private static String trace(long seed) {
    try (ThinkBench bench =
        new ThinkBench(
            withCloud(),
            models ->
                models
                    .on("cloud.chat", write("Hello.", 1))
                    .on("local.small", fail(ModelFailure.Kind.INTERNAL))
                    .on("local.tiny", choose("meeting", 1)),
            seed)) {
      Demands all =
          tiers("cloud.chat", "local.small", "local.tiny").privacy(new Privacy(true, null)).build();
      assertThat(answer(bench.think(all, errand())).tier()).isEqualTo("local.tiny");
      StringWriter lines = new StringWriter();
      try (JsonLines out = new JsonLines(lines, JsonLines.DEFAULT_MAX_BYTES)) {
        bench.trace.forEach(out::write);
      }
      return lines.toString();
    }
  }

  @Test
  void aCallThatFailsIsChosenAgainWithoutThatTier() {
    try (ThinkBench bench =
        new ThinkBench(
            withCloud(),
            models ->
                models
                    .on("cloud.chat", fail(ModelFailure.Kind.REFUSED).after(40 * MS))
                    .on("local.small", write("Hello.", 1)))) {
      RunResult result =
          bench.think(tiers("cloud.chat", "local.small").within(3_000 * MS).build(), reply());
      assertThat(answer(result).tier()).isEqualTo("local.small");
      assertThat(bench.models.asked()).containsExactly("cloud.chat", "local.small");
      assertThat(receipt(result).why()).isEqualTo("the only tier that fits: cloud.chat refused");
      assertThat(bench.events("think.fail")).containsExactly("cloud.chat");
      assertThat(bench.events("think.answer")).containsExactly("local.small");
      assertThat(bench.last().attempts()).hasSize(2);
    }
  }

  @Test
  void whenAllHaveFailedTheReasonsAreTheirs() {
    try (ThinkBench bench =
        new ThinkBench(
            withCloud(),
            models ->
                models
                    .on("cloud.chat", fail(ModelFailure.Kind.UNREACHABLE))
                    .on("local.small", fail(ModelFailure.Kind.INTERNAL)))) {
      RunResult result = bench.think(tiers("cloud.chat", "local.small").build(), reply());
      assertThat(result.outcome().word()).isEqualTo("unavailable(unreachable, internal)");
      assertThat(bench.last().outcome()).isEqualTo("unavailable(unreachable, internal)");
    }
  }

  @Test
  void m6AnAnswerOfAnotherTypeIsMalformed() {
    try (ThinkBench bench =
        new ThinkBench(onBoard(), models -> models.on("local.small", choose("lunch", 1)))) {
      RunResult result = bench.think(tiers("local.small").build(), errand());
      assertThat(result.outcome().word()).isEqualTo("malformed");
    }
  }

  @Test
  void m6AMalformedAnswerIsTriedOnAnotherTier() {
    try (ThinkBench bench =
        new ThinkBench(
            onBoard(),
            models ->
                models
                    .on("local.small", fail(ModelFailure.Kind.MALFORMED))
                    .on("local.tiny", choose("meeting", 0.7)))) {
      RunResult result = bench.think(tiers("local.small", "local.tiny").build(), errand());
      assertThat(answer(result).tier()).isEqualTo("local.tiny");
    }
  }

  @Test
  void aCheckThatDoesNotHoldTriesAnotherTier() {
    ThinkCall plain = reply();
    ThinkCall checked =
        new ThinkCall(
            plain.name(),
            plain.request(),
            Set.of(),
            false,
            List.of(),
            List.of(
                new ThinkCall.Check(
                    "it.length < 10",
                    value -> value instanceof AnswerValue.Text(var text) && text.length() < 10)));
    try (ThinkBench bench =
        new ThinkBench(
            onBoard(),
            models ->
                models
                    .on("local.small", write("Good morning to you.", 1))
                    .on("local.tiny", write("Hello.", 1)))) {
      assertThat(answer(bench.think(tiers("local.small", "local.tiny").build(), checked)).tier())
          .isEqualTo("local.tiny");
    }
    try (ThinkBench bench =
        new ThinkBench(
            onBoard(), models -> models.on("local.small", write("Good morning to you.", 1)))) {
      RunResult result = bench.think(tiers("local.small").build(), checked);
      assertThat(result.outcome().word()).isEqualTo("postcondition");
      assertThat(receipt(result).why()).contains("`it.length < 10` does not hold");
    }
  }

  @Test
  void m3ChecksThatDoNotHoldMoveTheQuality() {
    ThinkCall plain = reply();
    ThinkCall.Check isShort =
        new ThinkCall.Check(
            "it.length < 10",
            value -> value instanceof AnswerValue.Text(var text) && text.length() < 10);
    ThinkCall checked =
        new ThinkCall(plain.name(), plain.request(), Set.of(), false, List.of(), List.of(isShort));
    try (ThinkBench bench =
        new ThinkBench(
            onBoard(),
            models ->
                models
                    .on("local.small", write("Good morning to you.", 1))
                    .on("local.tiny", write("Hello.", 1)))) {
      Demands best = Demands.builder().prefer(new Prefer(Prefer.Goal.QUALITY, 0, 0)).build();
      List<String> whys = new ArrayList<>();
      RunResult result =
          bench.policy(
              Demands.NOTHING,
              () -> {
                for (int i = 0; i < 5; i++) {
                  whys.add(bench.ask(best, checked).why());
                }
                return whys.size();
              });
      assertThat(result.outcome()).isEqualTo(new Outcome.Ok(5));
      assertThat(whys.getFirst()).isEqualTo("the only tier that fits: local.small check");
      // Nine of ten right by the profile, and two wrong since; seven of ten, and four right.
      assertThat(whys.getLast()).isEqualTo("best quality, 78.6 %");
      assertThat(bench.models.asked()).filteredOn("local.small"::equals).hasSize(2);
    }
  }

  @Test
  void aModelThatHangsIsStoppedAtTheCut() {
    try (ThinkBench bench =
        new ThinkBench(
            withCloud(),
            models -> models.on("cloud.chat", hang()).on("local.small", write("Hello.", 1)))) {
      RunResult result =
          bench.think(tiers("cloud.chat").within(3_000 * MS).spend(5_000).build(), reply());
      assertThat(result.outcome().word()).isEqualTo("timeout");
      assertThat(receipt(result).endNanos()).isEqualTo(3_000 * MS);
      assertThat(bench.events("think.cancel")).containsExactly("cloud.chat");
      // Nobody knows what it used: it is booked at its most.
      assertThat(receipt(result).spentMicroMoney()).isPositive();
    }
  }

  @Test
  void aTierThatWasLateIsAvoidedAfterwards() {
    try (ThinkBench bench =
        new ThinkBench(
            withCloud(),
            models -> models.on("cloud.chat", hang()).on("local.small", write("Hello.", 1)))) {
      Demands hurry = tiers("cloud.chat", "local.small").within(3_000 * MS).build();
      RunResult result =
          bench.policy(
              Demands.NOTHING,
              () -> {
                for (int i = 0; i < 8; i++) {
                  assertThat(bench.ask(hurry, reply()).tier()).isEqualTo("local.small");
                }
                return bench.ask(hurry, reply()).tier();
              });
      assertThat(result.outcome()).isEqualTo(new Outcome.Ok("local.small"));
      assertThat(bench.models.asked())
          .filteredOn("cloud.chat"::equals)
          .isNotEmpty()
          .hasSizeLessThan(8);
    }
  }

  @Test
  void aServerThatAsksForRestGetsIt() {
    try (ThinkBench bench =
        new ThinkBench(
            withCloud(),
            models ->
                models
                    .on("cloud.chat", limited(Duration.ofSeconds(10)))
                    .on("local.small", write("Hello.", 1)))) {
      Demands both = tiers("cloud.chat", "local.small").build();
      RunResult result =
          bench.policy(
              Demands.NOTHING,
              () -> {
                bench.ask(both, reply());
                return bench.ask(both, reply());
              });
      assertThat(answer(result).why()).isEqualTo("the only tier that fits: cloud.chat resting");
      assertThat(bench.models.asked()).containsExactly("cloud.chat", "local.small", "local.small");
    }
  }

  @Test
  void aPaidTierNeedsMoneyOfTheSite() {
    Site broke = new TestSite().cloud().link().build();
    try (ThinkBench bench =
        new ThinkBench(broke, models -> models.on("cloud.chat", write("Hello.", 1)))) {
      assertThat(bench.think(tiers("cloud.chat").build(), reply()).outcome().word())
          .isEqualTo("unavailable(money)");
    }
  }

  @Test
  void aPriceInAnotherCurrencyIsRefused() {
    Site dollars = new TestSite().cloud("USD/Mtok").link().money(1_000_000).build();
    try (ThinkBench bench =
        new ThinkBench(dollars, models -> models.on("cloud.chat", write("Hello.", 1)))) {
      RunResult result = bench.think(tiers("cloud.chat").build(), reply());
      assertThat(result.outcome().word()).isEqualTo("unavailable(money)");
      assertThat(bench.last().explain())
          .anyMatch(line -> line.contains("is paid in USD, the site's money is EUR"));
    }
  }

  @Test
  void aCloudTierNeedsALink() {
    Site alone = new TestSite().cloud().money(1_000_000).build();
    try (ThinkBench bench =
        new ThinkBench(alone, models -> models.on("cloud.chat", write("Hello.", 1)))) {
      assertThat(bench.think(tiers("cloud.chat").build(), reply()).outcome().word())
          .isEqualTo("unavailable(link)");
    }
  }

  @Test
  void t3AHardDeadlineAsksForMore() {
    try (ThinkBench bench =
        new ThinkBench(
            onBoard(),
            models ->
                models
                    .on("local.small", choose("meeting", 1))
                    .on("local.tiny", choose("meeting", 1)))) {
      Demands hard = tiers("local.small", "local.tiny").within(22 * MS).at(0.99).build();
      assertThat(answer(bench.think(hard, errand())).tier()).isEqualTo("local.tiny");
    }
    try (ThinkBench bench =
        new ThinkBench(
            onBoard(),
            models ->
                models
                    .on("local.small", choose("meeting", 1))
                    .on("local.tiny", choose("meeting", 1)))) {
      Demands soft = tiers("local.small", "local.tiny").within(22 * MS).at(0.95).build();
      assertThat(answer(bench.think(soft, errand())).tier()).isEqualTo("local.small");
    }
  }
}
