package dev.ration.runtime.choose.core;

import static dev.ration.runtime.choose.core.Robot.CLOUD;
import static dev.ration.runtime.choose.core.Robot.JOULE;
import static dev.ration.runtime.choose.core.Robot.LOCAL;
import static dev.ration.runtime.choose.core.Robot.MS;
import static dev.ration.runtime.choose.core.Robot.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** Budgets last: whatever the gaps and the budgets, they are not passed, and they are used. */
class PacingPropertyTest {
  private static final int CALLS = 2_000;

  /** Of a call that the rule answers, nearly always. */
  private static final double LEAST_JOULES = 0.007;

  /** A mission of calls that cost what the profiles say, give or take. */
  private static final class Mission {
    final Random random;
    final ChoiceCore core = Robot.core();
    final long gapNanos;
    double joules;
    double money;
    int unanswered;
    int asked;
    double overdrawn;
    double firstHalf;

    Mission(long seed, int gapSeconds, double joules, double money) {
      random = new Random(seed);
      gapNanos = gapSeconds * SECOND;
      this.joules = joules;
      this.money = money;
      core.missionEnds(CALLS * gapNanos);
    }

    void run() {
      double start = joules;
      for (int i = 0; i < CALLS; i++) {
        call(i * gapNanos + random.nextInt(1_000));
        firstHalf = i == CALLS / 2 ? start - joules : firstHalf;
      }
    }

    void call(long now) {
      Ask ask = Robot.ask(now, Robot.budgets(micro(joules), Math.round(money)));
      Verdict verdict = core.choose(ask);
      asked++;
      unanswered += verdict.first() == Verdict.NONE && verdict.floor() == Verdict.NONE ? 1 : 0;
      int first = verdict.first();
      use(ask, verdict, verdict.floor());
      use(ask, verdict, first);
    }

    void use(Ask ask, Verdict verdict, int tier) {
      if (tier == Verdict.NONE) {
        return;
      }
      long now = ask.nowNanos();
      double base = tier == CLOUD ? 500 : tier == LOCAL ? 800 : 10;
      long took = Math.round(base * MS * Math.exp(0.1 * random.nextGaussian()));
      double watts = tier == CLOUD ? 3 : tier == LOCAL ? 25 : 1;
      double used = watts * took / SECOND + (tier == CLOUD ? 5 : 0);
      double spent = tier == CLOUD ? 100 : 0;
      joules -= used;
      money -= spent;
      double reserved = verdict.reserveMicrojoules(tier) / JOULE;
      double forFloors = (CALLS - asked) * verdict.reserveMicrojoules(Robot.RULE) / JOULE;
      overdrawn += joules < 1.5 * forFloors ? Math.max(0, used - reserved) : 0;
      core.spent(used * JOULE, spent);
      core.ended(
          new Ended(ask, tier, Ended.How.ANSWERED, took, 3 * SECOND, -1, micro(used), true),
          now + took);
    }

    private static long micro(double joules) {
      return Math.max(0, Math.round(joules * JOULE));
    }
  }

  @Property(tries = 200)
  void noBudgetIsPassedAndEveryCallIsAnswered(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 60) int gap,
      @ForAll @DoubleRange(min = 0.05, max = 30) double perCall,
      @ForAll @DoubleRange(min = 1, max = 200) double moneyPerCall) {
    Mission mission = new Mission(seed, gap, CALLS * perCall, CALLS * moneyPerCall);
    mission.run();

    assertThat(mission.joules).isGreaterThanOrEqualTo(-0.01 * CALLS * perCall);
    assertThat(mission.money).isGreaterThanOrEqualTo(0);
    // What an attempt draws beyond what was set aside can be what was kept for the last calls.
    assertThat(mission.unanswered).isLessThanOrEqualTo((int) (mission.overdrawn / LEAST_JOULES));
  }

  @Example
  void theLastAttemptMayDrawMoreThanWasSetAside() {
    noBudgetIsPassedAndEveryCallIsAnswered(-226, 16, 1.14, 41.52);
  }

  @Property(tries = 30)
  void aScarceBudgetIsSpreadOverTheMission(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int gap) {
    double budget = CALLS * 3.0;
    Mission mission = new Mission(seed, gap, budget, CALLS * 1_000.0);
    mission.run();

    assertThat(mission.joules / budget).isBetween(0.0, 0.06);
    assertThat(mission.firstHalf / budget).isCloseTo(0.5, within(0.1));
  }
}
