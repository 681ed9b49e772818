package dev.ration.runtime.choose.core;

import static dev.ration.runtime.choose.core.Robot.CLOUD;
import static dev.ration.runtime.choose.core.Robot.JOULE;
import static dev.ration.runtime.choose.core.Robot.LOCAL;
import static dev.ration.runtime.choose.core.Robot.MS;
import static dev.ration.runtime.choose.core.Robot.RULE;
import static dev.ration.runtime.choose.core.Robot.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Each thing that keeps a tier from serving, and that it says so. */
class SieveTest {
  private static final Ask.Limits PLENTY = Robot.within(3 * SECOND);
  private static final Ask.Setting NORMAL = Robot.setting(Band.NORMAL, 0b111, 0b111);

  private static Verdict choose(Ask ask) {
    return Robot.core().choose(ask);
  }

  @Test
  void nothingIsAgainstAnyTier() {
    Verdict verdict = choose(Robot.ask(PLENTY));

    assertThat(verdict.bar(RULE)).isEqualTo(Bar.NONE);
    assertThat(verdict.bar(LOCAL)).isEqualTo(Bar.NONE);
    assertThat(verdict.bar(CLOUD)).isEqualTo(Bar.NONE);
  }

  @Test
  void theCallDoesNotAllowIt() {
    Ask.Setting setting = Robot.setting(Band.NORMAL, 0b011, 0b111);
    Ask ask = new Ask(0, Robot.call(), PLENTY, setting, Wish.PRICED);

    assertThat(choose(ask).bar(CLOUD)).isEqualTo(Bar.NOT_ALLOWED);
  }

  @Test
  void privateDataStaysOnTheRobot() {
    Ask.Call call = new Ask.Call(0, 0, 10, 20, 0, true, true);
    Verdict verdict = choose(new Ask(0, call, PLENTY, NORMAL, Wish.PRICED));

    assertThat(verdict.bar(CLOUD)).isEqualTo(Bar.PRIVATE);
    assertThat(verdict.bar(LOCAL)).isEqualTo(Bar.NONE);
  }

  @Test
  void aBatteryBandAllowsItNot() {
    Ask.Setting setting = Robot.setting(Band.CRITICAL, 0b111, 0b111);
    Ask ask = new Ask(0, Robot.call(), PLENTY, setting, Wish.PRICED);

    assertThat(choose(ask).bar(CLOUD)).isEqualTo(Bar.BAND);
  }

  @Test
  void itsModelDoesNotFitTheMemory() {
    Ask.Setting setting = Robot.setting(Band.NORMAL, 0b111, 0b101);
    Ask.Limits limits =
        new Ask.Limits(3 * SECOND, 0.95, Ask.UNLIMITED, Ask.UNLIMITED, Ask.UNLIMITED, 4_999);
    Verdict verdict = choose(new Ask(0, Robot.call(), limits, setting, Wish.PRICED));

    assertThat(verdict.bar(LOCAL)).isEqualTo(Bar.MEMORY);
    assertThat(verdict.needed(LOCAL)).isEqualTo(5_000);
    assertThat(verdict.had(LOCAL)).isEqualTo(4_999);
  }

  @Test
  void itsEndpointIsLeftAlone() {
    ChoiceCore core = Robot.core();
    Ask ask = Robot.ask(PLENTY);
    for (int i = 0; i < 3; i++) {
      core.ended(Robot.ended(ask, CLOUD, Ended.How.FAILED, 10 * MS), 0);
    }

    assertThat(core.choose(ask).bar(CLOUD)).isEqualTo(Bar.BREAKER);
    assertThat(core.choose(Robot.ask(5 * SECOND, PLENTY)).bar(CLOUD)).isEqualTo(Bar.NONE);
  }

  @Test
  void withoutAFloorItMustBeInTime() {
    ChoiceCore core = Robot.core(CoreSettings.standard().withoutFloor());
    Verdict verdict = core.choose(Robot.ask(Robot.within(700 * MS)));

    assertThat(verdict.bar(LOCAL)).isEqualTo(Bar.LATENCY);
    assertThat(verdict.needed(LOCAL)).isEqualTo(960.0 * MS);
    assertThat(verdict.had(LOCAL)).isEqualTo(699.0 * MS);
    assertThat(verdict.bar(CLOUD)).isEqualTo(Bar.NONE);
  }

  @Test
  void withAFloorASoftDeadlineRefusesNobody() {
    Verdict verdict = choose(Robot.ask(Robot.within(700 * MS)));

    assertThat(verdict.bar(LOCAL)).isEqualTo(Bar.NONE);
    assertThat(verdict.floor()).isEqualTo(RULE);
  }

  @Test
  void aHardDeadlineRefusesWhatMayNotBeHedged() {
    Ask.Call alone = new Ask.Call(0, 0, 10, 20, 0, false, false);
    Ask.Limits limits = Robot.hard(700 * MS);
    Verdict verdict = choose(new Ask(0, alone, limits, NORMAL, Wish.PRICED));

    assertThat(verdict.bar(LOCAL)).isEqualTo(Bar.LATENCY);
    assertThat(choose(Robot.ask(limits)).bar(LOCAL)).isEqualTo(Bar.NONE);
  }

  @Test
  void aStrictWishKeepsHardDeadlinesByEachTier() {
    Wish strict = new Wish(Wish.Mode.QUALITY, 0, 0);
    Ask ask = new Ask(0, Robot.call(), Robot.hard(700 * MS), NORMAL, strict);

    assertThat(choose(ask).bar(LOCAL)).isEqualTo(Bar.LATENCY);
  }

  @Test
  void theEnergyDoesNotReach() {
    Verdict verdict = choose(Robot.ask(Robot.budgets(20 * JOULE, Ask.UNLIMITED)));

    assertThat(verdict.bar(LOCAL)).isEqualTo(Bar.ENERGY);
    assertThat(verdict.bar(CLOUD)).isEqualTo(Bar.NONE);
    assertThat(verdict.needed(LOCAL)).isGreaterThan(24.0 * JOULE);
  }

  @Test
  void theMoneyDoesNotReach() {
    Verdict verdict = choose(Robot.ask(Robot.budgets(Ask.UNLIMITED, 99)));

    assertThat(verdict.bar(CLOUD)).isEqualTo(Bar.MONEY);
    assertThat(verdict.needed(CLOUD)).isEqualTo(100);
  }

  @Test
  void thePowerDoesNotReach() {
    Ask.Limits limits =
        new Ask.Limits(3 * SECOND, 0.95, Ask.UNLIMITED, Ask.UNLIMITED, 20 * JOULE, Ask.UNLIMITED);

    assertThat(choose(Robot.ask(limits)).bar(LOCAL)).isEqualTo(Bar.POWER);
  }

  @Test
  void itIsNotGoodEnough() {
    Wish wish = new Wish(Wish.Mode.PRICED, 0.8, 0);
    Verdict verdict = choose(new Ask(0, Robot.call(), PLENTY, NORMAL, wish));

    assertThat(verdict.bar(LOCAL)).isEqualTo(Bar.QUALITY);
    assertThat(verdict.had(LOCAL)).isEqualTo(0.7);
  }
}
