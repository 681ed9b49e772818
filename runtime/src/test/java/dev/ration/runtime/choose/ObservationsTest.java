package dev.ration.runtime.choose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ration.plan.profile.Distribution;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** How what was seen replaces what the profile says. */
class ObservationsTest {
  private static final long MS = 1_000_000;
  private static final LatencyModel PROFILE =
      new LatencyModel(List.of(Distribution.of(50 * MS, 100 * MS, 200 * MS)), 0);

  private final AtomicLong clock = new AtomicLong();
  private final Observations seen = new Observations(clock::get);

  private void add(int count, long nanos, boolean isCut) {
    for (int i = 0; i < count; i++) {
      seen.add("t", nanos, PROFILE, isCut);
    }
  }

  @Test
  void withoutObservationsTheProfileCounts() {
    assertThat(seen.quantile("t", 0.95, PROFILE)).isEqualTo(200 * MS);
    assertThat(seen.quantile("t", 0.5, PROFILE)).isEqualTo(100 * MS);
  }

  @Test
  void aFullWindowForgetsTheProfile() {
    add(64, 300 * MS, false);
    assertThat(seen.quantile("t", 0.05, PROFILE)).isEqualTo(300 * MS);
    assertThat(seen.count("t")).isEqualTo(64);
  }

  @Test
  void theWindowKeepsTheLastOnes() {
    add(64, 300 * MS, false);
    add(64, 30 * MS, false);
    assertThat(seen.quantile("t", 0.95, PROFILE)).isEqualTo(30 * MS);
  }

  @Test
  void aFewFastAnswersDoNotPromiseThatAllAreFast() {
    add(5, 10 * MS, false);
    assertThat(seen.quantile("t", 0.95, PROFILE)).isBetween(150 * MS, 250 * MS);
  }

  @Test
  void aFewSlowAnswersRaiseTheBound() {
    add(4, 2_000 * MS, false);
    assertThat(seen.quantile("t", 0.95, PROFILE)).isEqualTo(2_000 * MS);
    assertThat(seen.quantile("t", 0.5, PROFILE)).isLessThan(130 * MS);
  }

  @Test
  void aCallThatWasCutIsForgottenAfterAMinute() {
    add(10, 2_000 * MS, true);
    clock.set(59_999 * MS);
    assertThat(seen.quantile("t", 0.95, PROFILE)).isEqualTo(2_000 * MS);
    clock.set(60_000 * MS);
    assertThat(seen.quantile("t", 0.95, PROFILE)).isEqualTo(200 * MS);
  }

  @Test
  void tiersAreKeptApart() {
    add(64, 300 * MS, false);
    assertThat(seen.quantile("other", 0.95, PROFILE)).isEqualTo(200 * MS);
  }
}
