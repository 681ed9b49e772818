package dev.ration.runtime.replay;

import dev.ration.runtime.clock.Rank;
import dev.ration.runtime.clock.Scheduler;
import dev.ration.runtime.spi.Command;
import dev.ration.runtime.spi.CommandListener;
import dev.ration.runtime.spi.CommandRequest;
import dev.ration.runtime.spi.Reading;
import dev.ration.runtime.spi.Robot;
import dev.ration.runtime.spi.Standing;
import dev.ration.runtime.trace.TraceEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A robot whose every word stands in the run's trace; in a run that is played it moves nothing and
 * says what the trace says. Thread rule: that of {@link Robot}.
 */
public final class RecordedRobot implements Robot {
  private static final ReadingListener NOBODY = (_, _) -> {};
  private static final String STANDING = "robot.standing";

  private final @Nullable Robot robot;
  private final Inputs inputs;
  private final Scheduler scheduler;
  private final Predicate<String> isPrivate;
  private final Map<Long, Heard> commands = new HashMap<>();
  private final Map<String, Read> lastReads = new HashMap<>();
  private long commandCount;
  private long readCount;
  private long callCount;
  private volatile boolean isStopped;
  private ReadingListener readings = NOBODY;

  /** What a sensor gave last; {@code isFresh}: it was taken when it was asked for. */
  private record Read(@Nullable Object value, long takenNanos, boolean isFresh) {
    static final Read NOTHING = new Read(null, 0, false);

    @Nullable Reading at(long now) {
      return value == null ? null : new Reading(value, isFresh ? now : takenNanos);
    }
  }

  /**
   * @param robot null when the inputs are played
   * @param privateSources the actions, sensors and topics whose values may not leave the robot
   */
  public RecordedRobot(
      @Nullable Robot robot, Inputs inputs, Scheduler scheduler, Set<String> privateSources) {
    this.robot = robot;
    this.inputs = inputs;
    this.scheduler = scheduler;
    this.isPrivate = Set.copyOf(privateSources)::contains;
    if (robot == null) {
      play();
    }
  }

  private void play() {
    inputs.onPlayed("robot.begun", line -> withCommand(line, Heard::onBegun));
    inputs.onPlayed(
        "robot.done",
        line -> withCommand(line, one -> one.onDone(inputs.decode(line.get("result")))));
    inputs.onPlayed(
        "robot.failed",
        line ->
            withCommand(
                line, one -> one.onFailed(text(line.get("code")), text(line.get("message")))));
    inputs.onPlayed("robot.stopped", line -> withCommand(line, Heard::onStopped));
    inputs.onPlayed("robot.lapsed", line -> withCommand(line, Heard::onLapsed));
    inputs.onPlayed(
        "robot.refused",
        line ->
            withCommand(
                line,
                one ->
                    one.onRefused(
                        Boolean.TRUE.equals(line.get("emergency")), text(line.get("message")))));
    inputs.onPlayed(
        "robot.broken", line -> withCommand(line, one -> one.onBroken(text(line.get("message")))));
    inputs.onPlayed(
        "robot.lost", line -> withCommand(line, one -> one.onLost(text(line.get("message")))));
    inputs.onPlayed("robot.emergency", _ -> pressed());
    inputs.onPlayed(
        "robot.reading",
        line -> {
          Object value = inputs.decode(line.get("value"));
          if (value != null) {
            heard(text(line.get("source")), new Reading(value, Tape.number(line, "taken_ns")));
          }
        });
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }

  private void withCommand(Map<String, Object> line, java.util.function.Consumer<Heard> what) {
    Heard command = commands.get(Tape.number(line, "command"));
    if (command != null) {
      what.accept(command);
    }
  }

  /** The robot itself; null when it is played. */
  public @Nullable Robot robot() {
    return robot;
  }

  @Override
  public Command start(CommandRequest request, CommandListener listener) {
    return start(request, listener, false);
  }

