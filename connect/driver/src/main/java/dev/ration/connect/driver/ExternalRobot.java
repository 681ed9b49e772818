package dev.ration.connect.driver;

import dev.ration.runtime.spi.Command;
import dev.ration.runtime.spi.CommandListener;
import dev.ration.runtime.spi.CommandRequest;
import dev.ration.runtime.spi.Reading;
import dev.ration.runtime.spi.Robot;
import dev.ration.runtime.spi.RobotException;
import dev.ration.runtime.spi.Standing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A robot whose parts are moved by one or more drivers. Thread-safe; nothing here blocks. */
final class ExternalRobot implements Robot, Session.Events {
  private final LongSupplier nanoTime;
  private final List<Session> sessions = new ArrayList<>();
  private final Map<String, Reading> readings = new ConcurrentHashMap<>();
  private volatile @Nullable ReadingListener listener;
  private DriverList.@Nullable Entry entry;

  private ExternalRobot(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /**
   * Takes control of drivers.
   *
   * @throws RobotException if one of them cannot be used; then none is held
   */
  static ExternalRobot open(List<Address> addresses, LongSupplier nanoTime) throws RobotException {
    ExternalRobot robot = new ExternalRobot(nanoTime);
    try {
      for (Address address : addresses) {
        robot.sessions.add(Session.open(address, robot));
      }
    } catch (RobotException unusable) {
      robot.close();
      throw unusable;
    }
    robot.entry = DriverList.ofUser().enter(addresses);
    return robot;
  }

  @Override
  public Command start(CommandRequest request, CommandListener heard) {
    Optional<Session> session =
        request.action().equals(SAFE_STOP)
            ? mover(request.arguments().getFirst().display())
            : doer(request.action());
    if (session.isPresent()) {
      return session.get().start(request, heard);
    }
    if (request.action().equals(SAFE_STOP)) {
      // What no driver moves stands still.
      heard.onDone(null);
    } else {
      heard.onRefused(false, "no driver does it");
    }
    return () -> {};
  }

  private Optional<Session> doer(String action) {
    return sessions.stream()
        .filter(
            session ->
                session.hello().actions().stream().anyMatch(one -> one.name().equals(action)))
        .findFirst();
  }

  private Optional<Session> mover(String resource) {
    return sessions.stream()
        .filter(
            session ->
                session.hello().resources().stream().anyMatch(one -> one.name().equals(resource)))
        .findFirst();
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
  public void onReading(String source, Object value, long ageNanos) {
    Reading reading = new Reading(value, nanoTime.getAsLong() - ageNanos);
    readings.put(source, reading);
    ReadingListener hearing = listener;
    if (hearing != null) {
      hearing.onReading(source, reading);
    }
  }

  @Override
  public void onEmergencyStop() {
    ReadingListener hearing = listener;
    if (hearing != null) {
      hearing.onEmergencyStop();
    }
  }

  /** On the connections there are and on new ones: whichever gets through first counts. */
  @Override
  public void emergencyStop() {
    for (Session session : sessions) {
      session.emergencyStop();
      if (!(session.address() instanceof Address.Exec)) {
        Thread.ofPlatform().daemon().start(() -> Operator.shout(session.address()));
      }
    }
  }

  @Override
  public Standing standing() {
    long grant = 0;
    boolean lapses = true;
    Set<String> unsafe = new HashSet<>();
    Set<String> actions = new HashSet<>();
    Map<String, Long> stops = new HashMap<>();
    for (Session session : sessions) {
      Hello hello = session.hello();
      grant = Math.max(grant, hello.grant());
      lapses &= hello.lapses();
      hello.actions().forEach(action -> actions.add(action.name()));
      for (Hello.Resource resource : hello.resources()) {
        stops.put(resource.name(), resource.stopNanos());
        if (!resource.isSafe()) {
          unsafe.add(resource.name());
        }
      }
    }
    return new Standing(grant, lapses, true, unsafe, Optional.of(actions), stops);
  }

  @Override
  public void close() {
    sessions.forEach(Session::close);
    DriverList.Entry own = entry;
    if (own != null) {
      own.leave();
    }
  }
}
