package dev.ration.runtime.choose.core;

import static dev.ration.runtime.choose.core.Robot.CLOUD;
import static dev.ration.runtime.choose.core.Robot.JOULE;
import static dev.ration.runtime.choose.core.Robot.LOCAL;
import static dev.ration.runtime.choose.core.Robot.MS;
import static dev.ration.runtime.choose.core.Robot.RULE;
import static dev.ration.runtime.choose.core.Robot.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is chosen, and what was learnt changes it. */
class ChoiceCoreTest {
  private final ChoiceCore core = Robot.core();

  @Test
  void theBestAnswerIsAskedWhenNothingIsScarce() {
    Verdict verdict = core.choose(Robot.ask(Robot.within(3 * SECOND)));

    assertThat(verdict.first()).isEqualTo(CLOUD);
    assertThat(verdict.floor()).isEqualTo(RULE);
    assertThat(verdict.why()).isEqualTo(Verdict.Why.BEST);
  }

  @Test
  void theFloorAnswersAloneWhenNobodyElseCanBeInTime() {
    Verdict verdict = core.choose(Robot.ask(Robot.budgets(JOULE, 0)));

    assertThat(verdict.first()).isEqualTo(Verdict.NONE);
    assertThat(verdict.floor()).isEqualTo(RULE);
    assertThat(verdict.why()).isEqualTo(Verdict.Why.FLOOR_ALONE);
  }

  @Test
  void nothingFitsWithoutAFloor() {
    ChoiceCore bare = Robot.core(CoreSettings.standard().withoutFloor());
    Verdict verdict = bare.choose(Robot.ask(Robot.within(5 * MS)));

    assertThat(verdict.first()).isEqualTo(Verdict.NONE);
    assertThat(verdict.floor()).isEqualTo(Verdict.NONE);
    assertThat(verdict.why()).isEqualTo(Verdict.Why.NOTHING_FITS);
  }

  @Test
  void aShakyFirstIsBackedByASecondThatStillIsInTime() {
    Ask ask = Robot.ask(Robot.within(3 * SECOND));
    for (int i = 0; i < 64; i++) {
      long took = i % 4 == 0 ? 10 * SECOND : 500 * MS;
      core.ended(Robot.ended(ask, CLOUD, Ended.How.ANSWERED, took), i * SECOND);
    }
    Verdict verdict = core.choose(Robot.ask(70 * SECOND, Robot.within(3 * SECOND)));

    assertThat(verdict.first()).isEqualTo(CLOUD);
    assertThat(verdict.second()).isEqualTo(LOCAL);
    assertThat(verdict.delayNanos()).isBetween(500 * MS, 2_200 * MS);
  }

  @Test
  void onlyPureCallsAreHedged() {
    Ask ask = Robot.ask(Robot.within(3 * SECOND));
    for (int i = 0; i < 64; i++) {
      long took = i % 4 == 0 ? 10 * SECOND : 500 * MS;
      core.ended(Robot.ended(ask, CLOUD, Ended.How.ANSWERED, took), i * SECOND);
    }
    Ask.Call alone = new Ask.Call(0, 0, 10, 20, 0, false, false);
    Verdict verdict =
        core.choose(new Ask(70 * SECOND, alone, ask.limits(), ask.setting(), Wish.PRICED));

    assertThat(verdict.second()).isEqualTo(Verdict.NONE);
  }

  @Test
  void checksMoveTheQuality() {
    for (int i = 0; i < 60; i++) {
      core.checked(CLOUD, 0, false, i * SECOND);
    }
    Verdict verdict = core.choose(Robot.ask(60 * SECOND, Robot.within(3 * SECOND)));

    assertThat(verdict.quality(CLOUD)).isLessThan(0.2);
    assertThat(verdict.first()).isEqualTo(LOCAL);
  }

  @Test
  void aQualityIsTheProfilesToTheLastBitUntilACheckSaysMore() {
    for (int percent = 1; percent < 100; percent++) {
      core.knowQuality(CLOUD, 0, percent / 100.0, QualityTable.PROFILE);
      Wish wish = new Wish(Wish.Mode.QUALITY, percent / 100.0, 0);
      Ask ask =
          new Ask(
              0,
              Robot.call(),
              Robot.within(3 * SECOND),
              Robot.setting(Band.NORMAL, 0b111, 0b111),
              wish);

      assertThat(core.choose(ask).quality(CLOUD)).isEqualTo(percent / 100.0);
      assertThat(core.choose(ask).bar(CLOUD)).isEqualTo(Bar.NONE);
    }
  }

