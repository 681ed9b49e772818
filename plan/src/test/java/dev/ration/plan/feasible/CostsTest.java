package dev.ration.plan.feasible;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ration.plan.profile.BoardProfile;
import dev.ration.plan.profile.Distribution;
import dev.ration.plan.profile.Figure;
import dev.ration.plan.profile.MemoryPlan;
import dev.ration.plan.profile.ModelProfile;
import dev.ration.plan.profile.RobotProfile;
import dev.ration.plan.profile.Site;
import dev.ration.plan.profile.TierProfile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What questions cost, and what their models take of a board. */
class CostsTest {
  private static final long SECOND = 1_000_000_000L;

  private static final Site.Serve SMALL = serve("local.small", 200, false);
  private static final Site.Serve LARGE = serve("local.large", 900, false);
  private static final Site.Serve CLOUD = serve("cloud.chat", 0, true);

  private long limit = Spread.NONE;
  private final Costs costs = new Costs(site(1_000, SMALL, LARGE, CLOUD), _ -> limit);

  private static Site.Serve serve(String tier, long bytes, boolean isRemote) {
    var place = isRemote ? TierProfile.Place.CLOUD : TierProfile.Place.ROBOT;
    var model =
        new ModelProfile(
            tier + " model",
            "test",
            Map.of(),
            isRemote,
            List.of(),
            bytes == 0 ? null : Figure.byDefault(bytes),
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null);
    return new Site.Serve(new TierProfile(tier, place, List.of()), model, null);
  }

  private static Site site(long memory, Site.Serve... serves) {
    Figure<Long> none = Figure.byDefault(0L);
    var board = new BoardProfile("board", Figure.byDefault(memory), null, null, List.of());
    var robot =
        new RobotProfile(
            "robot", board, none, none, none, none, none, none, List.of(), Map.of(), Map.of(),
            "test", Map.of());
    return new Site("site", robot, List.of(), null, null, List.of(serves));
  }

  private static Option option(Site.Serve serve, long price) {
    return new Option(
        serve.tier().name(),
        serve.model().name(),
        List.of(Distribution.constant(SECOND)),
        0,
        0,
        price,
        "",
        "");
  }

  private static Work.Activity ask(Option... options) {
    var question = new Work.Question("question", List.of(options));
    return new Work.Activity("ask", false, Limits.OPEN, question, 1, 0, List.of(), null);
  }

  @Test
  void aQuestionCostsWhatItsCheapestTierDoes() {
    assertThat(costs.money(ask(option(CLOUD, 70), option(LARGE, 30))).minimum()).isEqualTo(30);
    assertThat(costs.money(ask(option(CLOUD, 70), option(SMALL, 0))).minimum()).isZero();
    assertThat(costs.money(ask(option(SMALL, 0)))).isEqualTo(Spread.ZERO);
  }

  @Test
  void onlyALimitBoundsWhatAPaidAnswerCosts() {
    assertThat(costs.money(ask(option(CLOUD, 70))).bound()).isEqualTo(Spread.NONE);

    limit = 500;

    assertThat(costs.money(ask(option(CLOUD, 80))).bound()).isEqualTo(500);
  }

  @Test
  void aTierThatCanNeverAnswerCostsNothing() {
    var option = option(CLOUD, 70);
    var question = new Work.Question("question", List.of(option));
    Work hurried =
        new Work.Activity("ask", false, Limits.within(SECOND / 2), question, 1, 0, List.of(), null);

    assertThat(costs.money(hurried)).isEqualTo(Spread.ZERO);
  }

  @Test
  void ofBranchesTheCheapestThatMustSucceedAreSure() {
    List<Work> branches =
        List.of(ask(option(CLOUD, 70)), ask(option(CLOUD, 20)), ask(option(CLOUD, 50)));

    assertThat(costs.money(new Work.Parallel(branches, 3, false, List.of())).minimum())
        .isEqualTo(140);
    assertThat(costs.money(new Work.Parallel(branches, 1, false, List.of())).minimum())
        .isEqualTo(20);
    assertThat(costs.money(new Work.Parallel(branches, 0, false, List.of())).minimum()).isZero();
    assertThat(costs.money(new Work.Parallel(branches, 3, true, List.of())).minimum()).isZero();
  }

  @Test
  void sequencesAndRoundsAddUpAndAHandlerTakesTheLeastAway() {
    Work one = ask(option(CLOUD, 10));
    Work body = new Work.Sequence(List.of(one, new Work.Loop(one, 3, 3)));
    var handler = new Work.Handler(new Work.Computation(), true);

    assertThat(costs.money(body).minimum()).isEqualTo(40);
    assertThat(
            costs
                .money(
                    new Work.Activity(
                        "handled", false, Limits.OPEN, body, 1, 0, List.of(handler), null))
                .minimum())
        .isZero();
  }

  @Test
  void anActivityNeedsMoreThanItMaySpendOnlyInside() {
    limit = 5;
    Work.Activity activity = ask(option(CLOUD, 70));

    assertThat(costs.inside(activity).minimum()).isEqualTo(70);
    assertThat(costs.money(activity).minimum()).isEqualTo(5);
  }

  @Test
  void modelsThatNothingCanStandInForAreLoadedTogether() {
    Work both = new Work.Sequence(List.of(ask(option(SMALL, 0)), ask(option(LARGE, 0))));

    assertThat(costs.memory(both).minimum()).isEqualTo(1_100);
    assertThat(costs.memory(both).bound()).isEqualTo(1_100);
  }

  @Test
  void aModelThatAnotherCanStandInForIsNotSure() {
    Work question = ask(option(LARGE, 0), option(SMALL, 0));

    assertThat(costs.memory(question)).isEqualTo(new Spread(200, 900, 1_100, 1_100));
  }

  @Test
  void aTierOffTheRobotTakesNothingOfItsMemory() {
    assertThat(costs.memory(ask(option(CLOUD, 70)))).isEqualTo(Spread.ZERO);
    assertThat(costs.memory(ask(option(LARGE, 0), option(CLOUD, 70))).minimum()).isZero();
  }

  @Test
  void aBoardTakesModelsInTheOrderOfTheSite() {
    MemoryPlan plan = MemoryPlan.of(site(1_000, SMALL, LARGE, CLOUD));

    assertThat(plan.fits(SMALL)).isTrue();
    assertThat(plan.fits(LARGE)).isFalse();
    assertThat(plan.fits(CLOUD)).isTrue();
    assertThat(MemoryPlan.of(site(1_000, LARGE, SMALL)).fits(SMALL)).isFalse();
    assertThat(MemoryPlan.of(site(1_100, LARGE, SMALL)).fits(SMALL)).isTrue();
  }
}
