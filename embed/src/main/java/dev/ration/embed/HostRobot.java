package dev.ration.embed;

import dev.ration.runtime.spi.CommandRequest;
import dev.ration.runtime.spi.Robot;
import dev.ration.runtime.spi.RobotConnector;
import dev.ration.runtime.spi.Standing;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A robot whose host actions are Java code of this process. A site's robot names it as its {@code
 * driver}.
 *
 * <p>It keeps what a driver has to keep: it refuses commands of earlier grants, stops what nobody
 * renews any more, and after an emergency stop moves nothing before {@link #rearm}. All of it ends
 * with the process, though: where people can be hurt, a driver of its own beside the actuators is
 * the better place (docs/driver.md).
 *
 * <p>Thread-safe. One run at a time.
 */
public final class HostRobot implements RobotConnector {
  private static final List<Class<?>> KINDS =
      List.of(Boolean.class, Number.class, CharSequence.class, List.class, Map.class);

  private final String name;
  final Map<String, ActionBody> actions;
  final Map<String, Resource> resources;
  private long highestGrant;
  private boolean isStopped;
  private final Map<String, SensorReading> readings = new HashMap<>();
  private @Nullable HostSession session;

  /** Of all runs: what ignored its stop in an earlier one may still move something. */
  private final Set<HostCommand> running = new HashSet<>();

  private final Set<String> unsafe = new HashSet<>();
  private final Map<String, ReentrantLock> entering = new HashMap<>();

  /** What moves, and how it is brought to its safe state. */
  record Resource(Duration stop, SafeState safeState) {}

  /** What was published last of a sensor, and when by {@link System#nanoTime}. */
  record SensorReading(Object value, long nanoTime) {}

  private HostRobot(Builder builder) {
    name = builder.name;
    actions = Map.copyOf(builder.actions);
    resources = Map.copyOf(builder.resources);
    resources.keySet().forEach(resource -> entering.put(resource, new ReentrantLock()));
  }

  /** Begins a robot that a site calls {@code driver: "name"}. */
  public static Builder named(String name) {
    return new Builder(name);
  }

  @Override
  public String id() {
    return name;
  }

  @Override
  public Robot connect(Map<String, String> settings) {
    return connect(settings, System::nanoTime);
  }

  @Override
  public synchronized Robot connect(Map<String, String> settings, LongSupplier nanoTime) {
    HostSession made = new HostSession(this, nanoTime);
    session = made;
    return made;
  }

  /**
   * Publishes a reading of a sensor, or a message of a topic, taken now.
   *
   * @param source its full name
   * @param value as {@link ActionBody#run} may give it
   * @throws IllegalArgumentException if it is something else
   */
  public void publish(String source, Object value) {
    if (!KINDS.stream().anyMatch(kind -> kind.isInstance(value))) {
      throw new IllegalArgumentException(
          "`%s` cannot be given a %s".formatted(source, value.getClass().getName()));
    }
    HostSession listening;
    synchronized (this) {
      readings.put(source, new SensorReading(value, System.nanoTime()));
      listening = session;
    }
    if (listening != null) {
      listening.published(source, value);
    }
  }

  /**
   * The operator's word that the robot may move again after an emergency stop. It moves nothing by
   * itself.
   */
  public synchronized void rearm() {
    isStopped = false;
  }

  /** Whether an emergency stop holds. */
  public synchronized boolean isStopped() {
    return isStopped;
  }

  synchronized void stopped() {
    isStopped = true;
  }

  synchronized @Nullable SensorReading reading(String sensor) {
    return readings.get(sensor);
  }

  /** Takes a command; otherwise says why not. An emergency stop takes the same lock. */
  synchronized Admission admit(HostCommand command, CommandRequest request) {
    boolean isPure = request.contract().isPure();
    if (isStopped && !isPure) {
      return Admission.STOPPED;
    }
    if (request.grant() <= highestGrant) {
      return Admission.STALE;
    }
    if (!isPure && request.contract().holds().stream().anyMatch(this::isMoved)) {
      return Admission.BUSY;
    }
    highestGrant = request.grant();
    running.add(command);
    return Admission.TAKEN;
  }

  /** What becomes of a command that is to start. */
  enum Admission {
    TAKEN,
    STOPPED,
    STALE,
    BUSY
  }

  private boolean isMoved(String resource) {
    return running.stream().anyMatch(command -> command.holds(resource));
  }

  synchronized void ended(HostCommand command) {
    running.remove(command);
  }

  /** What runs, of this run or an earlier one. */
  synchronized List<HostCommand> running() {
    return List.copyOf(running);
  }

  /**
   * Brings a resource to its safe state; does nothing where this robot knows none.
   *
   * @throws Exception if it could not be brought there: it is unsafe until it could
   */
  void enterSafeState(String resource) throws Exception {
    Resource known = resources.get(resource);
    ReentrantLock lock = entering.get(resource);
    if (known == null || lock == null) {
      return;
    }
    lock.lock();
    try {
      note(resource, true);
      known.safeState().enter();
      note(resource, false);
    } finally {
      lock.unlock();
    }
  }

  private synchronized void note(String resource, boolean isUnsafe) {
    if (isUnsafe) {
      unsafe.add(resource);
    } else {
      unsafe.remove(resource);
    }
  }

  synchronized void left(HostSession gone) {
    if (session == gone) {
      session = null;
    }
  }

  synchronized Standing standing() {
    return new Standing(
        highestGrant,
        true,
        true,
        resources.keySet().stream()
            .filter(one -> isStopped || unsafe.contains(one) || isMoved(one))
            .collect(Collectors.toSet()),
        Optional.of(actions.keySet()),
        resources.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, one -> one.getValue().stop().toNanos())));
  }

  /** Collects the parts. Used by one thread. */
  public static final class Builder {
    private final String name;
    private final Map<String, ActionBody> actions = new HashMap<>();
    private final Map<String, Resource> resources = new HashMap<>();

    private Builder(String name) {
      this.name = name;
    }

    /**
     * Binds a host action.
     *
     * @param action its full name, as in {@code cell.hand.close_hand}
     * @throws IllegalArgumentException if it is bound already
     */
    public Builder action(String action, ActionBody body) {
      if (actions.putIfAbsent(action, body) != null) {
        throw new IllegalArgumentException("`" + action + "` is bound twice");
      }
      return this;
    }

    /**
     * Says how something that moves is brought to its safe state.
     *
     * @param resource its name in the robot's profile, as in {@code hand.right}
     * @param stop the most that this takes, an action that moves it included; not more than the
     *     profile promises
     * @throws IllegalArgumentException if it was said already
     */
    public Builder resource(String resource, Duration stop, SafeState safeState) {
      if (resources.putIfAbsent(resource, new Resource(stop, safeState)) != null) {
        throw new IllegalArgumentException("`" + resource + "` is given twice");
      }
      return this;
    }

    /** Puts it together. */
    public HostRobot build() {
      return new HostRobot(this);
    }
  }
}
