package dev.ration.runtime.choose;

import static dev.ration.runtime.energy.Accounts.AccountRequest.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ration.runtime.clock.Instants;
import dev.ration.runtime.scope.Prefer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The preferences one by one, and what must hold of every decision. */
class ChooserTest {
  private static final long MS = 1_000_000;

  private static final List<Prospect> THREE =
      List.of(
          tier("a", 100 * MS, 50, 10, 0.80),
          tier("b", 50 * MS, 500, 0, 0.90),
          tier("c", 900 * MS, 40, 900, 0.91));

  private static Prospect tier(
      String name, long latency, long energy, long money, @Nullable Double quality) {
    Forecast forecast = new Forecast(latency, latency / 2, energy, 1, 0, money, quality, 0);
    return new Prospect(name, name + ".model", forecast, List.of(), true);
  }

  private static Question question(long left, @Nullable Prefer prefer) {
    return new Question(0, left, 0.95, prefer, NONE, NONE, null);
  }

  private static String choose(Prefer.@Nullable Goal goal, double min, double tolerance) {
    Prefer prefer = goal == null ? null : new Prefer(goal, min, tolerance);
    Candidate chosen = Chooser.choose(question(Instants.NEVER, prefer), THREE).chosen();
    return chosen == null ? "none" : chosen.tier();
  }

  @Test
  void withoutAPreferenceTheOrderDecides() {
    assertThat(choose(null, 0, 0)).isEqualTo("a");
  }

  @Test
  void eachGoalHasItsWinner() {
    assertThat(choose(Prefer.Goal.QUALITY, 0, 0)).isEqualTo("c");
    assertThat(choose(Prefer.Goal.ENERGY, 0, 0)).isEqualTo("c");
    assertThat(choose(Prefer.Goal.SPEED, 0, 0)).isEqualTo("b");
    assertThat(choose(Prefer.Goal.COST, 0, 0)).isEqualTo("b");
  }

  @Test
  void withinTheToleranceTheNextFigureDecides() {
    // 0.90 and 0.91 count as equal, and c needs less energy than b; without c, b is alone.
    assertThat(choose(Prefer.Goal.QUALITY, 0, 0.02)).isEqualTo("c");
    // a needs at most a quarter more than c, and c is better.
    assertThat(choose(Prefer.Goal.ENERGY, 0, 0.25)).isEqualTo("c");
    // a is within twice b's time, but b is better.
    assertThat(choose(Prefer.Goal.SPEED, 0, 1)).isEqualTo("b");
    assertThat(choose(Prefer.Goal.QUALITY, 0, 0.2)).isEqualTo("c");
  }

  @Test
  void aMinimumOfQualityRefuses() {
    assertThat(choose(Prefer.Goal.SPEED, 0.905, 0)).isEqualTo("c");
    assertThat(choose(Prefer.Goal.SPEED, 0.95, 0)).isEqualTo("none");
  }

  @Test
  void anUnknownQualityDoesNotMeetAMinimum() {
    Prefer prefer = new Prefer(Prefer.Goal.SPEED, 0.5, 0);
    Decision decision =
        Chooser.choose(question(Instants.NEVER, prefer), List.of(tier("a", MS, 1, 0, null)));
    assertThat(decision.chosen()).isNull();
    assertThat(decision.why()).isEqualTo("no tier fits: a quality");
  }

  @Test
  void equalsAreDecidedByTheOrder() {
    List<Prospect> twins = List.of(tier("x", MS, 5, 0, 0.5), tier("y", MS, 5, 0, 0.5));
    for (Prefer.Goal goal : Prefer.Goal.values()) {
      Candidate chosen =
          Chooser.choose(question(Instants.NEVER, new Prefer(goal, 0, 0)), twins).chosen();
      assertThat(chosen).extracting(Candidate::tier).isEqualTo("x");
    }
  }

  @Test
  void theMarginBelongsToTheLatency() {
    List<Prospect> one = List.of(tier("a", 100 * MS, 1, 0, 0.5));
    long enough = 100 * MS + Chooser.MARGIN_NANOS;
    assertThat(Chooser.choose(question(enough, null), one).chosen()).isNotNull();
    assertThat(Chooser.choose(question(enough - 1, null), one).chosen()).isNull();
  }

  @Property(tries = 500)
  void whatIsChosenFitsAndWhatDoesNotFitSaysWhy(@ForAll long seed) {
    Random random = new Random(seed);
    List<Prospect> prospects = new ArrayList<>();
    int count = random.nextInt(9);
    for (int i = 0; i < count; i++) {
      prospects.add(
          tier(
              "t" + i,
              random.nextInt(1_000) * MS,
              random.nextInt(1_000),
              random.nextInt(1_000),
              random.nextBoolean() ? random.nextDouble() : null));
    }
    Prefer prefer =
        random.nextInt(5) == 0
            ? null
            : new Prefer(
                Prefer.Goal.values()[random.nextInt(4)],
                random.nextDouble() / 2,
                random.nextDouble());
    Question asked =
        new Question(
            0,
            random.nextInt(4) == 0 ? Instants.NEVER : random.nextInt(1_000) * MS,
            0.95,
            prefer,
            random.nextInt(4) == 0 ? NONE : random.nextInt(1_000),
            random.nextInt(4) == 0 ? NONE : random.nextInt(1_000),
            null);
    Decision decision = Chooser.choose(asked, prospects);
    assertThat(Chooser.choose(asked, prospects)).isEqualTo(decision);
    assertThat(decision.candidates()).hasSameSizeAs(prospects);
    Candidate chosen = decision.chosen();
    if (chosen == null) {
      assertThat(decision.candidates()).noneMatch(Candidate::isFeasible);
    } else {
      Forecast forecast = java.util.Objects.requireNonNull(chosen.forecast());
      assertThat(chosen.isFeasible()).isTrue();
      assertThat(!Instants.isSet(asked.leftNanos()) || forecast.latencyNanos() < asked.leftNanos())
          .isTrue();
      assertThat(
              asked.freeMicrojoules() == NONE
                  || forecast.energyMicrojoules() <= asked.freeMicrojoules())
          .isTrue();
      assertThat(asked.freeMicroMoney() == NONE || forecast.microMoney() <= asked.freeMicroMoney())
          .isTrue();
    }
  }
}
