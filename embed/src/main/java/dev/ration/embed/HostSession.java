package dev.ration.embed;

import dev.ration.runtime.spi.Command;
import dev.ration.runtime.spi.CommandListener;
import dev.ration.runtime.spi.CommandRequest;
import dev.ration.runtime.spi.Reading;
import dev.ration.runtime.spi.Robot;
import dev.ration.runtime.spi.Standing;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A {@link HostRobot} while one run has it. Thread-safe. */
final class HostSession implements Robot {
  private static final ReadingListener NOBODY = (_, _) -> {};
  private static final Command NOTHING = () -> {};

  private final HostRobot robot;
  private final LongSupplier nanoTime;
  private final Set<HostCommand> running = new HashSet<>();
  private final Map<String, ReentrantLock> safety = new HashMap<>();
  private final ScheduledExecutorService leases;
  private volatile ReadingListener listener = NOBODY;

  HostSession(HostRobot robot, LongSupplier nanoTime) {
    this.robot = robot;
    this.nanoTime = nanoTime;
    robot.resources.keySet().forEach(name -> safety.put(name, new ReentrantLock()));
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
    switch (admit(command, request)) {
      case TAKEN -> command.start();
      case STOPPED -> heard.onRefused(true, "an emergency stop holds");
      case STALE -> heard.onRefused(false, "its grant is older than one that was taken");
    }
    return command;
  }

  private enum Admission {
    TAKEN,
    STOPPED,
    STALE
  }

  /** An emergency stop takes the same lock, so that nothing slips in behind it. */
  private synchronized Admission admit(HostCommand command, CommandRequest request) {
    if (robot.isStopped() && !request.contract().isPure()) {
      return Admission.STOPPED;
    }
    if (!robot.take(request.grant())) {
      return Admission.STALE;
    }
    running.add(command);
    return Admission.TAKEN;
  }

  void ended(HostCommand command) {
    synchronized (this) {
      running.remove(command);
    }
  }

  private synchronized List<HostCommand> running() {
    return List.copyOf(running);
  }

  /** Stops what moves a resource, and brings it to its safe state. */
  private void safeStop(String resource, CommandListener heard) {
    try {
      for (HostCommand command : running()) {
        if (command.holds(resource)) {
          command.stop();
          command.awaitEnd();
        }
      }
      enterSafeState(resource);
    } catch (Exception broken) {
      heard.onFailed("unsafe", String.valueOf(broken.getMessage()));
      return;
    }
    heard.onDone(null);
  }

  /**
   * Brings a resource to its safe state; does nothing where this robot knows none.
   *
   * @throws Exception if it could not be brought there
   */
  void enterSafeState(String resource) throws Exception {
    HostRobot.Resource known = robot.resources.get(resource);
    ReentrantLock lock = safety.get(resource);
    if (known == null || lock == null) {
      return;
    }
    lock.lock();
    try {
      known.safeState().enter();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void emergencyStop() {
    synchronized (this) {
      robot.stopped();
    }
    running().forEach(HostCommand::stop);
    robot
        .resources
        .keySet()
        .forEach(resource -> thread("safe-" + resource, () -> safeQuietly(resource)));
  }

  private void safeQuietly(String resource) {
    try {
      enterSafeState(resource);
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
    running().forEach(HostCommand::stop);
    leases.shutdownNow();
  }

  static Thread thread(String name, Runnable work) {
    return Thread.ofPlatform().daemon().name("ration-" + name).start(work);
  }
}