  /** Reads 1,000 and writes 100 tokens a second at 10 W. */
  private static ChoiceCore writer() {
    TierSpec spec =
        new TierSpec(
            "writer",
            false,
            true,
            0,
            0,
            TierSpec.ALL_BANDS,
            0.8,
            new TierSpec.Latency(1, 0, MS, 10 * MS, 0, 0, Spread.of(1.0)),
            new TierSpec.Cost(10 * 1e6, 0, 0, 0));
    ChoiceCore writer =
        new ChoiceCore(
            List.of(spec), LinkSpec.NONE, new ChoiceCore.Sizes(1, 1, 1), CoreSettings.standard());
    // Answers of 10 tokens, where 20 may be written.
    for (int i = 0; i < 64; i++) {
      Ask ask = Robot.ask(Robot.within(3 * SECOND));
      writer.ended(
          new Ended(ask, 0, Ended.How.ANSWERED, 110 * MS, 3 * SECOND, 10, -1, true), i * SECOND);
    }
    return writer;
  }

  private static Verdict weighed(ChoiceCore core, Ask.Limits limits) {
    return core.expect(Robot.ask(64 * SECOND, limits));
  }

  @Test
  void whatTokensCostByAMeterIsSetAsideAndExpected() {
    ChoiceCore writer = writer();
    Verdict before = weighed(writer, Robot.within(3 * SECOND));
    assertThat(before.reserveMicrojoules(0)).isCloseTo(2_100_000, within(20_000.0));
    assertThat(before.expectedMicrojoules(0)).isCloseTo(1_100_000, within(20_000.0));

    writer.tokenEnergy(0, 2, 3);
    Verdict after = weighed(writer, Robot.within(3 * SECOND));
    // 10 tokens to read and 20 to write at most, 10 mJ and 100 mJ each by the profile.
    assertThat(after.reserveMicrojoules(0)).isCloseTo(6_300_000, within(1.0));
    assertThat(after.expectedMicrojoules(0)).isCloseTo(2_200_000, within(20_000.0));
  }

  @Test
  void cheapTokensLowerWhatIsExpectedAndNotWhatIsSetAside() {
    ChoiceCore writer = writer();
    double reserve = weighed(writer, Robot.within(3 * SECOND)).reserveMicrojoules(0);
    writer.tokenEnergy(0, 0.25, 0.5);
    Verdict after = weighed(writer, Robot.within(3 * SECOND));

    assertThat(after.reserveMicrojoules(0)).isEqualTo(reserve);
    assertThat(after.expectedMicrojoules(0)).isCloseTo(275_000, within(5_000.0));
  }

  @Test
  void noMoreTokensArePaidThanThereIsTimeFor() {
    ChoiceCore writer = writer();
    writer.tokenEnergy(0, 2, 3);
    Verdict verdict = weighed(writer, Robot.within(105 * MS));

    // Half of the 210 ms of a whole call.
    assertThat(verdict.reserveMicrojoules(0)).isCloseTo(3_150_000, within(1.0));
    assertThat(verdict.expectedMicrojoules(0)).isCloseTo(2_100_000, within(20_000.0));
  }

  @Test
  void aTierThatIsDescribedAnewForgetsWhatItsTokensCost() {
    ChoiceCore writer = writer();
    writer.tokenEnergy(0, 2, 3);
    TierSpec spec =
        new TierSpec(
            "writer",
            false,
            true,
            0,
            0,
            TierSpec.ALL_BANDS,
            0.8,
            new TierSpec.Latency(1, 0, MS, 10 * MS, 0, 0, Spread.of(1.0)),
            new TierSpec.Cost(10 * 1e6, 0, 0, 0));
    writer.describe(0, spec);

    assertThat(weighed(writer, Robot.within(3 * SECOND)).reserveMicrojoules(0))
        .isCloseTo(2_100_000, within(20_000.0));
  }

