package dev.ration.connect.driver;

import dev.ration.runtime.spi.RobotException;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** One connection of a conformance test. Used by one thread. */
final class Probe implements AutoCloseable {
  private static final long PATIENCE_MILLIS = 10_000;

  private final BlockingQueue<Message> heard = new LinkedBlockingQueue<>();
  private final Link link;
  private long lastId;
  private long grant;

  Probe(Address address) throws RobotException {
    link =
        Link.open(
            address,
            new Link.Listener() {
              @Override
              public void onLine(String line) {
                heard.add(Message.read(line).orElse(Message.of("no message").with("line", line)));
              }

              @Override
              public void onEnd(String why) {
                heard.add(Message.of("end").with("why", why));
              }
            });
  }

  void send(Message message) {
    link.send(message);
  }

  /** Says hello, and gives what the driver says. */
  Hello hello(String role) throws Unkept {
    send(Message.of("hello").with("protocol", Message.PROTOCOL).with("role", role));
    Message answer = await("a hello", one -> one.type().equals("hello"));
    Hello hello =
        Hello.read(answer)
            .orElseThrow(() -> new Unkept("its hello is not complete: " + answer.line()));
    grant = hello.grant();
    return hello;
  }

  /** Sends a command under the next grant, and gives its id; no lease where it is negative. */
  long command(String action, Map<String, Object> arguments, double leaseMillis) {
    return command(action, arguments, leaseMillis, ++grant);
  }

  long command(String action, Map<String, Object> arguments, double leaseMillis, long underGrant) {
    Message message = Message.of("command").with("action", action).with("arguments", arguments);
    if (leaseMillis >= 0) {
      message.with("lease_ms", leaseMillis);
    }
    return numbered(message, underGrant);
  }

  long safeStop(String resource) {
    return numbered(Message.of("safe_stop").with("resource", resource), ++grant);
  }

  private long numbered(Message message, long underGrant) {
    long id = ++lastId;
    send(message.with("id", id).with("grant", underGrant));
    return id;
  }

  /** Says something about the last command. */
  void about(String type, long id, double leaseMillis) {
    Message message = Message.of(type).with("id", id).with("grant", grant);
    send(leaseMillis >= 0 ? message.with("lease_ms", leaseMillis) : message);
  }

  /** Waits for a message; others are passed over. */
  Message await(String what, Predicate<Message> wanted) throws Unkept {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
    while (true) {
      Message next = next(until - System.nanoTime());
      if (next == null) {
        throw new Unkept("%s did not come within %d s".formatted(what, PATIENCE_MILLIS / 1000));
      }
      if (wanted.test(next)) {
        return next;
      }
      if (next.type().equals("end")) {
        throw new Unkept("instead of " + what + " the connection ended: " + next.text("why"));
      }
    }
  }

  /** Waits for a message about a command. */
  Message await(String type, long id) throws Unkept {
    return await("`" + type + "`", one -> one.type().equals(type) && one.whole("id") == id);
  }

  /** Lets time pass, unless a message of the type comes first. */
  void expectNo(String type, long millis) throws Unkept {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    Message next = next(until - System.nanoTime());
    while (next != null) {
      if (next.type().equals(type)) {
        throw new Unkept("`" + type + "` came, and should not: " + next.line());
      }
      next = next(until - System.nanoTime());
    }
  }

  private @org.jspecify.annotations.Nullable Message next(long nanos) throws Unkept {
    try {
      return heard.poll(Math.max(0, nanos), TimeUnit.NANOSECONDS);
    } catch (InterruptedException _) {
      throw new Unkept("the test was interrupted");
    }
  }

  @Override
  public void close() {
    link.close();
  }

  /** What a driver did not do. */
  static final class Unkept extends Exception {
    private static final long serialVersionUID = 1L;

    Unkept(String words) {
      super(words);
    }
  }
}