  /** As {@link #start(CommandRequest, CommandListener)}; a private result is sealed (M7). */
  public Command start(CommandRequest request, CommandListener listener, boolean isSealed) {
    commandCount++;
    boolean isDiscreet = isSealed || request.isPrivate();
    Heard heard =
        new Heard(
            commandCount,
            request,
            listener,
            isSealed || isPrivate.test(request.action()),
            isDiscreet);
    if (robot == null) {
      commands.put(commandCount, heard);
    }
    boolean isRefused =
        isStopped && !request.contract().isPure() && !request.action().equals(SAFE_STOP);
    Command[] started = {() -> {}};
    call(
        isDiscreet,
        () -> {
          if (robot == null) {
            return;
          }
          if (isRefused) {
            heard.onStopped();
          } else {
            started[0] = robot.start(request, heard);
          }
        });
    return new Command() {
      @Override
      public void stop() {
        call(isDiscreet, started[0]::stop);
      }

      @Override
      public void hold() {
        call(isDiscreet, started[0]::hold);
      }

      @Override
      public void resume() {
        call(isDiscreet, started[0]::resume);
      }

      @Override
      public void renew(long leaseNanos) {
        call(isDiscreet, () -> started[0].renew(leaseNanos));
      }
    };
  }

  /** Asks the robot; what it throws is an input as well. */
  private void call(boolean isDiscreet, Runnable call) {
    callCount++;
    long number = callCount;
    RuntimeException[] thrown = new RuntimeException[1];
    inputs.outside(
        () -> {
          try {
            call.run();
          } catch (RuntimeException broken) {
            thrown[0] = broken;
          }
        });
    Map<String, Object> earlier = inputs.said("robot.threw", number);
    if (earlier != null) {
      thrown[0] = new IllegalStateException(text(earlier.get("message")));
    }
    if (thrown[0] != null) {
      String message = CommandRequest.words(String.valueOf(thrown[0].getMessage()), isDiscreet);
      inputs.say("robot.threw", number, event -> event.with("message", message));
      throw thrown[0];
    }
  }

  @Override
  public @Nullable Reading read(String sensor) {
    readCount++;
    long number = readCount;
    Reading[] found = new Reading[1];
    scheduler.atomically(() -> found[0] = read(sensor, number));
    return found[0];
  }

  private @Nullable Reading read(String sensor, long number) {
    long now = scheduler.now();
    Read last = lastReads.getOrDefault(sensor, Read.NOTHING);
    Read next;
    if (robot == null) {
      Map<String, Object> line = inputs.said("robot.read", number);
      if (line == null) {
        return last.at(now);
      }
      next =
          new Read(
              inputs.decode(line.get("value")),
              Tape.number(line, "taken_ns"),
              Boolean.TRUE.equals(line.get("fresh")));
    } else {
      Reading reading = robot.read(sensor);
      if (Objects.equals(reading, last.at(now))) {
        return reading;
      }
      next =
          reading == null
              ? Read.NOTHING
              : new Read(reading.value(), reading.nanoTime(), reading.nanoTime() == now);
    }
    lastReads.put(sensor, next);
    boolean isSealed = isPrivate.test(sensor);
    inputs.say(
        "robot.read",
        number,
        event -> {
          event.with("sensor", sensor).withAny("value", inputs.encode(next.value, isSealed));
          return next.value == null
              ? event
              : next.isFresh ? event.with("fresh", true) : event.with("taken_ns", next.takenNanos);
        });
    return next.at(now);
  }

  @Override
  public void onReading(ReadingListener listener) {
    scheduler.atomically(() -> readings = listener);
    if (robot != null) {
      robot.onReading(
          new ReadingListener() {
            @Override
            public void onReading(String source, Reading reading) {
              heard(source, reading);
            }

            @Override
            public void onEmergencyStop() {
              pressed();
            }
          });
    }
  }

