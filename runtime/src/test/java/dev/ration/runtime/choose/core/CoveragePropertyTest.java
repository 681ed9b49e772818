package dev.ration.runtime.choose.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

/** The bound holds as often as promised, one step ahead, also when the link changes for good. */
class CoveragePropertyTest {
  private static final int STEPS = 3_000;
  private static final int RUN = 100;

  @Property(tries = 60)
  void theBoundHoldsAsOftenAsPromised(
      @ForAll long seed, @ForAll @DoubleRange(min = 0.3, max = 4) double shift) {
    Random random = new Random(seed);
    Residuals seen = new Residuals(0.05, Spread.of(1.0));
    int held = 0;
    int inRun = 0;
    int worst = RUN;
    boolean[] holds = new boolean[STEPS];
    for (int i = 0; i < STEPS; i++) {
      double level = i < STEPS / 2 ? 1 : shift;
      double spike = random.nextDouble() < 0.02 ? 5 : 1;
      double ratio = level * spike * Math.exp(0.2 * random.nextGaussian());
      holds[i] = ratio <= seen.bound(0.95, 1);
      seen.add(ratio, 1, i);
      held += holds[i] ? 1 : 0;
      inRun += holds[i] ? 1 : 0;
      inRun -= i >= RUN && holds[i - RUN] ? 1 : 0;
      worst = i >= RUN - 1 ? Math.min(worst, inRun) : worst;
    }

    assertThat((double) held / STEPS).isBetween(0.94, 0.96);
    assertThat(worst).isGreaterThanOrEqualTo(85);
  }

  @Property(tries = 30)
  void everyPromiseIsKeptOnItsOwn(@ForAll long seed) {
    Random random = new Random(seed);
    Residuals seen = new Residuals(0.03, Spread.of(1.0));
    int ninety = 0;
    int ninetyNine = 0;
    for (int i = 0; i < STEPS; i++) {
      double ratio = Math.exp(0.5 * random.nextGaussian());
      ninety += ratio <= seen.bound(0.90, 1) ? 1 : 0;
      ninetyNine += ratio <= seen.bound(0.99, 1) ? 1 : 0;
      seen.add(ratio, 1, i);
    }

    assertThat((double) ninety / STEPS).isBetween(0.885, 0.915);
    assertThat((double) ninetyNine / STEPS).isBetween(0.98, 0.995);
  }
}
