package dev.ration.runtime.choose.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ration.runtime.scope.Prefer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The strict wishes choose as M3 says, written down a second time in the plainest way. */
class StrictPropertyTest {
  private static final int TIERS = 6;

  /** The figures of a tier that fits. */
  private record Fit(int tier, double latency, double energy, double money, double quality) {}

  /** The best by the goal; those within the tolerance of it by the next figures, then by order. */
  private static int best(Prefer.Goal goal, double tolerance, List<Fit> fits) {
    ToDoubleFunction<Fit> figure =
        switch (goal) {
          case QUALITY -> fit -> -fit.quality();
          case ENERGY -> Fit::energy;
          case SPEED -> Fit::latency;
          case COST -> Fit::money;
        };
    double least = fits.stream().mapToDouble(figure).min().orElse(0);
    double within = goal == Prefer.Goal.QUALITY ? least + tolerance : least * (1 + tolerance);
    Comparator<Fit> tie =
        goal == Prefer.Goal.QUALITY || goal == Prefer.Goal.COST
            ? Comparator.comparingDouble(Fit::energy).thenComparingDouble(Fit::money)
            : Comparator.comparingDouble((Fit fit) -> -fit.quality())
                .thenComparingDouble(Fit::money);
    return fits.stream()
        .filter(fit -> figure.applyAsDouble(fit) <= within)
        .min(tie)
        .map(Fit::tier)
        .orElse(Verdict.NONE);
  }

  @Property
  void theStrictWishesChooseAsM3Says(
      @ForAll long seed, @ForAll Prefer.Goal goal, @ForAll boolean isTolerant) {
    Random random = new Random(seed);
    Verdict verdict = new Verdict(TIERS);
    List<Fit> fits = new ArrayList<>();
    for (int tier = 0; tier < TIERS; tier++) {
      verdict.accept(tier);
      // Few different figures, so that there are ties.
      verdict.boundNanos[tier] = 1 + random.nextInt(4);
      verdict.reserveMicrojoules[tier] = 1 + random.nextInt(4);
      verdict.mostMicroMoney[tier] = random.nextInt(3);
      verdict.quality[tier] = random.nextInt(5) / 4.0;
      if (random.nextInt(4) == 0) {
        verdict.refuse(tier, Bar.PRIVATE, 1, 0);
      } else {
        fits.add(
            new Fit(
                tier,
                verdict.boundNanos[tier],
                verdict.reserveMicrojoules[tier],
                verdict.mostMicroMoney[tier],
                verdict.quality[tier]));
      }
    }
    double tolerance = isTolerant ? 0.25 : 0;

    Wish wish = new Wish(Wish.Mode.valueOf(goal.name()), 0, tolerance);
    assertThat(Strict.best(wish, verdict)).isEqualTo(best(goal, tolerance, fits));
  }

  @Property
  void theOrderOfTheTiersDecidesLast(@ForAll long seed, @ForAll Prefer.Goal goal) {
    Random random = new Random(seed);
    Verdict twins = new Verdict(TIERS);
    List<Integer> order = new ArrayList<>();
    for (int tier = 0; tier < TIERS; tier++) {
      twins.accept(tier);
      twins.quality[tier] = 0.5;
      order.add(random.nextInt(order.size() + 1), tier);
    }

    Wish wish = new Wish(Wish.Mode.valueOf(goal.name()), 0, 0, order);
    assertThat(Strict.best(wish, twins)).isEqualTo(order.getFirst());
    Wish first = new Wish(Wish.Mode.FIRST, 0, 0, order);
    assertThat(Strict.best(first, twins)).isEqualTo(order.getFirst());
  }
}
