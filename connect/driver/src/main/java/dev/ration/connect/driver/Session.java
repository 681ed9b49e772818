package dev.ration.connect.driver;

import static java.util.Objects.requireNonNull;

import dev.ration.plan.Code;
import dev.ration.runtime.spi.Command;
import dev.ration.runtime.spi.CommandListener;
import dev.ration.runtime.spi.CommandRequest;
import dev.ration.runtime.spi.Robot;
import dev.ration.runtime.spi.RobotException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The control of one driver: its commands, and what it tells of them. Thread-safe. */
final class Session implements AutoCloseable {
  private static final long HELLO_SECONDS = 10;
  private static final double NANOS_PER_MILLI = 1e6;

  /** So many commands that have ended are remembered, to notice an end that is told twice. */
  private static final int REMEMBERED = 64;

  /** Of a line that is no message, so many characters are shown. */
  private static final int SHOWN = 60;

  private final Link link;
  private final Events events;
  private final CompletableFuture<Message> greeting = new CompletableFuture<>();
  private final Map<Long, CommandListener> running = new ConcurrentHashMap<>();
  private final Map<Long, CommandListener> ended = new LinkedHashMap<>();
  private @Nullable Hello hello;
  private @Nullable String lost;
  private volatile String strange = "";
  private long lastId;

  /** What a driver tells beside the course of its commands; from any thread. */
  interface Events {
    /** A reading that was taken so many nanoseconds ago. */
    void onReading(String source, Object value, long ageNanos);

    /** Its emergency stop was pressed. */
    void onEmergencyStop();
  }

  private Session(Address address, Events events) throws RobotException {
    this.events = events;
    this.link =
        Link.open(
            address,
            new Link.Listener() {
              @Override
              public void onLine(String line) {
                Message.read(line).ifPresentOrElse(Session.this::hear, () -> strange = line);
              }

              @Override
              public void onEnd(String why) {
                lose(why);
              }
            });
  }

  /**
   * Takes control of a driver.
   *
   * @throws RobotException if it is not there, does not speak the protocol, or was stopped
   */
  static Session open(Address address, Events events) throws RobotException {
    Session session = new Session(address, events);
    try {
      session.greet();
    } catch (RobotException refused) {
      session.close();
      throw refused;
    }
    return session;
  }

  private void greet() throws RobotException {
    link.send(Message.of("hello").with("protocol", Message.PROTOCOL).with("role", "control"));
    Hello said = read(await());
    if (said.isStopped()) {
      throw new RobotException(
          Code.ROBOT_STOPPED,
          "The driver `%s` was stopped; make sure that nobody is in the way, then `ration rearm`."
              .formatted(said.driver()));
    }
    hello = said;
  }

