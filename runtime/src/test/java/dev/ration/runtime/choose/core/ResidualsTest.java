package dev.ration.runtime.choose.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The window of residuals and its levels. */
class ResidualsTest {
  private static final List<Double> SPREAD = List.of(0.8, 0.9, 1.0, 1.1, 1.2);

  private final Residuals seen = new Residuals(0.05, SPREAD);

  private void add(int count, double ratio) {
    for (int i = 0; i < count; i++) {
      seen.add(ratio, 0);
    }
  }

  @Test
  void beginsWithTheProfile() {
    assertThat(seen.bound(0.95)).isEqualTo(1.2);
    assertThat(seen.at(0.5)).isEqualTo(1.0);
    assertThat(seen.share(1.0)).isCloseTo(3.5 / 6, within(1e-12));
    assertThat(seen.observed()).isZero();
    assertThat(seen.ageNanos(5)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void aFullWindowForgetsTheProfile() {
    add(Residuals.SIZE, 3);

    assertThat(seen.at(0.01)).isEqualTo(3);
    assertThat(seen.observed()).isEqualTo(Residuals.SIZE);
  }

  @Test
  void theWindowKeepsTheLastOnes() {
    add(100, 3);
    add(Residuals.SIZE, 0.5);

    assertThat(seen.at(0.95)).isEqualTo(0.5);
    assertThat(seen.share(0.4)).isLessThan(0.01);
  }

  @Test
  void missesInARowWidenTheBoundBeyondTheWindow() {
    add(Residuals.SIZE, 1);
    double before = seen.bound(0.95);
    add(6, 2);

    assertThat(before).isEqualTo(1);
    assertThat(seen.bound(0.95)).isEqualTo(2);
  }

  @Test
  void whatWasStoppedCountsAsLasting() {
    add(Residuals.SIZE - 4, 1);
    for (int i = 0; i < 4; i++) {
      seen.addCensored(2, 0);
    }

    assertThat(seen.share(2)).isCloseTo((Residuals.SIZE - 4 + 0.5) / 65, within(1e-12));
    assertThat(seen.at(1)).isGreaterThan(2);
  }

  @Test
  void whatWasStoppedEarlyTakesThePlaceOfALongerOne() {
    for (double ratio : new double[] {1, 2, 3, 4, 5}) {
      seen.add(ratio, 0);
    }
    seen.addCensored(2.5, 0);

    // The median of 3, 4 and 5.
    assertThat(seen.share(4) - seen.share(3.9)).isCloseTo(2.0 / 12, within(1e-12));
  }

  @Test
  void theMeanIsCutAtTheLimit() {
    Residuals two = new Residuals(0.05, List.of(1.0, 3.0));

    assertThat(two.meanUpTo(2)).isCloseTo(1.5, within(1e-12));
    assertThat(two.meanUpTo(10)).isCloseTo(2, within(1e-12));
  }

  @Test
  void boundsGrowWithThePromise() {
    for (int i = 0; i < 200; i++) {
      seen.add(1 + (i * 37 % 100) / 100.0, i);
    }

    assertThat(seen.bound(0.5)).isLessThanOrEqualTo(seen.bound(0.9));
    assertThat(seen.bound(0.9)).isLessThanOrEqualTo(seen.bound(0.99));
    assertThat(seen.ageNanos(200)).isEqualTo(1);
  }
}
