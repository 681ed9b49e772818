package dev.ration.runtime.scope;

import static dev.ration.runtime.scope.Bench.MS;
import static dev.ration.runtime.scope.Bench.act;
import static dev.ration.runtime.scope.Bench.action;
import static dev.ration.runtime.scope.Bench.otherwise;
import static dev.ration.runtime.scope.Bench.pause;
import static dev.ration.runtime.scope.Bench.spec;
import static dev.ration.runtime.scope.Bench.step;
import static dev.ration.runtime.scope.Bench.strand;
import static dev.ration.runtime.scope.Bench.within;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ration.plan.Code;
import dev.ration.runtime.clock.Rank;
import dev.ration.runtime.resource.Holding;
import dev.ration.runtime.resource.ResourceTree;
import dev.ration.runtime.scope.ScopeSpec.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rules C1 to C5, C7 and T11: cancellation. */
@Timeout(30)
class CancelRulesTest {
  private final Bench bench = new Bench();

  private static ScopeSpec cleaning(String name) {
    return spec(name).cleanup().build();
  }

  private static Demands.Builder nothing() {
    return Demands.builder();
  }

  @Test
  void c1AScopeEndsAfterItsChildren() {
    RunResult result =
        bench.policy(
            within(100).build(),
            scope ->
                step(
                    cleaning("inner"),
                    nothing().cleanup(20 * MS),
                    Script.of(() -> pause(500)).cleanup(() -> pause(15))));

    assertThat(result.receipt().children().getFirst().endNanos()).isEqualTo(95 * MS);
    assertThat(result.receipt().endNanos()).isEqualTo(95 * MS);
  }

  @Test
  void c2ActionsAreStoppedBeforeCleanupsAndInnerCleanupsComeFirst() {
    bench.robot.deaf.add("walk.end");
    bench.policy(
        within(100).build(),
        scope ->
            step(
                cleaning("outer"),
                nothing().cleanup(10 * MS),
                Script.of(
                        () ->
                            step(
                                cleaning("inner"),
                                nothing().cleanup(10 * MS),
                                Script.of(() -> act(action("walk", 500, 5)))
                                    .cleanup(() -> bench.say("inner cleanup"))))
                    .cleanup(() -> bench.say("outer cleanup"))));

    assertThat(bench.robot.log).containsExactly("0 walk", "75 stop walk");
    assertThat(bench.log).containsExactly("75 inner cleanup", "75 outer cleanup");
  }

  @Test
  void c3CleanupRunsOnSuccessFailureAndCancellation() {
    bench.policy(
        scope -> {
          step(cleaning("good"), nothing(), Script.of(() -> {}).cleanup(() -> bench.say("good")));
          step(
              spec("bad").cleanup().handlers(otherwise(1)).build(),
              nothing(),
              Script.of(
                      () -> {
                        throw Scopes.fail("broken");
                      })
                  .answer(() -> bench.say("handler"))
                  .cleanup(() -> bench.say("bad")));
          step(
              spec("late").cleanup().handlers(otherwise(1)).build(),
              within(500),
              Script.of(() -> pause(900)).cleanup(() -> bench.say("late")));
          return null;
        });

    assertThat(bench.log).containsExactly("0 good", "0 handler", "0 bad", "399 late");
  }

  @Test
  void c3CleanupDoesNotRunIfTheBodyNeverStarted() {
    bench.policy(
        scope ->
            step(
                spec("inner").cleanup().handlers(otherwise(1)).build(),
                within(0),
                Script.of(() -> bench.say("body")).cleanup(() -> bench.say("cleanup"))));

    assertThat(bench.log).isEmpty();
  }

  @Test
  void c3AFailedCleanupDoesNotReplaceTheOutcome() {
    RunResult result =
        bench.policy(
            scope ->
                step(
                    cleaning("inner"),
                    nothing(),
                    Script.of(own -> "value")
                        .cleanup(
                            () -> {
                              throw Scopes.fail("stuck");
                            })));

    assertThat(result.outcome()).isEqualTo(new Outcome.Ok("value"));
    assertThat(result.receipt().children().getFirst().faults())
        .extracting(Receipt.Fault::code)
        .containsExactly(Code.CLEANUP_FAILED.id());
  }

