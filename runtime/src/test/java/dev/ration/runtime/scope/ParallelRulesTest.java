package dev.ration.runtime.scope;

import static dev.ration.runtime.scope.Bench.MS;
import static dev.ration.runtime.scope.Bench.pause;
import static dev.ration.runtime.scope.Bench.step;
import static dev.ration.runtime.scope.Bench.strand;
import static dev.ration.runtime.scope.Bench.within;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ration.plan.Code;
import dev.ration.runtime.scope.ScopeSpec.Kind;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rule P1: all, any, race, at least, arrows. */
@Timeout(30)
class ParallelRulesTest {
  private final Bench bench = new Bench();

  static ParallelSpec spec(ParallelSpec.Kind kind, int branches, ParallelSpec.Arrow... arrows) {
    return new ParallelSpec(
        kind,
        false,
        IntStream.range(0, branches).mapToObj(i -> new ParallelSpec.Branch("b" + i, true)).toList(),
        List.of(arrows));
  }

  private RunResult parallel(ParallelSpec spec, long atLeast, ScopeBody... branches) {
    return bench.policy(
        within(1_000).build(),
        scope ->
            step(
                ScopeSpec.plain("parallel", Kind.PARALLEL),
                Demands.builder(),
                own -> Scopes.parallel(strand(), spec, atLeast, List.of(branches))));
  }

  private ScopeBody ending(long millis, String value) {
    return scope -> {
      pause(millis);
      bench.say(value);
      return value;
    };
  }

  private static ScopeBody failing(long millis, String reason) {
    return scope -> {
      pause(millis);
      throw Scopes.fail(reason);
    };
  }

  @Test
  void p1AllWaitsForEveryBranch() {
    RunResult result =
        parallel(spec(ParallelSpec.Kind.ALL, 2), 0, ending(30, "a"), ending(20, "b"));

    assertThat(result.outcome())
        .isEqualTo(new Outcome.Ok(List.of(new Outcome.Ok("a"), new Outcome.Ok("b"))));
    assertThat(result.receipt().endNanos()).isEqualTo(30 * MS);
  }

  @Test
  void p1AllFailsFastAndCancelsTheOthers() {
    RunResult result =
        parallel(spec(ParallelSpec.Kind.ALL, 2), 0, ending(30, "a"), failing(20, "broken"));

    assertThat(result.outcome().word()).isEqualTo("broken");
    assertThat(result.receipt().endNanos()).isEqualTo(20 * MS);
    assertThat(bench.log).isEmpty();
    assertThat(result.receipt().children().getFirst().children())
        .extracting(Receipt::outcome)
        .containsExactlyInAnyOrder("broken", "cancelled(sibling)");
  }

  @Test
  void p1CollectWaitsForEveryoneInSpiteOfFailures() {
    ParallelSpec collect =
        new ParallelSpec(
            ParallelSpec.Kind.ALL, true, spec(ParallelSpec.Kind.ALL, 2).branches(), List.of());
    RunResult result = parallel(collect, 0, ending(30, "a"), failing(20, "broken"));

    assertThat(result.outcome()).isInstanceOf(Outcome.Ok.class);
    assertThat(bench.log).containsExactly("30 a");
  }

  @Test
  void p1AnyTakesTheFirstSuccess() {
    RunResult result =
        parallel(
            spec(ParallelSpec.Kind.ANY, 3),
            0,
            ending(30, "a"),
            failing(10, "broken"),
            ending(20, "c"));

    assertThat(result.outcome()).isEqualTo(new Outcome.Ok(List.of(new Outcome.Ok("c"))));
    assertThat(result.receipt().endNanos()).isEqualTo(20 * MS);
  }

  @Test
  void p1AnyThatCannotSucceedIsUnmet() {
    RunResult result =
        parallel(spec(ParallelSpec.Kind.ANY, 2), 0, failing(10, "broken"), failing(20, "slipped"));

    assertThat(result.outcome().word()).isEqualTo("unmet");
    assertThat(((Outcome.Failed) result.outcome()).failure().attached())
        .extracting(Outcome::word)
        .containsExactly("broken", "slipped");
  }

  @Test
  void p1RaceTakesTheFirstToFinishInAnyWay() {
    RunResult result =
        parallel(spec(ParallelSpec.Kind.RACE, 2), 0, ending(30, "a"), failing(20, "broken"));

    assertThat(result.outcome().word()).isEqualTo("broken");
    assertThat(result.receipt().endNanos()).isEqualTo(20 * MS);
  }

  @Test
  void p1TiesGoByProgramOrder() {
    RunResult result =
        parallel(spec(ParallelSpec.Kind.RACE, 2), 0, ending(20, "a"), ending(20, "b"));

    assertThat(result.outcome()).isEqualTo(new Outcome.Ok(List.of(new Outcome.Ok("a"))));
    assertThat(bench.log).containsExactly("20 a", "20 b");
  }