  @Test
  void aFullTableStillLearns() {
    core.knowQuality(CLOUD, 0, 1, 10_000);
    core.checked(CLOUD, 0, false, 0);
    Verdict verdict = core.choose(Robot.ask(Robot.within(3 * SECOND)));

    assertThat(verdict.quality(CLOUD)).isCloseTo(50.0 / 51, within(1e-12));
  }

  @Test
  void aProbeGoesBehindTheFloorAndOnlyOnce() {
    Ask ask = Robot.ask(Robot.within(3 * SECOND));
    for (int i = 0; i < 3; i++) {
      core.ended(Robot.ended(ask, CLOUD, Ended.How.FAILED, MS), 0);
    }
    Verdict probe = core.choose(Robot.ask(6 * SECOND, Robot.within(3 * SECOND)));
    assertThat(probe.first()).isEqualTo(CLOUD);
    assertThat(probe.floor()).isEqualTo(RULE);
    Verdict next = core.choose(Robot.ask(7 * SECOND, Robot.within(3 * SECOND)));
    assertThat(next.bar(CLOUD)).isEqualTo(Bar.BREAKER);
  }

  @Test
  void whereNobodyListensIsTriedAgainSoon() {
    Ask ask = Robot.ask(Robot.within(3 * SECOND));
    for (int i = 0; i < 3; i++) {
      core.ended(Robot.ended(ask, CLOUD, Ended.How.ABSENT, MS), 0);
    }

    assertThat(core.choose(Robot.ask(SECOND, ask.limits())).bar(CLOUD)).isEqualTo(Bar.BREAKER);
    assertThat(core.choose(Robot.ask(2 * SECOND, ask.limits())).first()).isEqualTo(CLOUD);
    core.ended(Robot.ended(ask, CLOUD, Ended.How.ABSENT, MS), 2 * SECOND);
    assertThat(core.choose(Robot.ask(3 * SECOND, ask.limits())).bar(CLOUD)).isEqualTo(Bar.BREAKER);
    assertThat(core.choose(Robot.ask(4 * SECOND, ask.limits())).first()).isEqualTo(CLOUD);
  }

  /** The instants at which a cloud that never answers is asked within an hour. */
  private static List<Long> asked(CoreSettings settings, Ask.Limits limits, Wish wish) {
    ChoiceCore core = Robot.core(settings);
    List<Long> asked = new ArrayList<>();
    Ask first = Robot.ask(limits);
    for (int i = 0; i < Residuals.SIZE; i++) {
      core.ended(Robot.ended(first, CLOUD, Ended.How.ANSWERED, 500 * MS), 0);
    }
    for (long now = 0; now < 3_600 * SECOND; now += 5 * SECOND) {
      Ask ask = new Ask(now, first.call(), limits, first.setting(), wish);
      Verdict verdict = core.choose(ask);
      if (verdict.first() == CLOUD) {
        asked.add(now);
        boolean wasLikely = core.isLikely(CLOUD);
        long left = limits.leftNanos();
        core.ended(
            new Ended(ask, CLOUD, Ended.How.LATE, left, left, -1, -1, wasLikely), now + left);
      }
    }
    return asked;
  }

  private static long longestPause(List<Long> asked) {
    long longest = 3_600 * SECOND - asked.getLast();
    for (int i = 1; i < asked.size(); i++) {
      longest = Math.max(longest, asked.get(i) - asked.get(i - 1));
    }
    return longest;
  }

  @Test
  void aSilentServerIsTriedAgainEveryTwoMinutes() {
    Wish quality = new Wish(Wish.Mode.QUALITY, 0, 0);
    CoreSettings runs = CoreSettings.ofRuns();
    for (Wish wish : List.of(quality, Wish.PRICED)) {
      for (CoreSettings settings : List.of(runs, runs.withoutFloor())) {
        List<Long> asked = asked(settings, Robot.within(SECOND), wish);

        assertThat(asked).hasSizeLessThan(60);
        // A call comes every five seconds, and one may be spent to see how another tier does.
        assertThat(longestPause(asked)).isLessThanOrEqualTo(130 * SECOND);
      }
    }
  }

