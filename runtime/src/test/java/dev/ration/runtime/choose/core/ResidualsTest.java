package dev.ration.runtime.choose.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** The window of residuals and its levels. */
class ResidualsTest {
  private static final Spread SPREAD = Spread.of(0.8, 0.9, 1.0, 1.1, 1.2);

  private final Residuals seen = new Residuals(0.05, SPREAD);

  private void add(int count, double ratio) {
    for (int i = 0; i < count; i++) {
      seen.add(ratio, 1, 0);
    }
  }

  @Test
  void beginsWithTheProfile() {
    assertThat(seen.bound(0.95, 1)).isEqualTo(1.2);
    assertThat(seen.at(0.5, 1)).isEqualTo(1.0);
    assertThat(seen.share(1.0, 1)).isCloseTo(3.5 / 6, within(1e-12));
    assertThat(seen.observed()).isZero();
    assertThat(seen.ageNanos(5)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void aFullWindowForgetsTheProfile() {
    add(Residuals.SIZE, 3);

    assertThat(seen.at(0.01, 1)).isEqualTo(3);
    assertThat(seen.observed()).isEqualTo(Residuals.SIZE);
  }

  @Test
  void theWindowKeepsTheLastOnes() {
    add(100, 3);
    add(Residuals.SIZE, 0.5);

    assertThat(seen.at(0.95, 1)).isEqualTo(0.5);
    assertThat(seen.share(0.4, 1)).isLessThan(0.01);
  }

  @Test
  void missesInARowWidenTheBoundBeyondTheWindow() {
    add(Residuals.SIZE, 1);
    double before = seen.bound(0.95, 1);
    add(6, 2);

    assertThat(before).isEqualTo(1);
    assertThat(seen.bound(0.95, 1)).isEqualTo(2);
  }

  @Test
  void whatWasStoppedCountsAsLasting() {
    add(Residuals.SIZE - 4, 1);
    for (int i = 0; i < 4; i++) {
      seen.addCensored(2, 1, 0);
    }

    assertThat(seen.share(2, 1)).isCloseTo((Residuals.SIZE - 4 + 0.5) / 65, within(1e-12));
    assertThat(seen.at(1, 1)).isGreaterThan(2);
  }

  @Test
  void whatWasStoppedEarlyTakesThePlaceOfALongerOne() {
    for (double ratio : new double[] {1, 2, 3, 4, 5}) {
      seen.add(ratio, 1, 0);
    }
    seen.addCensored(2.5, 1, 0);

    // The median of 3, 4 and 5.
    assertThat(seen.share(4, 1) - seen.share(3.9, 1)).isCloseTo(2.0 / 12, within(1e-12));
  }

  @Test
  void theMeanIsCutAtTheLimit() {
    Residuals two = new Residuals(0.05, Spread.of(1.0, 3.0));

    assertThat(two.meanUpTo(2, 1)).isCloseTo(1.5, within(1e-12));
    assertThat(two.meanUpTo(10, 1)).isCloseTo(2, within(1e-12));
  }

  @Test
  void boundsGrowWithThePromise() {
    for (int i = 0; i < 200; i++) {
      seen.add(1 + (i * 37 % 100) / 100.0, 1, i);
    }

    assertThat(seen.bound(0.5, 1)).isLessThanOrEqualTo(seen.bound(0.9, 1));
    assertThat(seen.bound(0.9, 1)).isLessThanOrEqualTo(seen.bound(0.99, 1));
    assertThat(seen.ageNanos(200)).isEqualTo(1);
  }

  @Test
  void aProfileThatKnowsEveryQuantileIsExactUntilSomethingIsSeen() {
    Residuals known = new Residuals(0.05, Spread.ofBase(p -> 2 * p));

    assertThat(known.bound(0.95, 1)).isEqualTo(1.9);
    // Half of the latency varies, the other half is typical.
    assertThat(known.bound(0.95, 0.5)).isEqualTo(1.45);
    assertThat(known.at(0.5, 1)).isEqualTo(1);
  }

  @Test
  void aFewFastOnesDoNotPromiseThatAllAreFast() {
    Residuals known = new Residuals(0.05, Spread.ofBase(p -> 2 * p));
    for (int i = 0; i < 5; i++) {
      known.add(0.1, 1, 0);
    }

    assertThat(known.bound(0.95, 1)).isBetween(1.7, 2.0);
    assertThat(known.observed()).isEqualTo(5);
  }

  @Test
  void aFewSlowOnesRaiseTheBound() {
    Residuals known = new Residuals(0.05, Spread.ofBase(p -> 2 * p));
    for (int i = 0; i < 3; i++) {
      known.add(20, 1, 0);
    }

    assertThat(known.bound(0.95, 1)).isBetween(20.0, 25.0);
    assertThat(known.at(0.5, 1)).isLessThan(1.2);
  }

  @Test
  void whatWasStoppedIsForgottenAfterAMinute() {
    Residuals known = new Residuals(0.05, Spread.ofBase(p -> 2 * p));
    for (int i = 0; i < 10; i++) {
      known.addCensored(20, 1, 0);
    }
    known.forget(Residuals.FORGET_NANOS - 1);
    assertThat(known.bound(0.95, 1)).isGreaterThan(20);
    known.forget(Residuals.FORGET_NANOS);
    assertThat(known.bound(0.95, 1)).isEqualTo(1.9);
  }

  @Test
  void whatAMissMadeOfThePromisesIsForgottenWithIt() {
    add(Residuals.SIZE, 1);
    for (int i = 0; i < 6; i++) {
      seen.addCensored(20 << i, 1, 0);
    }
    assertThat(seen.bound(0.95, 1)).isGreaterThan(20);
    seen.forget(Residuals.FORGET_NANOS);

    assertThat(seen.bound(0.95, 1)).isEqualTo(1);
  }

  @Test
  void nearAMissThatAnAnswerFollowedStillCounts() {
    add(Residuals.SIZE, 1);
    for (int i = 0; i < 6; i++) {
      seen.addCensored(20 << i, 1, 0);
    }
    seen.add(1, 1, 1);
    seen.forget(Residuals.FORGET_NANOS);

    assertThat(seen.bound(0.95, 1)).isEqualTo(1.25);
  }

  @Test
  void anotherTakesOverWhatWasSeen() {
    for (int i = 0; i < 100; i++) {
      seen.add(1 + (i * 37 % 100) / 100.0, 1, i);
    }
    Residuals other = new Residuals(0.05, SPREAD);
    other.restore(seen.samples(), seen.levels());

    assertThat(other.bound(0.95, 1)).isEqualTo(seen.bound(0.95, 1));
    assertThat(other.bound(0.99, 1)).isEqualTo(seen.bound(0.99, 1));
    assertThat(other.samples()).isEqualTo(seen.samples());
  }
}
