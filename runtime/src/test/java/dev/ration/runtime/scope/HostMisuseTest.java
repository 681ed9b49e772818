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
import dev.ration.runtime.spi.Command;
import dev.ration.runtime.spi.CommandListener;
import dev.ration.runtime.spi.CommandRequest;
import dev.ration.runtime.spi.Reading;
import dev.ration.runtime.spi.Robot;
import dev.ration.runtime.trace.TraceEvent;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A robot's side that is written wrongly: each mistake has its code, and nothing stays held. */
@Timeout(60)
class HostMisuseTest {
  private static final ResourceTree ARM =
      new ResourceTree(Map.of("arm", new ResourceTree.Node(List.of(), 20 * MS, true)));

  private final CountDownLatch release = new CountDownLatch(1);

  @AfterEach
  void letGo() {
    release.countDown();
  }

  /** What a test makes of one command. */
  @FunctionalInterface
  private interface Start {
    Command start(CommandListener listener);
  }

  /** A robot whose safe stop works, and which does with everything else what a test says. */
  private record Misused(Start start) implements Robot {
    @Override
    public Command start(CommandRequest request, CommandListener listener) {
      if (request.action().equals(SAFE_STOP)) {
        listener.onDone(null);
        return () -> {};
      }
      return start.start(listener);
    }

    @Override
    public @Nullable Reading read(String sensor) {
      return null;
    }

    @Override
    public void onReading(ReadingListener listener) {}

    @Override
    public void emergencyStop() {}

    @Override
    public void close() {}
  }

  private static Bench virtual(Start start) {
    Scheduler scheduler = Scheduler.virtual(SchedulerSettings.defaults());
    return new Bench(scheduler, ARM, new Misused(start), StallWatch.NONE);
  }

  private static Bench real(Start start) {
    Scheduler scheduler = Scheduler.real(SchedulerSettings.defaults());
    return new Bench(scheduler, ARM, new Misused(start), StallWatch.NONE);
  }

  private static List<Object> faults(Bench bench) {
    return bench.trace.stream()
        .filter(event -> event.type().equals("fault"))
        .map(TraceEvent::fields)
        .map(fields -> fields.get("code"))
        .toList();
  }

  private static void assertNothingIsHeld(Bench bench) {
    assertThat(bench.run.holdings().used("arm")).isZero();
    assertThat(bench.run.holdings().quarantined()).isEmpty();
  }

  private static @Nullable Object lift() {
    return act(action("lift", 50, 10, "arm"));
  }

  /** A robot that repeats what it is told, as a code and in its words. */
  private static RunResult toldBy(Start start, boolean isPrivate) {
    CommandRequest.Argument told = new CommandRequest.Argument("words", "hush", "hush", isPrivate);
    Bench bench = virtual(start);
    RunResult result =
        bench.policy(scope -> act(action("lift", 50, 10, "arm").with(List.of(told))));
    assertNothingIsHeld(bench);
    return result;
  }

  private static final Start REPEATS =
      listener -> {
        listener.onFailed("hush", "I was told: hush");
        return () -> {};
      };

  private static final Start BREAKS =
      _ -> {
        throw new IllegalStateException("hush");
      };

  @Test
  void m7WhatIsSaidOfAPrivateValueIsNotRepeated() {
    RunResult failed = toldBy(REPEATS, true);
    RunResult broken = toldBy(BREAKS, true);

    assertThat(failed.outcome().word()).isEqualTo("undeclared");
    assertThat(failed.receipt() + " " + broken.receipt())
        .contains("what it says may quote a private value")
        .doesNotContain("hush");
  }

  @Test
  void m7NearWhatIsSaidOfAnOpenOneIs() {
    RunResult failed = toldBy(REPEATS, false);

    assertThat(failed.outcome().word()).isEqualTo("hush");
    assertThat(failed.receipt().toString()).contains("I was told: hush");
    assertThat(toldBy(BREAKS, false).receipt().why()).contains("hush");
  }

  @Test
  void rtn0648NearAStartThatThrows() {
    for (boolean isReal : new boolean[] {false, true}) {
      Start broken =
          _ -> {
            throw new IllegalStateException("no motor");
          };
      Bench bench = isReal ? real(broken) : virtual(broken);

      RunResult result = bench.policy(scope -> lift());

      assertThat(result.outcome().word()).isEqualTo("bug(RTN0615)");
      assertThat(result.receipt().why()).contains("no motor");
      assertNothingIsHeld(bench);
    }
  }

  @Test
  void rtn0647NearAStopThatThrows() {
    Bench bench =
        virtual(
            listener ->
                () -> {
                  listener.onStopped();
                  throw new IllegalStateException("no brake");
                });

    RunResult result = bench.policy(within(30).build(), scope -> lift());

    assertThat(result.outcome().word()).isEqualTo("timeout");
    assertThat(faults(bench)).containsExactly(Code.HOST_THREW.id());
    assertNothingIsHeld(bench);
  }