  private void pressed() {
    inputs.take(Rank.STOP, "robot.emergency", event -> event, () -> readings.onEmergencyStop());
  }

  /** What its drivers say at the start of the run; asked once. */
  @Override
  public Standing standing() {
    Map<String, Object> earlier = inputs.said(STANDING, 1);
    Standing found = robot == null ? standing(earlier) : robot.standing();
    if (found.grant() != 0 || !found.unsafe().isEmpty()) {
      inputs.say(
          STANDING,
          1,
          event ->
              event
                  .with("grant", found.grant())
                  .with("unsafe", found.unsafe().stream().sorted().toList()));
    }
    return found;
  }

  private static Standing standing(@Nullable Map<String, Object> line) {
    if (line == null || !(line.get("unsafe") instanceof List<?> names)) {
      return Standing.AT_REST;
    }
    Set<String> unsafe = names.stream().map(String::valueOf).collect(Collectors.toSet());
    return new Standing(
        Tape.number(line, "grant"), true, false, unsafe, Optional.empty(), Map.of());
  }

  private void heard(String source, Reading reading) {
    inputs.take(
        Rank.CONDITION,
        "robot.reading",
        event ->
            event
                .with("source", source)
                .withAny("value", inputs.encode(reading.value(), isPrivate.test(source)))
                .with("taken_ns", reading.nanoTime()),
        () -> readings.onReading(source, reading));
  }

  @Override
  public void emergencyStop() {
    isStopped = true;
    if (robot != null) {
      robot.emergencyStop();
    }
  }

  @Override
  public void close() {
    if (robot != null) {
      robot.close();
    }
  }

  /** Hears one command, in whatever thread the robot speaks. */
  private final class Heard implements CommandListener {
    private final long number;
    private final CommandRequest request;
    private final CommandListener listener;
    private final boolean isSealed;

    /** Whether the robot's own words may quote what is private. */
    private final boolean isDiscreet;

    Heard(
        long number,
        CommandRequest request,
        CommandListener listener,
        boolean isSealed,
        boolean isDiscreet) {
      this.number = number;
      this.request = request;
      this.listener = listener;
      this.isSealed = isSealed;
      this.isDiscreet = isDiscreet;
    }

    private void take(String type, UnaryOperator<TraceEvent> more, Runnable deliver) {
      inputs.take(
          Rank.COMPLETION,
          type,
          event -> more.apply(event.with("command", number).with("action", request.action())),
          deliver);
    }

    private String words(String message) {
      return CommandRequest.words(message, isDiscreet);
    }

    @Override
    public void onBegun() {
      take("robot.begun", event -> event, listener::onBegun);
    }

    @Override
    public void onDone(@Nullable Object result) {
      take(
          "robot.done",
          event -> event.withAny("result", inputs.encode(result, isSealed)),
          () -> listener.onDone(result));
    }

    @Override
    public void onFailed(String code, String message) {
      take(
          "robot.failed",
          event ->
              event
                  .with("code", CommandRequest.code(code, request.contract(), isDiscreet))
                  .with("message", words(message)),
          () -> listener.onFailed(code, message));
    }

    @Override
    public void onStopped() {
      take("robot.stopped", event -> event, listener::onStopped);
    }

    @Override
    public void onLapsed() {
      take("robot.lapsed", event -> event, listener::onLapsed);
    }

    @Override
    public void onRefused(boolean isEmergency, String message) {
      take(
          "robot.refused",
          event -> event.with("emergency", isEmergency).with("message", words(message)),
          () -> listener.onRefused(isEmergency, message));
    }

    @Override
    public void onBroken(String message) {
      take(
          "robot.broken",
          event -> event.with("message", words(message)),
          () -> listener.onBroken(message));
    }

    @Override
    public void onLost(String message) {
      take(
          "robot.lost",
          event -> event.with("message", words(message)),
          () -> listener.onLost(message));
    }
  }
}
