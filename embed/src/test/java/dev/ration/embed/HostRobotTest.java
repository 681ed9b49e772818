package dev.ration.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ration.runtime.spi.Command;
import dev.ration.runtime.spi.CommandContract;
import dev.ration.runtime.spi.CommandContract.Figures;
import dev.ration.runtime.spi.CommandListener;
import dev.ration.runtime.spi.CommandRequest;
import dev.ration.runtime.spi.Robot;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a robot in Java code does for its actions; on real threads, which are waited for. */
@Timeout(60)
class HostRobotTest {
  private static final CommandContract CONTRACT =
      new CommandContract(
          Figures.ZERO, Figures.ZERO, Figures.ZERO, List.of("hand"), List.of("slipped"), false);

  private final AtomicInteger safe = new AtomicInteger();
  private final CountDownLatch started = new CountDownLatch(1);
  private final Heard heard = new Heard();

  /** Writes down what it hears. */
  private static final class Heard implements CommandListener {
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    String next() throws InterruptedException {
      return Objects.requireNonNull(lines.poll(30, TimeUnit.SECONDS), "nothing was told");
    }

    @Override
    public void onBegun() {
      lines.add("begun");
    }

    @Override
    public void onDone(@Nullable Object result) {
      lines.add("done " + result);
    }

    @Override
    public void onFailed(String code, String message) {
      lines.add("failed " + code + ": " + message);
    }

    @Override
    public void onStopped() {
      lines.add("stopped");
    }

    @Override
    public void onLapsed() {
      lines.add("lapsed");
    }

    @Override
    public void onRefused(boolean isStopped, String message) {
      lines.add("refused " + isStopped);
    }

    @Override
    public void onBroken(String message) {
      lines.add("broken " + message);
    }
  }

  private HostRobot robot(ActionBody body) {
    return HostRobot.named("test")
        .action("m.act", body)
        .resource("hand", Duration.ofMillis(50), safe::incrementAndGet)
        .build();
  }

  private static Robot connect(HostRobot robot) {
    return robot.connect(Map.of());
  }

  private static CommandRequest request(long grant, long lease) {
    return new CommandRequest(
        "m.act",
        List.of(new CommandRequest.Argument("item", "cup", "cup")),
        grant,
        CONTRACT,
        lease);
  }

  private static CommandRequest safeStop(long grant) {
    return new CommandRequest(
        Robot.SAFE_STOP,
        List.of(new CommandRequest.Argument("resource", "hand", "hand")),
        grant,
        CONTRACT);
  }

  private Object forever(ActionCall call) throws InterruptedException {
    call.begun();
    started.countDown();
    new CountDownLatch(1).await();
    return call;
  }

  @Test
  void givesArgumentsAndResult() throws Exception {
    Robot robot = connect(robot(call -> call.text("item") + "!"));

    robot.start(request(1, CommandRequest.NO_LEASE), heard);

    assertThat(heard.next()).isEqualTo("done cup!");
  }

  @Test
  void tellsBegunOnce() throws Exception {
    Robot robot =
        connect(
            robot(
                call -> {
                  call.begun();
                  call.begun();
                  return null;
                }));

    robot.start(request(1, CommandRequest.NO_LEASE), heard);

    assertThat(heard.next()).isEqualTo("begun");
    assertThat(heard.next()).isEqualTo("done null");
  }

  @Test
  void tellsADeclaredFailureFromADefect() throws Exception {
    Robot failing =
        connect(
            robot(
                _ -> {
                  throw new ActionFailed("slipped", "wet");
                }));
    Robot broken =
        connect(
            robot(
                _ -> {
                  throw new IllegalStateException("no motor");
                }));

    failing.start(request(1, CommandRequest.NO_LEASE), heard);
    assertThat(heard.next()).isEqualTo("failed slipped: wet");
    broken.start(request(1, CommandRequest.NO_LEASE), heard);
    assertThat(heard.next()).isEqualTo("broken IllegalStateException: no motor");
  }

  @Test
  void isStoppedOnlyOnceItIsSafe() throws Exception {
    Robot robot = connect(robot(this::forever));
    Command command = robot.start(request(1, CommandRequest.NO_LEASE), heard);
    started.await();

    command.stop();

    assertThat(heard.next()).isEqualTo("begun");
    assertThat(heard.next()).isEqualTo("stopped");
    assertThat(safe).hasValue(1);
  }

  @Test
  void stopsWhatNobodyRenews() throws Exception {
    Robot robot = connect(robot(this::forever));

    Command command = robot.start(request(1, TimeUnit.HOURS.toNanos(1)), heard);
    assertThat(heard.next()).isEqualTo("begun");
    command.renew(1);

    assertThat(heard.next()).isEqualTo("lapsed");
    assertThat(heard.next()).isEqualTo("stopped");
  }

  @Test
  void refusesAnEarlierGrantAlsoInALaterRun() throws Exception {
    HostRobot robot = robot(_ -> null);
    connect(robot).start(request(5, CommandRequest.NO_LEASE), heard);
    assertThat(heard.next()).isEqualTo("done null");

    Robot later = connect(robot);
    later.start(request(5, CommandRequest.NO_LEASE), heard);

    assertThat(heard.next()).isEqualTo("refused false");
    assertThat(later.standing().grant()).isEqualTo(5);
  }

