package dev.ration.runtime.choose.core;

import static dev.ration.runtime.choose.core.Robot.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The states of a breaker. */
class BreakerTest {
  private final Breaker breaker = new Breaker();

  private void open() {
    breaker.miss(0);
    breaker.miss(0);
    breaker.miss(0);
  }

  @Test
  void opensAfterThreeMissesInARow() {
    breaker.miss(0);
    breaker.miss(0);
    assertThat(breaker.state(0)).isEqualTo(Breaker.State.CLOSED);
    breaker.miss(0);
    assertThat(breaker.state(0)).isEqualTo(Breaker.State.OPEN);
  }

  @Test
  void waitsNoLongerThanItIsWorth() {
    breaker.miss(0, SECOND);
    breaker.miss(0, SECOND);
    breaker.miss(0, SECOND);
    assertThat(breaker.state(SECOND - 1)).isEqualTo(Breaker.State.OPEN);
    assertThat(breaker.state(SECOND)).isEqualTo(Breaker.State.HALF_OPEN);

    breaker.probing(SECOND, SECOND);
    breaker.miss(SECOND, SECOND);
    assertThat(breaker.state(2 * SECOND - 1)).isEqualTo(Breaker.State.OPEN);
    assertThat(breaker.state(2 * SECOND)).isEqualTo(Breaker.State.HALF_OPEN);
  }

  @Test
  void aHitBetweenBreaksTheRow() {
    breaker.miss(0);
    breaker.miss(0);
    breaker.hit(0);
    breaker.miss(0);

    assertThat(breaker.state(0)).isEqualTo(Breaker.State.CLOSED);
  }

  @Test
  void opensWhenMostOfTheLastTenMissed() {
    boolean[] missed = {true, true, false, true, true, false, true, false, false, true};
    for (boolean isMiss : missed) {
      if (isMiss) {
        breaker.miss(SECOND);
      } else {
        breaker.hit(SECOND);
      }
    }

    assertThat(breaker.state(SECOND)).isEqualTo(Breaker.State.OPEN);
  }

  @Test
  void oldMissesDoNotCount() {
    boolean[] missed = {true, true, false, true, true, false, true, false, false, true};
    for (int i = 0; i < missed.length; i++) {
      if (missed[i]) {
        breaker.miss(i * 4L * SECOND);
      } else {
        breaker.hit(i * 4L * SECOND);
      }
    }

    assertThat(breaker.state(40 * SECOND)).isEqualTo(Breaker.State.CLOSED);
  }

  @Test
  void letsAProbeThroughAfterFiveSeconds() {
    open();

    assertThat(breaker.state(5 * SECOND - 1)).isEqualTo(Breaker.State.OPEN);
    assertThat(breaker.state(5 * SECOND)).isEqualTo(Breaker.State.HALF_OPEN);
  }

  @Test
  void onlyOneProbeIsOnItsWay() {
    open();
    breaker.probing(5 * SECOND, 8 * SECOND);

    assertThat(breaker.state(6 * SECOND)).isEqualTo(Breaker.State.OPEN);
  }

  @Test
  void aProbeThatHasAllDayIsWaitedForNoLongerThanTwoMinutes() {
    open();
    breaker.probing(5 * SECOND, 86_400 * SECOND);

    assertThat(breaker.state(125 * SECOND - 1)).isEqualTo(Breaker.State.OPEN);
    assertThat(breaker.state(125 * SECOND)).isEqualTo(Breaker.State.HALF_OPEN);
  }

  @Test
  void aProbeThatIsAnsweredCloses() {
    open();
    breaker.probing(5 * SECOND, 8 * SECOND);
    breaker.hit(6 * SECOND);

    assertThat(breaker.state(6 * SECOND)).isEqualTo(Breaker.State.CLOSED);
  }

  @Test
  void theWaitDoublesUpToTwoMinutes() {
    open();
    long now = 5 * SECOND;
    long wait = 0;
    for (int i = 0; i < 8; i++) {
      breaker.probing(now, now);
      breaker.miss(now);
      wait = breaker.untilNanos() - now;
      assertThat(wait).isEqualTo(Math.min(120, 10L << i) * SECOND);
      now = breaker.untilNanos();
    }

    assertThat(wait).isEqualTo(120 * SECOND);
  }

  @Test
  void whatWasUnderWayWhenItOpenedDoesNotLengthenTheWait() {
    open();
    breaker.miss(SECOND);

    assertThat(breaker.untilNanos()).isEqualTo(5 * SECOND);
  }
}
