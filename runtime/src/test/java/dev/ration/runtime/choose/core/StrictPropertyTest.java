package dev.ration.runtime.choose.core;

import static dev.ration.runtime.energy.Accounts.AccountRequest.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ration.runtime.choose.Candidate;
import dev.ration.runtime.choose.Chooser;
import dev.ration.runtime.choose.Forecast;
import dev.ration.runtime.choose.Prospect;
import dev.ration.runtime.choose.Question;
import dev.ration.runtime.choose.Refusal;
import dev.ration.runtime.choose.RefusalCode;
import dev.ration.runtime.clock.Instants;
import dev.ration.runtime.scope.Prefer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The strict wishes choose as {@link Chooser} does. */
class StrictPropertyTest {
  private static final int TIERS = 6;

  @Property
  void theStrictWishesChooseAsTheChooserDoes(
      @ForAll long seed, @ForAll Prefer.Goal goal, @ForAll boolean isTolerant) {
    Random random = new Random(seed);
    Verdict verdict = new Verdict(TIERS);
    List<Prospect> prospects = new ArrayList<>();
    for (int tier = 0; tier < TIERS; tier++) {
      // Few different figures, so that there are ties.
      long latency = 1 + random.nextInt(4);
      long energy = 1 + random.nextInt(4);
      long money = random.nextInt(3);
      double quality = random.nextInt(5) / 4.0;
      boolean isOut = random.nextInt(4) == 0;
      verdict.boundNanos[tier] = latency;
      verdict.reserveMicrojoules[tier] = energy;
      verdict.mostMicroMoney[tier] = money;
      verdict.quality[tier] = quality;
      verdict.bars[tier] = isOut ? Bar.PRIVATE : Bar.NONE;
      Forecast forecast = new Forecast(latency, latency, energy, 1, 0, money, quality, 0);
      List<Refusal> refusals =
          isOut ? List.of(new Refusal(RefusalCode.PRIVATE, "stays")) : List.of();
      prospects.add(new Prospect(Integer.toString(tier), "m", forecast, refusals, true));
    }
    double tolerance = isTolerant ? 0.25 : 0;
    Prefer prefer = new Prefer(goal, 0, tolerance);
    Question question = new Question(0, Instants.NEVER, 0.95, prefer, NONE, NONE, null);
    Candidate chosen = Chooser.choose(question, prospects).chosen();
    int expected = chosen == null ? Verdict.NONE : Integer.parseInt(chosen.tier());

    Wish wish = new Wish(Wish.Mode.valueOf(goal.name()), 0, tolerance);
    assertThat(Strict.best(wish, verdict)).isEqualTo(expected);
  }
}
