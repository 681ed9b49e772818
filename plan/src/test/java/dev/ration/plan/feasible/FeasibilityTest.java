package dev.ration.plan.feasible;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ration.plan.Grade;
import dev.ration.plan.profile.Distribution;
import dev.ration.plan.profile.Figure;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class FeasibilityTest {
  private static final long SECOND = 1_000_000_000L;

  private final Feasibility feasibility = new Feasibility();

  private static Work.Command command(String name, long least, long typical, long p95, long max) {
    return new Work.Command(
        name,
        figure(Distribution.of(least, typical, p95).atMost(max), name + ":1"),
        null,
        figure(Distribution.of(1_000_000, 2_000_000, 4_000_000), name + ":2"),
        10);
  }

  private static Figure<Distribution> figure(Distribution value, String origin) {
    return new Figure<>(value, Grade.STATED, "", origin);
  }

  private static Work.Activity within(long nanos, Work body) {
    return new Work.Activity("activity", false, Limits.within(nanos), body, 1, 0, List.of(), null);
  }

  private Spread time(Work work) {
    return feasibility.of(work).need().time();
  }

  @Test
  void sequencesAddUp() {
    Work one = command("one", 100, 200, 300, 400);
    Work both = new Work.Sequence(List.of(one, new Work.Pause(Spread.constant(50))));

    assertThat(time(both).minimum()).isEqualTo(150);
    assertThat(time(both).p95()).isEqualTo(350);
    assertThat(time(both).bound()).isEqualTo(460);
  }

  @Test
  void branchesEndWithTheLastAndCostTogether() {
    Work quick = command("quick", SECOND, SECOND, SECOND, SECOND);
    Work slow = command("slow", 3 * SECOND, 3 * SECOND, 3 * SECOND, 3 * SECOND);
    Work both = new Work.Parallel(List.of(quick, slow), 2, false, List.of());

    assertThat(time(both).minimum()).isEqualTo(3 * SECOND);
    assertThat(feasibility.of(both).need().energy().minimum()).isEqualTo(4_000_000);
    assertThat(feasibility.of(both).need().power().bound()).isEqualTo(8_000_000);
    // One may wait for the other.
    assertThat(feasibility.of(both).need().power().minimum()).isEqualTo(1_000_000);
  }

  @Test
  void branchesThatWaitForOneAnotherAddUp() {
    Work quick = command("quick", 100, 100, 100, 100);
    Work slow = command("slow", 300, 300, 300, 300);
    Work chained = new Work.Parallel(List.of(quick, slow), 2, false, List.of(new Work.Arrow(0, 1)));

    assertThat(time(chained).minimum()).isEqualTo(400);
    assertThat(feasibility.of(chained).need().power().minimum()).isEqualTo(1_000_000);
  }

  @Test
  void whatIsKeptForTheEndIsNotThereForTheWork() {
    Work body = command("body", 600, 700, 800, 900);
    Work handler = new Work.Pause(Spread.constant(500));
    Work.Activity tight =
        new Work.Activity(
            "tight",
            false,
            Limits.within(1_000),
            body,
            1,
            0,
            List.of(new Work.Handler(handler, true)),
            null);

    Sheet sheet = feasibility.of(tight);

    assertThat(sheet.keptNanos()).isEqualTo(500);
    assertThat(sheet.verdicts())
        .singleElement()
        .satisfies(
            verdict -> {
              // Under a nearer limit of a caller nothing is kept for the handler.
              assertThat(verdict.kind()).isEqualTo(Verdict.Kind.TIME_KEPT);
              assertThat(verdict.needed()).isEqualTo(600);
              assertThat(verdict.shares())
                  .containsExactly(new Verdict.Share("body", 600, "body:1"));
            });
  }

  @Test
  void whatIsKeptForACleanupIsKeptUnderAnyLimit() {
    Work.Activity tight = ending(Limits.within(1_000), command("body", 600, 700, 800, 900), 500);

    assertThat(feasibility.of(tight).verdicts())
        .extracting(Verdict::kind)
        .containsExactly(Verdict.Kind.TIME_MINIMUM);
  }

  private static Work.Activity ending(Limits limits, Work body, long cleanupNanos) {
    Work.Cleanup cleanup = new Work.Cleanup(new Work.Pause(Spread.constant(1)), cleanupNanos);
    return new Work.Activity("ending", false, limits, body, 1, 0, List.of(), cleanup);
  }

  @Test
  void collectedBranchesMayAllFail() {
    Work quick = command("quick", SECOND, SECOND, SECOND, SECOND);
    Need need =
        feasibility.of(new Work.Parallel(List.of(quick, quick), 0, false, List.of())).need();

    assertThat(need.time().minimum()).isZero();
    assertThat(need.energy().minimum()).isZero();
    assertThat(need.time().bound()).isEqualTo(SECOND + 10);
    assertThat(need.startMicrojoules()).isEqualTo(2_000_000);
  }

  @Test
  void aRaceEndsWithItsFirstAndTheWindDownOfTheOthers() {
    Work quick = command("quick", 100, 100, 100, 100);
    Work slow = ending(Limits.OPEN, command("slow", 300, 400, 500, 600), 70);
    Need need = feasibility.of(new Work.Parallel(List.of(quick, slow), 1, true, List.of())).need();

    assertThat(need.time().minimum()).isEqualTo(100);
    assertThat(need.time().bound()).isEqualTo(110 + 10 + 70);
  }

  @Test
  void aBranchThatIsSkippedDecidesNoRace() {
    Work quick = new Work.Perhaps(command("quick", 100, 100, 100, 100));
    Work slow = command("slow", 300, 400, 500, 600);
    Need need = feasibility.of(new Work.Parallel(List.of(quick, slow), 1, true, List.of())).need();

    assertThat(need.time().bound()).isEqualTo(610 + 10);
  }

  @Test
  void whatListensIsWaitedForWhenItCleansUp() {
    Work main = new Work.Pause(Spread.constant(1_000));
    Work handler = ending(Limits.OPEN, new Work.Pause(Spread.constant(1)), 70);
    Work.Alongside both = new Work.Alongside(main, List.of(new Work.Loop(handler, 0, Spread.NONE)));

    assertThat(time(both).bound()).isEqualTo(1_070);
    assertThat(time(both).minimum()).isEqualTo(1_000);
  }

  @Test
  void stopsAndCriticalSectionsAreKeptOfTheEnergy() {
    Limits budget = new Limits(Spread.NONE, Spread.NONE, 100_000_000, Spread.NONE, 0.95);
    Work stopped = new Work.Activity("a", false, budget, move(), 1, 0, List.of(), null);
    Work.Activity critical =
        new Work.Activity(
            "c", false, Limits.within(2 * SECOND), move(), 1, 0, List.of(), null, true);
    Work held = new Work.Activity("b", false, budget, critical, 1, 0, List.of(), null);

    assertThat(feasibility.of(stopped).keptMicrojoules()).isEqualTo(2_000_000);
    assertThat(feasibility.of(held).keptMicrojoules()).isEqualTo(8_000_000);
  }

  /** Takes up to a second, draws up to 4 W, and stops within half a second. */
  private static Work.Command move() {
    return new Work.Command(
        "move",
        figure(Distribution.of(SECOND, SECOND, SECOND).atMost(3 * SECOND), "move:1"),
        null,
        figure(Distribution.of(1_000_000, 2_000_000, 4_000_000), "move:2"),
        SECOND / 2);
  }

  @Test
  void aHandlerAfterARefusedStartRunsOnTheAccountAround() {
    Limits budget = new Limits(Spread.NONE, Spread.NONE, 100, Spread.NONE, 0.95);
    Work.Handler handler = new Work.Handler(move(), true);
    Work.Activity small =
        new Work.Activity("small", false, budget, move(), 1, 0, List.of(handler), null);

    assertThat(feasibility.of(small).need().energy().bound()).isEqualTo(14_000_000);
  }

  @Test
  void whatOthersHoldIsWaitedForAsLongAsALimitAllows() {
    Work held = new Work.Sequence(List.of(Work.Pause.FOR_OTHERS, move()));

    assertThat(time(held).bound()).isEqualTo(Spread.NONE);
    assertThat(time(within(9 * SECOND, held)).bound()).isEqualTo(9 * SECOND);
    assertThat(feasibility.reserveNanos(held, false)).isEqualTo(3 * SECOND + SECOND / 2);
  }

  @Test
  void twoModelsMayDrawAtOnceAndARadioStaysAwake() {
    Option here =
        new Option("here", "m", List.of(Distribution.constant(100)), 0, 5_000, 0, "", "m:1");
    Option away =
        new Option(
            "away", "n", List.of(Distribution.constant(50)), 0, 2_000, 0, "", "n:1", true, 700);
    Work.Activity think = within(1_000, new Work.Question("think", List.of(away, here)));

    Need need = feasibility.of(think).need();

    assertThat(need.power().bound()).isEqualTo(7_000);
    assertThat(need.tailMicrojoules()).isEqualTo(700);
    assertThat(need.energy().bound()).isEqualTo(Need.energy(7_000, 1_000) + 700);

    // Where a budget runs out, the radio burns on.
    Limits budget = new Limits(Spread.NONE, Spread.NONE, 50, Spread.NONE, 0.95);
    Work.Activity poor = new Work.Activity("poor", false, budget, think, 1, 0, List.of(), null);
    assertThat(feasibility.of(poor).need().energy().bound()).isLessThanOrEqualTo(50 + 700);
  }

  @Test
  void aRespondThatMayFailAtOnceMayEndWithoutAnEffect() {
    Work.Activity answered =
        new Work.Activity(
            "answered",
            false,
            Limits.OPEN,
            move(),
            1,
            0,
            List.of(new Work.Handler(new Work.Computation(), true)),
            null);
    Work.Activity respond =
        new Work.Activity("r", true, Limits.within(30), answered, 1, 0, List.of(), null);

    assertThat(feasibility.of(respond).verdicts())
        .extracting(Verdict::kind)
        .doesNotContain(Verdict.Kind.EFFECT_MINIMUM);
  }

  @Test
  void aShortageIsFoundOnceWhereTheLimitStands() {
    Work.Activity inner = within(100, command("work", 600, 700, 800, 900));
    Work.Activity outer = within(500, inner);

    assertThat(feasibility.of(inner).verdicts()).hasSize(1);
    assertThat(feasibility.of(outer).verdicts()).isEmpty();
  }

  @Test
  void respondIsMetByTheFirstEffect() {
    Work.Command sound =
        new Work.Command(
            "sound",
            figure(Distribution.of(500, 600, 700).atMost(900), "sound:1"),
            figure(Distribution.of(40, 50, 60).atMost(90), "sound:2"),
            figure(Distribution.constant(1_000), "sound:3"),
            10);
    Work.Activity soon =
        new Work.Activity("soon", true, Limits.within(60), sound, 1, 0, List.of(), null);
    Work.Activity never =
        new Work.Activity("never", true, Limits.within(30), sound, 1, 0, List.of(), null);

    assertThat(feasibility.of(soon).verdicts()).isEmpty();
    assertThat(feasibility.of(soon).need().time().minimum()).isEqualTo(500);
    assertThat(feasibility.of(never).verdicts())
        .extracting(Verdict::kind)
        .containsExactly(Verdict.Kind.EFFECT_MINIMUM);
  }

  @Test
  void aTierThatExperienceMayMendIsNoCertainty() {
    Option slow =
        new Option("slow", "m", List.of(Distribution.lognormal(550, 1_400)), 0, 0, 0, "", "m:1");
    Option far = new Option("far", "m", List.of(), 0, 0, 0, "has no link", "m:2");

    assertThat(kinds(100, slow)).containsExactly(Verdict.Kind.NO_LIKELY_TIER);
    assertThat(kinds(100, far)).containsExactly(Verdict.Kind.NO_TIER);
    assertThat(kinds(2_000, slow, far)).containsExactly(Verdict.Kind.DEAD_TIER);
    assertThat(kinds(2_000, slow)).isEmpty();
  }

  private List<Verdict.Kind> kinds(long within, Option... options) {
    Work.Activity think = within(within, new Work.Question("think", List.of(options)));
    return feasibility.of(think).verdicts().stream()
        .map(Verdict::kind)
        .filter(kind -> kind.name().contains("TIER"))
        .toList();
  }

  @Property
  void figuresAreInOrder(@ForAll("work") Work work) {
    assertThat(everySheet(new Feasibility().of(work))).allSatisfy(FeasibilityTest::isOrdered);
  }

  @Property
  void whatNeedsMoreTimeIsNeverJudgedBetter(@ForAll("work") Work work) {
    long least = new Feasibility().of(work).need().time().minimum();
    boolean isFound =
        new Feasibility()
            .of(within(Math.max(1, least - 1), work)).verdicts().stream()
                .anyMatch(verdict -> verdict.kind() == Verdict.Kind.TIME_MINIMUM);

    assertThat(isFound).isEqualTo(least > Math.max(1, least - 1));
  }

  private static List<Sheet> everySheet(Sheet sheet) {
    List<Sheet> all = new ArrayList<>();
    all.add(sheet);
    sheet.parts().forEach(part -> all.addAll(everySheet(part)));
    return all;
  }

  private static void isOrdered(Sheet sheet) {
    for (Spread spread :
        List.of(sheet.need().time(), sheet.need().energy(), sheet.need().power())) {
      assertThat(spread.minimum()).isNotNegative();
      if (spread.bound() != Spread.NONE) {
        assertThat(spread.minimum()).isLessThanOrEqualTo(spread.bound());
      }
      if (spread.p95() != Spread.NONE && spread.bound() != Spread.NONE) {
        assertThat(spread.p95()).isLessThanOrEqualTo(spread.bound());
      }
    }
  }

  @Provide
  Arbitrary<Work> work() {
    return work(3);
  }

  private static Arbitrary<Work> work(int depth) {
    Arbitrary<Long> some = Arbitraries.longs().between(1, 1_000);
    Arbitrary<Work> leaf =
        Combinators.combine(some, some, some, some)
            .as(
                (one, two, three, four) ->
                    command("c", one, one + two, one + two + three, one + two + three + four));
    if (depth == 0) {
      return leaf;
    }
    Arbitrary<Work> inner = work(depth - 1);
    Arbitrary<List<Work>> parts = inner.list().ofMinSize(1).ofMaxSize(3);
    return Arbitraries.oneOf(
        leaf,
        parts.map(Work.Sequence::new),
        parts.map(Work.Choice::new),
        inner.map(Work.Perhaps::new),
        inner.map(one -> new Work.Loop(one, 2, 2)),
        inner.map(one -> within(500, one)),
        parts.map(all -> new Work.Parallel(all, 1, false, List.of())));
  }
}
