package dev.ration.runtime.scope;

import static dev.ration.runtime.scope.Bench.MS;
import static dev.ration.runtime.scope.Bench.act;
import static dev.ration.runtime.scope.Bench.action;
import static dev.ration.runtime.scope.Bench.otherwise;
import static dev.ration.runtime.scope.Bench.pause;
import static dev.ration.runtime.scope.Bench.spec;
import static dev.ration.runtime.scope.Bench.step;
import static dev.ration.runtime.scope.Bench.within;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ration.plan.Code;
import dev.ration.runtime.clock.Rank;
import dev.ration.runtime.clock.Scheduler;
import dev.ration.runtime.clock.SchedulerSettings;
import dev.ration.runtime.resource.Holding;
import dev.ration.runtime.resource.ResourceTree;
import dev.ration.runtime.sim.SimRobot;
import dev.ration.runtime.sim.SimSettings;
import dev.ration.runtime.spi.Command;
import dev.ration.runtime.spi.CommandListener;
import dev.ration.runtime.spi.CommandRequest;
import dev.ration.runtime.spi.Reading;
import dev.ration.runtime.spi.Robot;
import dev.ration.runtime.spi.Standing;
import dev.ration.runtime.trace.TraceEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rules C7, C8 and T11: leases, grants, stalls and the robot's own stop. A lease lasts 500 ms. */
@Timeout(30)
class LeaseRulesTest {
  private final Scheduler scheduler = Scheduler.virtual(SchedulerSettings.defaults());
  private final Bench bench = new Bench(scheduler, body());

  /** An arm that takes a hand, both with a safe state and 20 ms to stop, and a display without. */
  private static ResourceTree body() {
    Map<String, ResourceTree.Node> nodes = new LinkedHashMap<>();
    nodes.put("arm", new ResourceTree.Node(List.of(Holding.of("hand")), 20 * MS, true));
    nodes.put("hand", new ResourceTree.Node(List.of(), 20 * MS, true));
    nodes.put("display", new ResourceTree.Node(List.of(), 0, false));
    return new ResourceTree(nodes);
  }

  private static Standing standing(long grant, String... unsafe) {
    return new Standing(grant, true, true, Set.of(unsafe), Optional.empty(), Map.of());
  }

  @Test
  void c8AMotionIsRenewedWhileItsScopeLives() {
    // Its own maximum and stop time, 820 ms, are a limit as well.
    bench.policy(
        scope -> {
          act(action("lift", 400, 20, "arm"));
          return pause(2_000);
        });

    assertThat(bench.robot.leases).containsExactly("0 lease 500", "166 renew 500", "333 renew 486");
  }

  @Test
  void c8ALeaseEndsWithTheLimitOfItsScope() {
    bench.robot.deaf.add("lift.end");
    bench.policy(within(600).build(), scope -> act(action("lift", 900, 20, "arm")));

    assertThat(bench.robot.leases)
        .containsExactly("0 lease 500", "166 renew 433", "333 renew 266", "499 renew 100");
    assertThat(bench.robot.log).contains("580 stop lift");
  }

  @Test
  void t9ADeadlineThatIsMetNoLongerShortensTheLease() {
    RunResult result =
        bench.policy(
            scope ->
                step(
                    ScopeSpec.plain("respond", ScopeSpec.Kind.RESPOND),
                    within(160),
                    () -> {
                      var unused = act(action("speak", 900, 50, 20, "arm"));
                    }));

    assertThat(result.outcome().word()).isEqualTo("ok");
    // Without the second one it would run out at 160 ms, before the next third of a whole lease.
    assertThat(bench.robot.leases).startsWith("0 lease 160", "50 renew 500", "166 renew 500");
  }

  @Test
  void c8WhatHasNoSafeStateHasNoLease() {
    bench.policy(
        scope -> {
          act(action("show", 400, 0, "display"));
          return act(action("look", 400, 0));
        });

    assertThat(bench.robot.leases).isEmpty();
  }

