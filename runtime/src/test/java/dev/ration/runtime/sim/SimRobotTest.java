package dev.ration.runtime.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ration.runtime.clock.Scheduler;
import dev.ration.runtime.clock.SchedulerSettings;
import dev.ration.runtime.clock.Strand;
import dev.ration.runtime.spi.Command;
import dev.ration.runtime.spi.CommandContract;
import dev.ration.runtime.spi.CommandContract.Figures;
import dev.ration.runtime.spi.CommandListener;
import dev.ration.runtime.spi.CommandRequest;
import dev.ration.runtime.spi.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class SimRobotTest {
  private static final long SECOND = 1_000_000_000L;
  private static final Figures ONE_SECOND = new Figures(SECOND, SECOND, SECOND, 2 * SECOND);
  private static final Figures TENTH =
      new Figures(SECOND / 10, SECOND / 10, SECOND / 10, SECOND / 5);
  private static final Figures TEN_WATTS =
      new Figures(10_000_000, 10_000_000, 10_000_000, Figures.NO_MAX);

  private final Scheduler scheduler = Scheduler.virtual(SchedulerSettings.defaults());
  private final List<String> told = new ArrayList<>();

  private SimRobot robot(SimSettings settings) {
    return new SimRobot(
        scheduler,
        settings,
        event -> told.add(event.atNanos() / 1_000_000 + " " + event.phase() + " " + event.text()));
  }

  @Test
  void speechTakesAsLongAsItsText() {
    SimRobot robot = robot(SimSettings.DEFAULTS);

    run(5 * SECOND, () -> robot.start(request("std.speech.say", "Good morning."), heard()));

    assertThat(told)
        .containsExactly(
            "100 BEGUN says \"Good morning.\"",
            "100 begun",
            "1000 DONE says \"Good morning.\"",
            "1000 done null");
    assertThat(robot.said()).containsExactly("Good morning.");
  }

  @Test
  void listeningGivesWhatWasSaidBefore() {
    SimRobot robot = robot(SimSettings.DEFAULTS);
    robot.hear("where is room 4.12?");

    run(5 * SECOND, () -> robot.start(request("std.speech.listen"), heard()));

    assertThat(told)
        .contains("1000 DONE hears \"where is room 4.12?\"", "1000 done where is room 4.12?");
  }

  @Test
  void listeningToNobodyGoesOnUntilItIsStopped() {
    SimRobot robot = robot(SimSettings.DEFAULTS);
    List<Command> commands = new ArrayList<>();

    run(3 * SECOND, () -> commands.add(robot.start(request("std.speech.listen"), heard())));
    assertThat(told).containsExactly("100 BEGUN listens", "100 begun");

    run(6 * SECOND, () -> commands.getFirst().stop());
    assertThat(told).last().isEqualTo("3200 stopped");
  }

  @Test
  void aFaultScriptMakesTheSecondCommandFail() {
    SimRobot robot =
        robot(
            SimSettings.DEFAULTS.withFaults(
                (_, number) ->
                    number == 2 ? new FaultScript.Fault.Fails("slipped") : FaultScript.Fault.NONE));

    run(2 * SECOND, () -> robot.start(request("std.grip.grip", "cup"), heard()));
    run(4 * SECOND, () -> robot.start(request("std.grip.grip", "cup"), heard()));

    assertThat(told)
        .containsSubsequence(
            "1000 done null", "3000 FAILED grip cup: slipped", "3000 failed slipped");
  }

  @Test
  void aDeafCommandDoesNotStopUnlessTheEmergencyStopIsPressed() {
    SimRobot robot = robot(SimSettings.DEFAULTS.withFaults((_, _) -> new FaultScript.Fault.Deaf()));

    run(
        3 * SECOND,
        () -> {
          Command command = robot.start(request("std.motion.go_to", "dock"), heard());
          command.stop();
        });
    assertThat(told).isEmpty();

    run(4 * SECOND, robot::emergencyStop);
    assertThat(told).containsExactly("3000 STOPPED stops: drives to dock", "3000 stopped");
  }

  @Test
  void theBatteryPaysForIdleAndForWhatRuns() {
    SimSettings small =
        new SimSettings(
            1_000_000_000L,
            1,
            10_000_000,
            Map.of("saver", 0.98, "low", 0.5),
            SECOND / 5,
            FaultScript.NONE);
    SimRobot robot = robot(small);

    run(2 * SECOND, () -> robot.start(request("std.motion.go_to", "dock"), heard()));

    Reading charge = Objects.requireNonNull(robot.read("battery.charge"));
    assertThat((Double) charge.value()).isBetween(0.9699, 0.9701);
    assertThat(Objects.requireNonNull(robot.read("battery.band")).value()).isEqualTo("saver");
    assertThat(robot.read("camera.head")).isNull();
  }

  @Test
  void aResultIsGivenByWhoeverKnowsTheAction() {
    SimRobot robot = robot(SimSettings.DEFAULTS);
    robot.give("std.grip.grip", request -> "held " + request.arguments().getFirst().value());

    run(2 * SECOND, () -> robot.start(request("std.grip.grip", "cup"), heard()));

    assertThat(told).last().isEqualTo("1000 done held cup");
  }

  private CommandListener heard() {
    return new CommandListener() {
      @Override
      public void onBegun() {
        tell("begun");
      }

      @Override
      public void onDone(@Nullable Object result) {
        tell("done " + result);
      }

      @Override
      public void onFailed(String code, String message) {
        tell("failed " + code);
      }

      @Override
      public void onStopped() {
        tell("stopped");
      }
    };
  }

  private void tell(String what) {
    told.add(scheduler.now() / 1_000_000 + " " + what);
  }

  private static CommandRequest request(String action, String... arguments) {
    List<CommandRequest.Argument> given =
        List.of(arguments).stream()
            .map(text -> new CommandRequest.Argument("it", text, text))
            .toList();
    return new CommandRequest(
        action,
        given,
        1,
        new CommandContract(
            ONE_SECOND, TENTH, TEN_WATTS, List.of("voice"), List.of("slipped"), false));
  }

  private void run(long untilNanos, Runnable body) {
    CompletableFuture<@Nullable Object> done = new CompletableFuture<>();
    scheduler.start(
        "main",
        null,
        () -> {
          try {
            body.run();
            Objects.requireNonNull(Strand.current()).waitUntil(untilNanos);
            done.complete(null);
          } catch (RuntimeException | Error failed) {
            done.completeExceptionally(failed);
          }
        });
    done.orTimeout(10, TimeUnit.SECONDS).join();
  }
}
