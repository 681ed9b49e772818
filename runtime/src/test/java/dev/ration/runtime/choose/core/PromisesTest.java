package dev.ration.runtime.choose.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Which quantile stands for a promise. */
class PromisesTest {
  private static final int NINETY_FIVE = 1;

  private final Promises promises = new Promises(0.05);

  @Test
  void beginsWithThePromisesThemselves() {
    assertThat(promises.quantile(0.90)).isCloseTo(0.90, within(1e-12));
    assertThat(promises.quantile(0.95)).isCloseTo(0.95, within(1e-12));
    assertThat(promises.quantile(0.97)).isCloseTo(0.97, within(1e-12));
    assertThat(promises.quantile(0.999)).isCloseTo(0.999, within(1e-12));
  }

  @Test
  void aMissMovesOnlyItsOwnPromise() {
    promises.ended(NINETY_FIVE, true);

    assertThat(promises.quantile(0.95)).isCloseTo(0.9975, within(1e-12));
    assertThat(promises.quantile(0.90)).isCloseTo(0.90, within(1e-12));
  }

  @Test
  void heldPromisesLetItSinkSlowly() {
    for (int i = 0; i < 10; i++) {
      promises.ended(NINETY_FIVE, false);
    }

    assertThat(promises.quantile(0.95)).isCloseTo(0.925, within(1e-12));
  }

  @Test
  void itStaysWithinItsEnds() {
    for (int i = 0; i < 1_000; i++) {
      promises.ended(0, true);
      promises.ended(NINETY_FIVE, false);
    }

    assertThat(promises.quantile(0.90)).isEqualTo(1.2);
    assertThat(promises.quantile(0.95)).isEqualTo(0.5);
  }

  @Test
  void itGoesOnWhereOthersWere() {
    promises.ended(NINETY_FIVE, true);

    assertThat(new Promises(0.05, promises.levels()).levels()).isEqualTo(promises.levels());
  }
}
