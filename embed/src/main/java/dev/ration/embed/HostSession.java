package dev.ration.embed;

import dev.ration.runtime.spi.Command;
import dev.ration.runtime.spi.CommandListener;
import dev.ration.runtime.spi.CommandRequest;
import dev.ration.runtime.spi.Reading;
import dev.ration.runtime.spi.Robot;
import dev.ration.runtime.spi.Standing;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A {@link HostRobot} while one run has it. Thread-safe. */
final class HostSession implements Robot {
  private static final ReadingListener NOBODY = (_, _) -> {};
  private static final Command NOTHING = () -> {};

  private final HostRobot robot;
  private final LongSupplier nanoTime;
  private final ScheduledExecutorService leases;
  private volatile ReadingListener listener = NOBODY;

  HostSession(HostRobot robot, LongSupplier nanoTime) {
    this.robot = robot;
    this.nanoTime = nanoTime;
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("ration-leases").factory());
    timer.setRemoveOnCancelPolicy(true);
    leases = timer;
  }

  ScheduledExecutorService leases() {
    return leases;
  }

  @Override
  public Command start(CommandRequest request, CommandListener heard) {
    if (request.action().equals(SAFE_STOP)) {
      String resource = request.arguments().getFirst().display();
      thread("safe-" + resource, () -> safeStop(resource, heard));
      return NOTHING;
    }
    ActionBody body = robot.actions.get(request.action());
    if (body == null) {
      heard.onRefused(false, "`%s` is not bound to any code".formatted(request.action()));
      return NOTHING;
    }
    HostCommand command = new HostCommand(this, request, body, heard);
    switch (robot.admit(command, request)) {
      case TAKEN -> command.start();
      case STOPPED -> heard.onRefused(true, "an emergency stop holds");
      case STALE -> heard.onRefused(false, "its grant is older than one that was taken");
      case BUSY -> heard.onRefused(false, "an earlier call that ignored its stop still runs");
    }
    return command;
  }

  HostRobot robot() {
    return robot;
  }

  /**
   * Stops what moves a resource and brings it to its safe state, at once. What does not stop may
   * move it again: then that is confirmed only when it has ended, and the state was entered anew.
   */
  private void safeStop(String resource, CommandListener heard) {
    try {
      List<HostCommand> moving =
          robot.running().stream().filter(command -> command.holds(resource)).toList();
      moving.forEach(HostCommand::stop);
      robot.enterSafeState(resource);
      for (HostCommand command : moving) {
        command.awaitEnd();
      }
      if (!moving.isEmpty()) {
        robot.enterSafeState(resource);
      }
    } catch (Exception broken) {
      heard.onFailed("unsafe", String.valueOf(broken.getMessage()));
      return;
    }
    heard.onDone(null);
  }

  @Override
  public void emergencyStop() {
    robot.stopped();
    robot.running().forEach(HostCommand::stop);
    robot
        .resources
        .keySet()
        .forEach(resource -> thread("safe-" + resource, () -> safeQuietly(resource)));
  }

  private void safeQuietly(String resource) {
    try {
      robot.enterSafeState(resource);
    } catch (Exception _) {
      // Nobody asked to be told; whoever wants to use it next asks for a confirmation again.
      return;
    }
  }

  @Override
  public @Nullable Reading read(String sensor) {
    HostRobot.SensorReading found = robot.reading(sensor);
    return found == null ? null : new Reading(found.value(), onScheduler(found.nanoTime()));
  }

  private long onScheduler(long systemNanos) {
    return nanoTime.getAsLong() - (System.nanoTime() - systemNanos);
  }

  @Override
  public void onReading(ReadingListener next) {
    listener = next;
  }

  void published(String source, Object value) {
    listener.onReading(source, new Reading(value, nanoTime.getAsLong()));
  }

  @Override
  public Standing standing() {
    return robot.standing();
  }

  @Override
  public void close() {
    listener = NOBODY;
    robot.left(this);
    robot.running().forEach(HostCommand::stop);
    leases.shutdownNow();
  }

  static Thread thread(String name, Runnable work) {
    return Thread.ofPlatform().daemon().name("ration-" + name).start(work);
  }
}