  @Test
  void c3ACleanupIsShieldedFromCancellation() {
    bench.at(20, Rank.STOP, bench.run::stop);
    bench.policy(
        scope ->
            step(
                cleaning("inner"),
                nothing(),
                Script.of(() -> pause(10))
                    .cleanup(
                        () -> {
                          pause(50);
                          bench.say("cleaned");
                        })));

    assertThat(bench.log).containsExactly("60 cleaned");
  }

  @Test
  void c3ACleanupThatOverrunsItsBoundIsCutAndTheArmIsStoppedSafely() {
    Bench armed = new Bench(arm());
    RunResult result =
        armed.policy(
            scope ->
                step(
                    cleaning("lift"),
                    nothing().holds(Holding.of("arm")).cleanup(50 * MS),
                    Script.of(() -> {}).cleanup(() -> pause(500))));

    assertThat(armed.robot.log).containsExactly("30 std.body.safe_stop");
    assertThat(result.outcome().word()).isEqualTo("ok");
    assertThat(armed.run.holdings().quarantined()).isEmpty();
  }

  @Test
  void c3ASafeStateThatIsNotConfirmedPutsTheArmInQuarantine() {
    Bench armed = new Bench(arm());
    armed.robot.deaf.add("std.body.safe_stop.end");
    RunResult result =
        armed.policy(
            scope -> {
              step(
                  cleaning("lift"),
                  nothing().holds(Holding.of("arm")).cleanup(50 * MS),
                  Script.of(() -> {}).cleanup(() -> pause(500)));
              return step(
                  spec("again").build(),
                  nothing().holds(Holding.of("arm")).now(),
                  () -> armed.say("again"));
            });

    assertThat(armed.run.holdings().quarantined()).containsExactly("arm");
    assertThat(result.outcome().word()).isEqualTo("denied(resource)");
    assertThat(result.receipt().children().getFirst().endNanos()).isEqualTo(50 * MS);
  }

  private static ResourceTree arm() {
    Map<String, ResourceTree.Node> nodes = new LinkedHashMap<>();
    nodes.put("arm", new ResourceTree.Node(List.of(), 20 * MS, true));
    return new ResourceTree(nodes);
  }

  @Test
  void c4ACriticalSectionIsNotEnteredIfItDoesNotFit() {
    RunResult result =
        bench.policy(within(100).build(), scope -> critical(120, () -> bench.say("critical")));

    assertThat(result.outcome().word()).isEqualTo("timeout");
    assertThat(bench.log).isEmpty();
  }

  @Test
  void c4CancellationLandsAfterTheCriticalSection() {
    RunResult result =
        bench.policy(
            scope ->
                Scopes.parallel(
                    strand(),
                    ParallelRulesTest.spec(ParallelSpec.Kind.ANY, 2),
                    0,
                    List.of(
                        own -> pause(20),
                        own -> {
                          critical(
                              100,
                              () -> {
                                pause(60);
                                bench.say("critical ends");
                              });
                          bench.say("next statement");
                          return null;
                        })));

    assertThat(result.outcome().word()).isEqualTo("ok");
    assertThat(bench.log).containsExactly("60 critical ends");
    assertThat(result.receipt().endNanos()).isEqualTo(60 * MS);
  }

  @Test
  void c4TheOperatorsStopIgnoresACriticalSection() {
    bench.at(20, Rank.STOP, bench.run::stop);
    RunResult result =
        bench.policy(
            scope ->
                critical(
                    100,
                    () -> {
                      pause(60);
                      bench.say("critical ends");
                    }));

    assertThat(result.outcome().word()).isEqualTo("cancelled(operator)");
    assertThat(result.receipt().endNanos()).isEqualTo(20 * MS);
    assertThat(bench.log).isEmpty();
  }

  private static Object critical(long millis, Runnable body) {
    Object value =
        Scopes.critical(
            strand(),
            ScopeSpec.plain("critical", Kind.CRITICAL),
            millis * MS,
            scope -> {
              body.run();
              return null;
            });
    return value == null ? "" : value;
  }