  @Test
  void p1AtLeastWaitsForSoManySuccesses() {
    RunResult result =
        parallel(
            spec(ParallelSpec.Kind.AT_LEAST, 3),
            2,
            ending(30, "a"),
            ending(10, "b"),
            ending(20, "c"));

    assertThat(result.outcome())
        .isEqualTo(new Outcome.Ok(List.of(new Outcome.Ok("b"), new Outcome.Ok("c"))));
    assertThat(result.receipt().endNanos()).isEqualTo(20 * MS);
  }

  @Test
  void p1AtLeastIsUnmetAsSoonAsTooFewAreLeft() {
    RunResult result =
        parallel(
            spec(ParallelSpec.Kind.AT_LEAST, 3),
            2,
            ending(30, "a"),
            failing(10, "broken"),
            failing(20, "slipped"));

    assertThat(result.outcome().word()).isEqualTo("unmet");
    assertThat(result.receipt().endNanos()).isEqualTo(20 * MS);
  }

  @Test
  void p1ArrowsOrderBranches() {
    parallel(
        spec(ParallelSpec.Kind.ALL, 3, new ParallelSpec.Arrow(0, 2)),
        0,
        ending(30, "a"),
        ending(20, "b"),
        ending(20, "c"));

    assertThat(bench.log).containsExactly("20 b", "30 a", "50 c");
  }

  @Test
  void p1ABranchAfterAFailedOneNeverStarts() {
    RunResult result =
        parallel(
            spec(
                ParallelSpec.Kind.ALL,
                3,
                new ParallelSpec.Arrow(0, 1),
                new ParallelSpec.Arrow(1, 2)),
            0,
            failing(10, "broken"),
            ending(20, "b"),
            ending(20, "c"));

    assertThat(result.outcome().word()).isEqualTo("broken");
    assertThat(bench.log).isEmpty();
  }

  @Test
  void p1LosersCleanUpBeforeTheConstructReturns() {
    ScopeSpec cleaning = Bench.spec("loser").cleanup().build();
    RunResult result =
        parallel(
            spec(ParallelSpec.Kind.ANY, 2),
            0,
            ending(20, "a"),
            scope ->
                step(
                    cleaning,
                    Demands.builder(),
                    Script.of(() -> pause(500)).cleanup(() -> pause(15))));

    assertThat(result.receipt().endNanos()).isEqualTo(35 * MS);
  }

  @Test
  void p1ABranchsOutcomeIsUnknownToItsSiblingsUntilItEnds() {
    parallel(
        spec(ParallelSpec.Kind.ALL, 2),
        0,
        ending(30, "a"),
        scope -> {
          pause(29);
          bench.say("before " + (scope.branch("b0") == null ? "unknown" : "known"));
          pause(2);
          bench.say("after " + scope.branch("b0"));
          return null;
        });

    assertThat(bench.log).containsExactly("29 before unknown", "30 a", "31 after Ok[value=a]");
  }

  @Test
  void p1ABranchStoppedEarlyForAnOuterLimitDecidesNoRace() {
    ScopeSpec cleaning = Bench.spec("early").cleanup().build();
    RunResult result =
        bench.policy(
            within(100).build(),
            scope ->
                Scopes.parallel(
                    strand(),
                    spec(ParallelSpec.Kind.RACE, 2),
                    0,
                    List.of(
                        own ->
                            step(
                                cleaning,
                                Demands.builder().cleanup(30 * MS),
                                Script.of(() -> pause(500))),
                        ending(90, "b"))));

    assertThat(result.outcome()).isEqualTo(new Outcome.Ok(List.of(new Outcome.Ok("b"))));
    assertThat(bench.log).containsExactly("90 b");
  }

  @Test
  void r4SkippedBranchesCountForNothing() {
    RunResult any =
        parallel(spec(ParallelSpec.Kind.ANY, 2), 0, scope -> Scopes.SKIPPED, ending(20, "b"));

    assertThat(any.outcome()).isEqualTo(new Outcome.Ok(List.of(new Outcome.Ok("b"))));
  }

  @Test
  void r4IfEveryBranchIsSkippedSoIsTheConstruct() {
    RunResult result =
        parallel(
            spec(ParallelSpec.Kind.RACE, 2), 0, scope -> Scopes.SKIPPED, scope -> Scopes.SKIPPED);

    assertThat(result.outcome()).isEqualTo(Outcome.SKIPPED);
  }

  @Test
  void aBugInABranchEndsTheRun() {
    RunResult result =
        parallel(
            spec(ParallelSpec.Kind.ANY, 2),
            0,
            ending(30, "a"),
            scope -> {
              throw new Bug(Code.OVERFLOW, "A number became too large.");
            });

    assertThat(result.outcome().word()).isEqualTo("bug(RTN0601)");
    assertThat(result.receipt().endNanos()).isZero();
  }

  @Test
  void theLimitAroundCancelsEveryBranch() {
    RunResult result =
        parallel(spec(ParallelSpec.Kind.ALL, 2), 0, ending(3_000, "a"), ending(2_000, "b"));

    assertThat(result.outcome().word()).isEqualTo("timeout");
    assertThat(result.receipt().endNanos()).isEqualTo(1_000 * MS);
  }
}