  @Test
  void c8ALeaseThatNobodyRenewsStopsTheSimulatedArm() {
    List<String> told = new ArrayList<>();
    SimRobot sim = sim(told);
    Bench simulated = new Bench(scheduler, body(), new WithoutRenewals(sim), StallWatch.NONE);

    RunResult result =
        simulated.policy(
            scope ->
                step(
                    spec("try").handlers(otherwise(1)).build(),
                    Demands.builder(),
                    Script.of(() -> act(action("lift", 3_000, 20, "arm")))
                        .answer(() -> simulated.say("handler"))));

    assertThat(told).containsExactly("0 BEGUN", "500 STOPPED");
    assertThat(simulated.log).containsExactly("500 handler");
    assertThat(result.receipt().children().getFirst().children().getFirst().outcome())
        .isEqualTo("denied(stopped)");
    assertThat(faults(simulated.trace)).containsExactly(Code.LEASE_LAPSED.id());
  }

  /** A line on which every renewal gets lost, as if nobody were there to make them. */
  private record WithoutRenewals(SimRobot sim) implements Robot {
    @Override
    public Command start(CommandRequest request, CommandListener listener) {
      Command command = sim.start(request, listener);
      return command::stop;
    }

    @Override
    public @Nullable Reading read(String sensor) {
      return sim.read(sensor);
    }

    @Override
    public void onReading(ReadingListener listener) {
      sim.onReading(listener);
    }

    @Override
    public void emergencyStop() {
      sim.emergencyStop();
    }

    @Override
    public void close() {
      sim.close();
    }
  }

  @Test
  void c8TheSimulatedArmGoesOnWhileItIsRenewed() {
    List<String> told = new ArrayList<>();
    Bench simulated = new Bench(scheduler, body(), sim(told), StallWatch.NONE);

    RunResult result = simulated.policy(scope -> act(action("lift", 3_000, 20, "arm")));

    assertThat(result.outcome().word()).isEqualTo("ok");
    assertThat(told).containsExactly("0 BEGUN", "3000 DONE");
  }

  private SimRobot sim(List<String> told) {
    SimSettings settings =
        new SimSettings(
            3_600_000_000_000L,
            1,
            0,
            Map.of(),
            0,
            Map.of("arm", 20 * MS),
            SimSettings.DEFAULTS.faults());
    return new SimRobot(
        scheduler, settings, event -> told.add(event.atNanos() / MS + " " + event.phase()));
  }

  @Test
  void c8ANewProcessGoesOnAboveTheGrantsThatTheRobotHasSeen() {
    bench.robot.standing = standing(1L << 20);
    bench.policy(scope -> act(action("lift", 10, 20, "arm")));

    assertThat(bench.robot.grants).containsExactly((1L << 20) + 1);
  }

  @Test
  void c8EverythingIsInQuarantineUntilItsSafeStateIsConfirmed() {
    bench.robot.standing = standing(7, "arm", "display", "unheard.of");
    bench.at(15, () -> bench.robot.confirm());
    bench.robot.deaf.add("std.body.safe_stop.end");
    bench.policy(
        scope -> {
          act(action("grasp", 10, 20, "hand"));
          return act(action("lift", 10, 20, "arm"));
        });

    assertThat(bench.robot.log).containsExactly("0 std.body.safe_stop", "0 grasp", "15 lift");
    assertThat(bench.trace.stream().map(TraceEvent::type))
        .containsSubsequence("quarantine.begin", "safe_stop", "quarantine.lifted");
  }

  @Test
  void c8WhoCannotWaitForTheSafeStateIsDenied() {
    bench.robot.standing = standing(7, "arm");
    bench.robot.deaf.add("std.body.safe_stop.end");
    RunResult result =
        bench.policy(
            scope ->
                step(
                    spec("reach").build(),
                    Demands.builder().holds(Holding.of("arm")).now(),
                    () -> bench.say("reached")));

    assertThat(result.outcome().word()).isEqualTo("denied(resource)");
    assertThat(bench.log).isEmpty();
  }