  @Test
  void aHardDeadlineIsRiskedAfterTwoMinutesMore() {
    Wish quality = new Wish(Wish.Mode.QUALITY, 0, 0);
    CoreSettings bare = CoreSettings.ofRuns().withoutFloor();
    List<Long> asked = asked(bare, Robot.hard(SECOND), quality);

    assertThat(longestPause(asked)).isBetween(120 * SECOND, 246 * SECOND);
  }

  @Test
  void aProbeDoesNotRiskAHardDeadlineWithoutAFloor() {
    ChoiceCore bare = Robot.core(CoreSettings.standard().withoutFloor());
    Ask ask = Robot.ask(Robot.within(SECOND));
    for (int i = 0; i < 3; i++) {
      bare.ended(Robot.ended(ask, CLOUD, Ended.How.FAILED, MS), 0);
    }

    assertThat(bare.choose(Robot.ask(6 * SECOND, Robot.hard(SECOND))).bar(CLOUD))
        .isEqualTo(Bar.BREAKER);
    assertThat(bare.choose(Robot.ask(6 * SECOND, Robot.hard(60 * SECOND))).first())
        .isEqualTo(CLOUD);
  }

  @Test
  void aLostGambleDoesNotOpenTheBreaker() {
    Ask ask = Robot.ask(Robot.within(100 * MS));
    for (int i = 0; i < 9; i++) {
      core.ended(new Ended(ask, CLOUD, Ended.How.LATE, 100 * MS, 100 * MS, -1, -1, false), 0);
    }

    assertThat(core.breaker(CLOUD, 0, 0)).isEqualTo(Breaker.State.CLOSED);
  }

  @Test
  void aTierThatNobodySawForAMinuteIsTriedNowAndThen() {
    ChoiceCore core = Robot.core(CoreSettings.standard().withoutHedge());
    Ask cheap = Robot.ask(Robot.within(3 * SECOND));
    int explored = 0;
    for (int i = 0; i < 2_000; i++) {
      long now = (100L + i) * SECOND;
      core.ended(Robot.ended(cheap, CLOUD, Ended.How.ANSWERED, 500 * MS), now);
      Verdict verdict = core.choose(Robot.ask(now, Robot.within(4 * SECOND)));
      explored += verdict.why() == Verdict.Why.EXPLORED ? 1 : 0;
    }

    assertThat(explored).isBetween(10, 60);
  }

  @Test
  void aLowBatteryMakesEnergyDearer() {
    core.missionEnds(1_000 * SECOND);
    Ask.Limits limits = Robot.budgets(1_000 * JOULE, Ask.UNLIMITED);
    double normal = core.choose(Robot.ask(limits)).energyPrice();
    Ask.Setting saver = Robot.setting(Band.SAVER, 0b111, 0b111);
    ChoiceCore other = Robot.core();
    other.missionEnds(1_000 * SECOND);
    double dear = other.choose(new Ask(0, Robot.call(), limits, saver, Wish.PRICED)).energyPrice();

    assertThat(normal).isPositive();
    assertThat(dear).isCloseTo(2 * normal, within(1e-18));
  }

  @Test
  void withoutAMissionNothingHasAPrice() {
    Verdict verdict = core.choose(Robot.ask(Robot.budgets(1_000 * JOULE, 1_000_000)));

    assertThat(verdict.energyPrice()).isZero();
    assertThat(verdict.moneyPrice()).isZero();
  }

  @Test
  void aBandIsLeftUpwardsWithAMargin() {
    assertThat(Band.NORMAL.next(0.41)).isEqualTo(Band.NORMAL);
    assertThat(Band.NORMAL.next(0.40)).isEqualTo(Band.SAVER);
    assertThat(Band.SAVER.next(0.42)).isEqualTo(Band.SAVER);
    assertThat(Band.SAVER.next(0.44)).isEqualTo(Band.NORMAL);
    assertThat(Band.SAVER.next(0.05)).isEqualTo(Band.RESERVE);
    assertThat(Band.RESERVE.next(0.10)).isEqualTo(Band.RESERVE);
    assertThat(Band.RESERVE.next(0.50)).isEqualTo(Band.NORMAL);
  }

  @Test
  void aCoreNeedsATier() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new ChoiceCore(
                    List.of(),
                    LinkSpec.NONE,
                    new ChoiceCore.Sizes(1, 1, 1),
                    CoreSettings.standard()));
  }
}