  @Test
  void anEmergencyStopHoldsUntilItIsRearmed() throws Exception {
    HostRobot robot = robot(this::forever);
    Robot session = connect(robot);
    session.start(request(1, CommandRequest.NO_LEASE), heard);
    started.await();
    assertThat(heard.next()).isEqualTo("begun");

    session.emergencyStop();

    assertThat(heard.next()).isEqualTo("stopped");
    session.start(request(2, CommandRequest.NO_LEASE), heard);
    assertThat(heard.next()).isEqualTo("refused true");
    assertThat(session.standing().unsafe()).containsExactly("hand");
    robot.rearm();
    session.start(request(3, CommandRequest.NO_LEASE), heard);
    assertThat(heard.next()).isEqualTo("begun");
  }

  @Test
  void t11WhatIgnoresItsStopIsMadeSafeAtOnceAndNotConfirmed() throws Exception {
    CountDownLatch mayEnd = new CountDownLatch(1);
    CountDownLatch entered = new CountDownLatch(1);
    HostRobot ignoring =
        HostRobot.named("test")
            .action(
                "m.act",
                _ -> {
                  started.countDown();
                  try {
                    new CountDownLatch(1).await();
                  } catch (InterruptedException _) {
                    mayEnd.await();
                  }
                  return "late";
                })
            .resource(
                "hand",
                Duration.ofMillis(50),
                () -> {
                  safe.incrementAndGet();
                  entered.countDown();
                })
            .build();
    Robot robot = connect(ignoring);
    robot.start(request(1, CommandRequest.NO_LEASE), heard);
    started.await();
    Heard stopping = new Heard();

    robot.start(safeStop(2), stopping);
    entered.await();
    // It is safe now, and may be moved again by what ignores its stop.
    assertThat(stopping.lines).isEmpty();
    Robot later = connect(ignoring);
    assertThat(later.standing().unsafe()).containsExactly("hand");
    later.start(request(3, CommandRequest.NO_LEASE), stopping);
    assertThat(stopping.next()).isEqualTo("refused false");
    mayEnd.countDown();

    assertThat(heard.next()).isEqualTo("done late");
    assertThat(stopping.next()).isEqualTo("done null");
    assertThat(safe).hasValue(2);
    assertThat(later.standing().unsafe()).isEmpty();
  }

  @Test
  void aSafeStateThatFailsIsNotConfirmed() throws Exception {
    Robot robot =
        connect(
            HostRobot.named("test")
                .action("m.act", this::forever)
                .resource(
                    "hand",
                    Duration.ofMillis(50),
                    () -> {
                      throw new IllegalStateException("jammed");
                    })
                .build());

    robot.start(safeStop(1), heard);
    assertThat(heard.next()).isEqualTo("failed unsafe: jammed");
    Command command = robot.start(request(2, CommandRequest.NO_LEASE), heard);
    started.await();
    command.stop();

    assertThat(heard.next()).isEqualTo("begun");
    Heard again = new Heard();
    robot.start(safeStop(3), again);
    assertThat(again.next()).isEqualTo("failed unsafe: jammed");
    // Nobody was told that it has stopped.
    assertThat(heard.lines).isEmpty();
    assertThat(robot.standing().unsafe()).containsExactly("hand");
  }

  @Test
  void standsStillWhileItIsFrozen() throws Exception {
    CountDownLatch isHeld = new CountDownLatch(1);
    AtomicInteger steps = new AtomicInteger();
    Robot robot =
        connect(
            robot(
                call -> {
                  started.countDown();
                  isHeld.await();
                  call.checkpoint();
                  return steps.incrementAndGet();
                }));
    Command command = robot.start(request(1, CommandRequest.NO_LEASE), heard);
    started.await();

    command.hold();
    isHeld.countDown();
    assertThat(steps).hasValue(0);
    command.resume();

    assertThat(heard.next()).isEqualTo("done 1");
  }

  @Test
  void publishesReadings() {
    HostRobot robot = robot(_ -> null);
    Robot session = connect(robot);
    BlockingQueue<String> told = new LinkedBlockingQueue<>();
    session.onReading((source, reading) -> told.add(source + " " + reading.value()));

    robot.publish("cell.grip", 3.5);

    assertThat(told).containsExactly("cell.grip 3.5");
    assertThat(Objects.requireNonNull(session.read("cell.grip")).value()).isEqualTo(3.5);
    assertThat(session.read("cell.other")).isNull();
  }

  @Test
  void namesWhatItDoesAndHowLongStopsTake() {
    Robot session = connect(robot(_ -> null));

    assertThat(session.standing().offers("m.act")).isTrue();
    assertThat(session.standing().offers("m.other")).isFalse();
    assertThat(session.standing().stops()).containsEntry("hand", 50_000_000L);
  }

  @Test
  void nothingIsBoundTwice() {
    var builder = HostRobot.named("test").action("m.act", _ -> null);

    assertThatThrownBy(() -> builder.action("m.act", _ -> null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("m.act");
  }
}