  @Test
  void c5TheOutermostOfSeveralThatLandAtOnceCounts() {
    RunResult result =
        bench.policy(
            within(100).build(),
            scope -> step(spec("inner").build(), within(100), () -> pause(500)));

    assertThat(result.outcome().word()).isEqualTo("timeout");
    assertThat(result.receipt().children().getFirst().outcome()).isEqualTo("cancelled(timeout)");
  }

  @Test
  void c5NoHandlerAnswersACancellation() {
    bench.at(20, Rank.STOP, bench.run::stop);
    RunResult result =
        bench.policy(
            scope ->
                step(
                    spec("inner").handlers(otherwise(10)).retry().build(),
                    within(500),
                    Script.of(() -> pause(100)).answer(() -> bench.say("handler"))));

    assertThat(result.outcome().word()).isEqualTo("cancelled(operator)");
    assertThat(bench.log).isEmpty();
  }

  @Test
  void c7TheOperatorsStopGoesThroughTheCleanups() {
    bench.at(20, Rank.STOP, bench.run::stop);
    RunResult result =
        bench.policy(
            scope ->
                step(
                    cleaning("inner"),
                    nothing(),
                    Script.of(() -> pause(100)).cleanup(() -> act(action("retract", 10, 5)))));

    assertThat(result.outcome().word()).isEqualTo("cancelled(operator)");
    assertThat(bench.robot.log).containsExactly("20 retract");
    assertThat(result.receipt().endNanos()).isEqualTo(30 * MS);
  }

  @Test
  void c7AnEmergencyStopReachesTheRobotFirstAndDeniesEveryMotion() {
    bench.at(20, Rank.STOP, bench.run::emergencyStop);
    RunResult result =
        bench.policy(
            scope ->
                step(
                    cleaning("inner"),
                    nothing(),
                    Script.of(() -> pause(100)).cleanup(() -> act(action("retract", 10, 5)))));

    assertThat(bench.robot.log).containsExactly("20 emergency stop");
    assertThat(result.outcome().word()).isEqualTo("cancelled(emergency)");
    assertThat(result.receipt().children().getFirst().faults())
        .extracting(Receipt.Fault::message)
        .containsExactly("The cleanup failed: `retract` may not move: the robot was stopped.");
  }

  @Test
  void t11AnActionThatDoesNotStopIsLeftBehind() {
    Bench armed = new Bench(arm());
    armed.robot.deaf.add("grip");
    RunResult result =
        armed.policy(within(100).build(), scope -> act(action("grip", 200, 10, "arm")));

    assertThat(result.outcome().word()).isEqualTo("timeout");
    assertThat(result.receipt().endNanos()).isEqualTo(100 * MS);
    assertThat(armed.robot.log).containsExactly("0 grip", "90 stop grip", "100 std.body.safe_stop");
    assertThat(armed.robot.grants).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void aBugPassesEveryHandlerAndRunsTheCleanups() {
    RunResult result =
        bench.policy(
            scope ->
                step(
                    spec("inner").cleanup().handlers(otherwise(10)).build(),
                    nothing(),
                    Script.of(
                            () -> {
                              throw new Bug(Code.ZERO_DIVISOR, "1 is divided by 0.");
                            })
                        .answer(() -> bench.say("handler"))
                        .cleanup(() -> bench.say("cleanup"))));

    assertThat(result.outcome().word()).isEqualTo("bug(RTN0602)");
    assertThat(bench.log).containsExactly("0 cleanup");
  }

  @Test
  void aDefectOfTheHostIsReportedAsABug() {
    RunResult result =
        bench.policy(
            scope -> Scopes.call(strand(), "lookup", () -> Integer.parseInt("not a number")));

    assertThat(result.outcome().word()).isEqualTo("bug(RTN0615)");
  }

  @Test
  void hostCodeGivesItsResult() {
    RunResult result = bench.policy(scope -> Scopes.call(strand(), "lookup", () -> 42));

    assertThat(result.outcome()).isEqualTo(new Outcome.Ok(42));
  }
}