  @Test
  void c8AStallLongerThanALeaseCancelsThroughTheCleanups() {
    long[] slept = new long[1];
    Bench stalled = stalling(slept, false);
    stalled.at(200, () -> slept[0] = 501 * MS);
    RunResult result = stalled.policy(scope -> tidied(stalled));

    assertThat(result.outcome().word()).isEqualTo("cancelled(stalled)");
    assertThat(stalled.log).containsExactly("250 tidied");
    assertThat(result.receipt().faults())
        .extracting(Receipt.Fault::code)
        .containsExactly(Code.STALLED.id());
  }

  @Test
  void c8AStallShorterThanALeaseIsNone() {
    long[] slept = new long[1];
    Bench stalled = stalling(slept, false);
    stalled.at(200, () -> slept[0] = 499 * MS);
    RunResult result = stalled.policy(scope -> tidied(stalled));

    assertThat(result.outcome().word()).isEqualTo("ok");
    assertThat(stalled.log).containsExactly("900 tidied");
  }

  @Test
  void c8AProcessThatDidNotRunStallsARobotWithAClockOfItsOwn() {
    long[] stood = new long[1];
    Bench stalled = stalling(stood, true);
    stalled.at(200, () -> stood[0] = 400 * MS);
    RunResult result = stalled.policy(scope -> tidied(stalled));

    // 400 ms and the time between two looks.
    assertThat(result.outcome().word()).isEqualTo("cancelled(stalled)");
  }

  private Bench stalling(long[] more, boolean countsAll) {
    return new Bench(
        scheduler,
        body(),
        null,
        new StallWatch(() -> scheduler.now() + more[0], scheduler::now, countsAll));
  }

  private static Object tidied(Bench on) {
    step(
        spec("work").cleanup().build(),
        Demands.builder(),
        Script.of(() -> pause(900)).cleanup(() -> on.say("tidied")));
    return "done";
  }

  @Test
  void rtn0643ALeaseThatIsNotRenewed() {
    SimRobot sim = sim(new ArrayList<>());
    Bench simulated = new Bench(scheduler, body(), new WithoutRenewals(sim), StallWatch.NONE);

    RunResult result = simulated.policy(scope -> act(action("lift", 3_000, 20, "arm")));

    assertThat(result.outcome().word()).isEqualTo("denied(stopped)");
    assertThat(faults(simulated.trace)).containsExactly(Code.LEASE_LAPSED.id());
  }

  @Test
  void rtn0643NearAnActionThatEndsWithinItsLease() {
    SimRobot sim = sim(new ArrayList<>());
    Bench simulated = new Bench(scheduler, body(), new WithoutRenewals(sim), StallWatch.NONE);

    RunResult result = simulated.policy(scope -> act(action("lift", 499, 20, "arm")));

    assertThat(result.outcome().word()).isEqualTo("ok");
    assertThat(faults(simulated.trace)).isEmpty();
  }

  @Test
  void rtn0644AMachineThatSlept() {
    long[] slept = new long[1];
    Bench stalled = stalling(slept, false);
    stalled.at(200, () -> slept[0] = 8_000 * MS);

    RunResult unused = stalled.policy(scope -> tidied(stalled));

    assertThat(faults(stalled.trace)).containsExactly(Code.STALLED.id());
  }

  @Test
  void rtn0644NearANap() {
    long[] slept = new long[1];
    Bench stalled = stalling(slept, false);
    stalled.at(200, () -> slept[0] = 300 * MS);

    RunResult unused = stalled.policy(scope -> tidied(stalled));

    assertThat(faults(stalled.trace)).isEmpty();
  }

  @Test
  void c7TheRobotsOwnEmergencyStopCancelsAndDeniesEveryMotion() {
    bench.at(20, Rank.COMPLETION, bench.robot::pressEmergencyStop);
    RunResult result =
        bench.policy(
            scope ->
                step(
                    spec("inner").cleanup().build(),
                    Demands.builder(),
                    Script.of(() -> pause(100))
                        .cleanup(() -> act(action("retract", 10, 5, "arm")))));

    assertThat(result.outcome().word()).isEqualTo("cancelled(emergency)");
    assertThat(bench.robot.log).isEmpty();
  }

  private static List<Object> faults(List<TraceEvent> trace) {
    return trace.stream()
        .filter(event -> event.type().equals("fault"))
        .map(event -> event.fields().get("code"))
        .toList();
  }
}