  private Message await() throws RobotException {
    try {
      return greeting.get(HELLO_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException _) {
      throw new RobotException(
          "What answers at `%s` did not say hello within %d s%s."
              .formatted(link.address(), HELLO_SECONDS, remark()));
    } catch (ExecutionException ended) {
      throw new RobotException(
          "The driver at `%s` did not say hello: %s%s."
              .formatted(link.address(), requireNonNull(ended.getCause()).getMessage(), remark()));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new RobotException(
          "Nobody waits any more for the driver at `%s` to say hello.".formatted(link.address()));
    }
  }

  /** What it said that is no message: a wrong program at the address shows itself by that. */
  private String remark() {
    String line = strange.replaceAll("\\p{Cntrl}", "?");
    if (line.isEmpty()) {
      return "";
    }
    boolean isShort = line.length() <= SHOWN;
    return "; it sent what is no message of the protocol: `%s`"
        .formatted(isShort ? line : line.substring(0, SHOWN) + "…");
  }

  private Hello read(Message message) throws RobotException {
    Optional<Hello> read = Hello.read(message);
    if (read.isEmpty()) {
      throw new RobotException(
          "The hello of the driver at `%s` is not that of protocol %d: %s"
              .formatted(link.address(), Message.PROTOCOL, message.line()));
    }
    return read.get();
  }

  Hello hello() {
    Hello said = hello;
    if (said == null) {
      throw new IllegalStateException("no hello yet");
    }
    return said;
  }

  Address address() {
    return link.address();
  }

  Command start(CommandRequest request, CommandListener listener) {
    Message message;
    if (request.action().equals(Robot.SAFE_STOP)) {
      message = Message.of("safe_stop").with("resource", request.arguments().getFirst().display());
    } else {
      message =
          Message.of("command")
              .with("action", request.action())
              .with("arguments", Message.arguments(request.arguments()));
      if (request.leaseNanos() != CommandRequest.NO_LEASE) {
        message.with("lease_ms", request.leaseNanos() / NANOS_PER_MILLI);
      }
    }
    String gone;
    long id;
    synchronized (this) {
      id = ++lastId;
      gone = lost;
      if (gone == null) {
        running.put(id, listener);
        link.send(message.with("id", id).with("grant", request.grant()));
      }
    }
    if (gone != null) {
      listener.onLost(gone);
    }
    return new Started(id, request.grant());
  }

  /** A command that was sent. */
  private final class Started implements Command {
    private final long id;
    private final long grant;

    Started(long id, long grant) {
      this.id = id;
      this.grant = grant;
    }

    private void tell(String type) {
      link.send(message(type));
    }

    private Message message(String type) {
      return Message.of(type).with("id", id).with("grant", grant);
    }

    @Override
    public void stop() {
      tell("stop");
    }

    @Override
    public void hold() {
      tell("hold");
    }

    @Override
    public void resume() {
      tell("resume");
    }

    @Override
    public void renew(long leaseNanos) {
      if (running.containsKey(id)) {
        link.send(message("renew").with("lease_ms", leaseNanos / NANOS_PER_MILLI));
      }
    }
  }

  void emergencyStop() {
    link.sendFirst(Message.of("estop"));
  }

  private void hear(Message message) {
    switch (message.type()) {
      case "hello" -> greeting.complete(message);
      case "begun", "lapsed" -> onCourse(message);
      case "done", "failed", "stopped", "refused" -> onEnd(message);
      case "reading" -> onReading(message);
      case "estop" -> events.onEmergencyStop();
      case "fenced" -> lose("another Ration has taken it over");
      default -> {
        // What a later version of the protocol may tell is not for this one.
      }
    }
  }

  private void onCourse(Message message) {
    CommandListener listener = running.get(message.whole("id"));
    if (listener != null && message.type().equals("begun")) {
      listener.onBegun();
    } else if (listener != null) {
      listener.onLapsed();
    }
  }

  private void onEnd(Message message) {
    CommandListener listener = take(message.whole("id"));
    if (listener == null) {
      return;
    }
    switch (message.type()) {
      case "done" -> listener.onDone(message.value("result"));
      case "failed" -> listener.onFailed(message.text("code"), message.text("message"));
      case "stopped" -> listener.onStopped();
      default -> {
        String why = message.text("why");
        String detail = message.text("message");
        listener.onRefused(
            why.equals("stopped"), detail.isEmpty() ? why : why + " (" + detail + ")");
      }
    }
  }

  private synchronized @Nullable CommandListener take(long id) {
    CommandListener listener = running.remove(id);
    if (listener == null) {
      return ended.get(id);
    }
    ended.put(id, listener);
    if (ended.size() > REMEMBERED) {
      ended.remove(ended.keySet().iterator().next());
    }
    return listener;
  }

  private void onReading(Message message) {
    Object value = message.value("value");
    if (value != null && !message.text("source").isEmpty()) {
      double age = message.millis("age_ms");
      long nanos = age >= 0 ? Math.round(age * NANOS_PER_MILLI) : 0;
      events.onReading(message.text("source"), value, nanos);
    }
  }

  private void lose(String end) {
    Map<Long, CommandListener> orphans;
    String why = end + remark();
    synchronized (this) {
      if (lost != null) {
        return;
      }
      lost = why;
      orphans = Map.copyOf(running);
      running.clear();
    }
    greeting.completeExceptionally(new IllegalStateException(end));
    orphans.values().forEach(listener -> listener.onLost(why));
  }

  /** Lets go of the driver, which brings what still moves to its safe state. */
  @Override
  public void close() {
    link.send(Message.of("bye"));
    link.close();
  }
}