  @Test
  void anEndThatIsReportedTwiceAtOnceCountsOnce() {
    Bench bench =
        virtual(
            listener -> {
              listener.onDone("first");
              listener.onDone("second");
              return () -> {};
            });

    RunResult result = bench.policy(scope -> lift());

    assertThat(result.outcome()).isEqualTo(new Outcome.Ok("first"));
    assertThat(faults(bench)).containsExactly(Code.ENDED_TWICE.id());
    assertNothingIsHeld(bench);
  }

  @Test
  void anEndThatIsReportedAgainLaterIsToldToWhatIsStillOpen() {
    CommandListener[] heard = new CommandListener[1];
    Bench bench =
        virtual(
            listener -> {
              heard[0] = listener;
              listener.onDone("first");
              return () -> {};
            });
    bench.at(40, Rank.COMPLETION, () -> heard[0].onFailed("slipped", "after all"));

    RunResult result =
        bench.policy(
            scope -> {
              Object first = lift();
              pause(100);
              return first;
            });

    assertThat(result.outcome()).isEqualTo(new Outcome.Ok("first"));
    assertThat(result.receipt().faults())
        .extracting(Receipt.Fault::code)
        .containsExactly(Code.ENDED_TWICE.id());
    assertNothingIsHeld(bench);
  }

  @Test
  void rtn0646AnActionThatNeverReturns() {
    Bench bench = virtual(listener -> listener::onStopped);

    RunResult result =
        bench.policy(
            scope -> {
              step(
                  spec("try").handlers(otherwise(1)).build(),
                  Demands.builder(),
                  Script.of(() -> lift()));
              return step(
                  spec("again").build(),
                  Demands.builder().holds(Holding.of("arm")).now(),
                  () -> bench.say("again"));
            });

    assertThat(result.outcome().word()).isEqualTo("ok");
    assertThat(bench.log).containsExactly("100 again");
    assertThat(faults(bench)).containsExactly(Code.NEVER_RETURNED.id());
    assertNothingIsHeld(bench);
  }

  @Test
  void rtn0646NearALimitOfItsCaller() {
    Bench bench = virtual(listener -> listener::onStopped);

    bench.policy(within(60).build(), scope -> lift());

    assertThat(faults(bench)).isEmpty();
  }

  @Test
  void rtn0647AStopThatBlocksIsLeftBehind() {
    Bench bench = real(_ -> this::block);

    RunResult result = bench.policy(within(80).build(), scope -> lift());

    assertThat(result.outcome().word()).isEqualTo("timeout");
    assertThat(result.isAbandoned()).isFalse();
    assertThat(faults(bench))
        .containsExactly(Code.STOP_BLOCKED.id(), Code.LEFT_BEHIND.id(), Code.QUARANTINED.id());
    assertThat(bench.run.holdings().used("arm")).isZero();
  }

  @Test
  void rtn0648AStartThatBlocksIsStoppedWhenItComesBack() throws Exception {
    CountDownLatch stopped = new CountDownLatch(1);
    Bench bench =
        real(
            _ -> {
              block();
              return stopped::countDown;
            });

    RunResult result = bench.policy(within(80).build(), scope -> lift());

    assertThat(result.outcome().word()).isEqualTo("timeout");
    assertThat(faults(bench))
        .containsExactly(Code.START_BLOCKED.id(), Code.LEFT_BEHIND.id(), Code.QUARANTINED.id());
    assertThat(bench.run.holdings().used("arm")).isZero();

    release.countDown();
    stopped.await();
  }

  private static Bench telling(Consumer<CommandListener> told) {
    return virtual(
        listener -> {
          told.accept(listener);
          return () -> {};
        });
  }

  @Test
  void rtn0642ADriverThatIsLostKeepsWhatItHeldOutOfUse() {
    Bench bench = telling(listener -> listener.onLost("the cable is out"));

    RunResult result = bench.policy(scope -> lift());

    assertThat(result.outcome().word()).isEqualTo("unavailable");
    assertThat(faults(bench)).containsExactly(Code.DRIVER_LOST.id(), Code.QUARANTINED.id());
    assertThat(bench.run.holdings().quarantined()).containsExactly("arm");
    assertThat(bench.run.holdings().used("arm")).isZero();
  }

  @Test
  void rtn0642NearADriverThatFails() {
    Bench bench = telling(listener -> listener.onFailed("slipped", "it was wet"));

    RunResult result = bench.policy(scope -> lift());

    assertThat(result.outcome().word()).isEqualTo("slipped");
    assertThat(faults(bench)).isEmpty();
    assertNothingIsHeld(bench);
  }

  @Test
  void rtn0645ACommandThatIsRefused() {
    Bench bench = telling(listener -> listener.onRefused(false, "grant"));

    RunResult result = bench.policy(scope -> lift());

    assertThat(result.outcome().word()).isEqualTo("denied(resource)");
    assertThat(faults(bench)).containsExactly(Code.COMMAND_REFUSED.id());
    assertNothingIsHeld(bench);
  }

  @Test
  void rtn0645NearARefusalAfterAnEmergencyStop() {
    Bench bench = telling(listener -> listener.onRefused(true, "stopped"));

    RunResult result = bench.policy(scope -> lift());

    assertThat(result.outcome().word()).isEqualTo("denied(stopped)");
    assertThat(faults(bench)).isEmpty();
  }

  private void block() {
    try {
      release.await();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }
}
