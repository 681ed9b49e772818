package dev.ration.runtime.scope;

import dev.ration.runtime.clock.Rank;
import dev.ration.runtime.clock.Scheduler;
import dev.ration.runtime.clock.Timer;
import dev.ration.runtime.spi.Command;
import dev.ration.runtime.spi.CommandListener;
import dev.ration.runtime.spi.CommandRequest;
import dev.ration.runtime.spi.Reading;
import dev.ration.runtime.spi.Robot;
import dev.ration.runtime.spi.Standing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A robot whose actions take what their contract calls typical, unless a test says otherwise. */
final class PlainRobot implements Robot {
  final List<String> log = new ArrayList<>();
  final List<Long> grants = new ArrayList<>();
  final Map<String, String> fails = new HashMap<>();
  final Set<String> deaf = new HashSet<>();
  final Set<String> twice = new HashSet<>();
  final List<String> leases = new ArrayList<>();
  private final List<CommandListener> unconfirmed = new ArrayList<>();
  Standing standing = Standing.AT_REST;
  private final Map<String, Reading> readings = new HashMap<>();
  private final Scheduler scheduler;
  private ReadingListener listener = (source, reading) -> {};

  PlainRobot(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  private void say(String what) {
    log.add(scheduler.now() / 1_000_000 + " " + what);
  }

  @Override
  public Command start(CommandRequest request, CommandListener heard) {
    String action = request.action();
    grants.add(request.grant());
    if (action.equals(SAFE_STOP)) {
      unconfirmed.add(heard);
    }
    say(action);
    long now = scheduler.now();
    long begins = now + request.contract().begins().typical();
    Timer begun = scheduler.at(begins, Rank.COMPLETION, heard::onBegun);
    Timer end =
        scheduler.at(
            now + request.contract().takes().typical(),
            Rank.COMPLETION,
            () -> {
              String code = fails.get(action);
              if (code != null) {
                heard.onFailed(code, action + " failed");
              } else if (!deaf.contains(action + ".end")) {
                heard.onDone(null);
              }
              if (twice.contains(action)) {
                heard.onDone(null);
              }
            });
    lease("lease", request.leaseNanos());
    return new Command() {
      @Override
      public void stop() {
        say("stop " + action);
        if (!deaf.contains(action)) {
          boolean unused = begun.cancel();
          if (end.cancel()) {
            heard.onStopped();
          }
        }
      }

      @Override
      public void renew(long leaseNanos) {
        lease("renew", leaseNanos);
      }
    };
  }

  void sense(String sensor, Object value) {
    Reading reading = new Reading(value, scheduler.now());
    readings.put(sensor, reading);
    listener.onReading(sensor, reading);
  }

  /** Confirms every safe stop that was asked for and not answered. */
  void confirm() {
    unconfirmed.forEach(heard -> heard.onDone(null));
    unconfirmed.clear();
  }

  private void lease(String what, long nanos) {
    if (nanos != CommandRequest.NO_LEASE) {
      leases.add(scheduler.now() / 1_000_000 + " " + what + " " + nanos / 1_000_000);
    }
  }

  @Override
  public Standing standing() {
    return standing;
  }

  void pressEmergencyStop() {
    listener.onEmergencyStop();
  }

  @Override
  public @Nullable Reading read(String sensor) {
    return readings.get(sensor);
  }

  @Override
  public void onReading(ReadingListener next) {
    listener = next;
  }

  @Override
  public void emergencyStop() {
    say("emergency stop");
  }

  @Override
  public void close() {}
}
