package dev.ration.runtime.sim;

import dev.ration.runtime.clock.Rank;
import dev.ration.runtime.clock.Scheduler;
import dev.ration.runtime.clock.Timer;
import dev.ration.runtime.spi.Command;
import dev.ration.runtime.spi.CommandContract;
import dev.ration.runtime.spi.CommandListener;
import dev.ration.runtime.spi.CommandRequest;
import dev.ration.runtime.spi.Reading;
import dev.ration.runtime.spi.Robot;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A robot with speech, ears, head, arms, base and battery that does what contracts promise, on the
 * scheduler's clock.
 *
 * <p>A command whose lease is not renewed is stopped (C8).
 *
 * <p>How long an action takes is drawn from its contract by the run's seed; speech takes as long as
 * its text. {@code listen} gives what {@link #hear} brought, in order, and waits while there is
 * nothing.
 *
 * <p>Thread-safe: all state is guarded by the scheduler's lock. The listener of events is called
 * with that lock held and must return at once.
 */
public final class SimRobot implements Robot {
  /**
   * The host action that takes a picture. It gives one where {@link #give} said which, and fails
   * with {@code no_picture} otherwise: a camera that sees nothing is something a policy can handle.
   */
  public static final String CAPTURE = "std.body.capture";

  private static final String NO_PICTURE = "no_picture";

  private final Scheduler scheduler;
  private final SimSettings settings;
  private final Consumer<RobotEvent> events;
  private final RandomGenerator random;
  private final Deque<String> heard = new ArrayDeque<>();
  private final Deque<Doing> listening = new ArrayDeque<>();
  private final List<Doing> running = new ArrayList<>();
  private final List<String> said = new ArrayList<>();
  private final Map<String, Integer> counts = new HashMap<>();
  private final Map<String, Reading> set = new HashMap<>();
  private final Map<String, Reading> silent = new HashMap<>();
  private final Map<String, Function<CommandRequest, Object>> results = new HashMap<>();
  private double usedMicrojoules;
  private long chargedNanos;
  private @Nullable ReadingListener readings;

  /** A robot at rest; {@code events} hears what a person beside it would notice. */
  public SimRobot(Scheduler scheduler, SimSettings settings, Consumer<RobotEvent> events) {
    this.scheduler = scheduler;
    this.settings = settings;
    this.events = events;
    this.random = scheduler.random("sim");
    this.chargedNanos = scheduler.now();
  }

  @Override
  public Command start(CommandRequest request, CommandListener listener) {
    Doing doing = new Doing(request, listener);
    scheduler.atomically(doing::begin);
    return new Command() {
      @Override
      public void stop() {
        scheduler.atomically(doing::stop);
      }

      @Override
      public void hold() {
        scheduler.atomically(doing::hold);
      }

      @Override
      public void renew(long leaseNanos) {
        scheduler.atomically(() -> doing.lease(leaseNanos));
      }

      @Override
      public void resume() {
        scheduler.atomically(doing::resume);
      }
    };
  }

  /** Says something to the robot: the next {@code listen} gives it. */
  public void hear(String utterance) {
    scheduler.atomically(
        () -> {
          heard.add(utterance);
          serveListeners();
        });
  }

  /** Says what an action gives when it ends well; without, it gives nothing. */
  public void give(String action, Function<CommandRequest, Object> result) {
    scheduler.atomically(() -> results.put(action, result));
  }

  /** What the robot has said so far, in order. */
  public List<String> said() {
    List<String> copy = new ArrayList<>();
    scheduler.atomically(() -> copy.addAll(said));
    return copy;
  }

  /** Sets what a sensor reads from now on, and tells whoever hears it. */
  public void set(String sensor, Object value) {
    scheduler.post(
        Rank.CONDITION,
        () -> {
          Reading reading = new Reading(value, scheduler.now());
          set.put(sensor, reading);
          silent.remove(sensor);
          if (readings != null) {
            readings.onReading(sensor, reading);
          }
        });
  }

  /** Lets a sensor give nothing new from now on: its last reading grows old. */
  public void silence(String sensor) {
    scheduler.atomically(
        () -> {
          Reading last = reading(sensor);
          if (last != null) {
            silent.put(sensor, last);
          }
        });
  }

  @Override
  public @Nullable Reading read(String sensor) {
    Reading[] found = new Reading[1];
    scheduler.atomically(() -> found[0] = reading(sensor));
    return found[0];
  }

  private @Nullable Reading reading(String sensor) {
    Reading old = silent.get(sensor);
    if (old != null) {
      return old;
    }
    Reading given = set.get(sensor);
    if (given != null) {
      return new Reading(given.value(), scheduler.now());
    }
    charge();
    double share = share();
    return switch (sensor) {
      case "battery.charge" -> new Reading(share, scheduler.now());
      case "battery.low" -> new Reading(share < 0.2, scheduler.now());
      case "battery.band" -> new Reading(band(share), scheduler.now());
      default -> null;
    };
  }

  private double share() {
    double left = settings.charge() - usedMicrojoules / settings.batteryMicrojoules();
    return Math.clamp(left, 0, 1);
  }

  private String band(double share) {
    return settings.bands().entrySet().stream()
        .filter(band -> share < band.getValue())
        .min(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse("full");
  }

  /** Books what was drawn since the last time. */
  private void charge() {
    long now = scheduler.now();
    double seconds = (now - chargedNanos) / 1e9;
    chargedNanos = now;
    double microwatts = settings.idleMicrowatts();
    for (Doing doing : running) {
      microwatts += doing.request.contract().draws().typical();
    }
    usedMicrojoules += microwatts * seconds;
  }

  @Override
  public void onReading(ReadingListener listener) {
    scheduler.atomically(() -> readings = listener);
  }

  @Override
  public void emergencyStop() {
    scheduler.atomically(() -> List.copyOf(running).forEach(Doing::stopNow));
  }

  @Override
  public void close() {
    emergencyStop();
  }

  private void serveListeners() {
    while (!heard.isEmpty() && !listening.isEmpty()) {
      listening.remove().hearNow(heard.remove());
    }
  }

  /** One command that runs; used with the scheduler's lock held. */
  private final class Doing {
    private final CommandRequest request;
    private final CommandListener listener;
    private @Nullable Timer begin;
    private @Nullable Timer end;
    private @Nullable Timer lapse;
    private boolean isOver;
    private boolean isDeaf;
    private boolean isHeld;
    private long leftNanos;
    private Runnable ending = this::done;
    private @Nullable Object result;

    Doing(CommandRequest request, CommandListener listener) {
      this.request = request;
      this.listener = listener;
    }

    void begin() {
      charge();
      running.add(this);
      int number = counts.merge(request.action(), 1, Integer::sum);
      lease(request.leaseNanos());
      FaultScript.Fault fault = settings.faults().of(request, number);
      long takes = SimActions.takes(request, random);
      long begins = SimActions.begins(request, takes, random);
      switch (fault) {
        case FaultScript.Fault.Fine _ -> schedule(begins, takes, this::done);
        case FaultScript.Fault.Fails(String code) -> schedule(begins, takes, () -> fail(code));
        case FaultScript.Fault.Slow(double factor) ->
            schedule(Math.round(begins * factor), Math.round(takes * factor), this::done);
        case FaultScript.Fault.Hangs _ -> {}
        case FaultScript.Fault.Deaf _ -> isDeaf = true;
      }
    }

    /** Goes on for so long without being renewed (C8). */
    void lease(long nanos) {
      if (lapse != null) {
        lapse.cancel();
      }
      if (!isOver && nanos != CommandRequest.NO_LEASE) {
        lapse = scheduler.at(scheduler.now() + nanos, Rank.ACCOUNT, Long.MAX_VALUE, this::lapsed);
      }
    }

    /** Its own watchdog stops what does not listen to anybody. */
    private void lapsed() {
      lapse = null;
      isDeaf = false;
      listener.onLapsed();
      stop();
    }

    private void schedule(long begins, long takes, Runnable ending) {
      long now = scheduler.now();
      begin = scheduler.at(now + begins, Rank.COMPLETION, this::begun);
      if (SimActions.simpleName(request).equals("listen")) {
        listening.add(this);
        serveListeners();
      } else {
        end = scheduler.at(now + takes, Rank.COMPLETION, ending);
        this.ending = ending;
      }
    }

    private void hearNow(String utterance) {
      result = utterance;
      long takes = SimActions.draw(request.contract().takes(), random);
      end = scheduler.at(scheduler.now() + takes, Rank.COMPLETION, this::done);
    }

    private void begun() {
      begin = null;
      if (!isOver) {
        tell(RobotEvent.Phase.BEGUN, SimActions.words(request));
        if (SimActions.simpleName(request).equals("say") && !request.arguments().isEmpty()) {
          said.add(request.arguments().getFirst().display());
        }
        listener.onBegun();
      }
    }

    private void done() {
      if (result == null && request.action().equals(CAPTURE) && !results.containsKey(CAPTURE)) {
        fail(NO_PICTURE, "the simulated camera has no picture; `--see FILE` gives it one");
      } else if (finish()) {
        Object words = result;
        String text = words == null ? SimActions.words(request) : "hears \"" + words + "\"";
        tell(RobotEvent.Phase.DONE, text);
        listener.onDone(words == null ? given() : words);
      }
    }

    private @Nullable Object given() {
      Function<CommandRequest, Object> giver = results.get(request.action());
      return giver == null ? null : giver.apply(request);
    }

    private void fail(String code) {
      fail(code, "the robot reports " + code);
    }

    private void fail(String code, String message) {
      if (finish()) {
        tell(RobotEvent.Phase.FAILED, SimActions.words(request) + ": " + code);
        listener.onFailed(code, message);
      }
    }

    /** Stands still: what was left of it then is left when it goes on. */
    void hold() {
      Timer running = end;
      if (!isOver && !isHeld && running != null && running.cancel()) {
        isHeld = true;
        leftNanos = running.instantNanos() - scheduler.now();
      }
    }

    void resume() {
      if (!isOver && isHeld) {
        isHeld = false;
        end = scheduler.at(scheduler.now() + leftNanos, Rank.COMPLETION, ending);
      }
    }

    void stop() {
      if (!isOver && !isDeaf) {
        isHeld = false;
        cancelTimers();
        CommandContract contract = request.contract();
        long least = Math.min(settings.stopNanos(contract.holds()), contract.takes().least());
        end = scheduler.at(scheduler.now() + least, Rank.COMPLETION, this::stopped);
      }
    }

    void stopNow() {
      if (!isOver) {
        cancelTimers();
        stopped();
      }
    }

    private void stopped() {
      if (finish()) {
        tell(RobotEvent.Phase.STOPPED, "stops: " + SimActions.words(request));
        listener.onStopped();
      }
    }

    private boolean finish() {
      if (isOver) {
        return false;
      }
      charge();
      isOver = true;
      cancelTimers();
      running.remove(this);
      return true;
    }

    private void cancelTimers() {
      listening.remove(this);
      if (begin != null) {
        begin.cancel();
      }
      if (end != null) {
        end.cancel();
      }
      if (lapse != null) {
        lapse.cancel();
        lapse = null;
      }
    }

    private void tell(RobotEvent.Phase phase, String text) {
      events.accept(new RobotEvent(scheduler.now(), request.action(), phase, text));
    }
  }
}
