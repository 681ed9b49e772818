package dev.ration.connect.driver;

import dev.ration.connect.driver.Probe.Unkept;
import dev.ration.runtime.spi.RobotException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Holds a driver to the protocol of docs/driver.md. It moves the robot: what the driver gives as an
 * example of an action is started several times. Used by one thread.
 */
public final class DriverCheck {
  /** What lines and threads may take on top of what a driver promises, in milliseconds. */
  private static final double SLACK_MILLIS = 150;

  private static final double LEASE_MILLIS = 400;
  private static final double LONG_LEASE_MILLIS = 30_000;

  private final Address address;
  private final List<Result> results = new ArrayList<>();
  private String action = "";
  private Map<String, Object> arguments = Map.of();
  private String resource = "";
  private double stopMillis;

  /** How one check went. */
  public enum Verdict {
    PASSED,
    FAILED,
    SKIPPED
  }

  /**
   * One line of the table.
   *
   * @param words what was measured, or what went wrong
   */
  public record Result(String name, Verdict verdict, String words) {}

  @FunctionalInterface
  private interface Check {
    String run() throws Unkept, RobotException;
  }

  private DriverCheck(Address address) {
    this.address = address;
  }

  /**
   * Makes all checks, in their order.
   *
   * @throws RobotException if the address cannot be read
   */
  public static List<Result> run(String address) throws RobotException {
    return new DriverCheck(Address.parse(address)).all();
  }

  private List<Result> all() {
    check("says hello", this::hello);
    if (results.getFirst().verdict() != Verdict.PASSED) {
      return results;
    }
    check("refuses an old grant", this::oldGrant);
    check("refuses a motion without a lease", this::noLease);
    check("refuses what it does not know", this::unknownAction);
    check("goes on while it is renewed", this::renewed);
    check("lets a lease lapse in time", this::lapse);
    check("stops within its stop time", this::stop);
    check("confirms a safe stop", this::safeStop);
    check("bears garbage", this::garbage);
    checkAlone("hears an emergency stop from anybody", this::emergencyStop);
    checkAlone("stops when its connection is lost", this::lost);
    checkAlone("fences whom another takes over from", this::fence);
    return results;
  }

  private void check(String name, Check check) {
    Result result;
    try {
      result = new Result(name, Verdict.PASSED, check.run());
    } catch (Unkept | RobotException problem) {
      result = new Result(name, Verdict.FAILED, String.valueOf(problem.getMessage()));
    }
    results.add(result);
  }

  /** A check that needs a second connection, which a child process does not have. */
  private void checkAlone(String name, Check check) {
    if (address instanceof Address.Exec) {
      results.add(new Result(name, Verdict.SKIPPED, "a child process has one connection only"));
    } else {
      check(name, check);
    }
  }

  private String hello() throws Unkept, RobotException {
    try (Probe probe = new Probe(address)) {
      Hello hello = probe.hello("control");
      if (hello.isStopped()) {
        throw new Unkept("it was stopped; `ration rearm` first");
      }
      Hello.Action tried =
          hello.actions().stream()
              .filter(one -> one.example().isPresent() && !one.resources().isEmpty())
              .findFirst()
              .orElseThrow(() -> new Unkept("no action has an example and resources"));
      action = tried.name();
      arguments = tried.example().orElseThrow();
      resource = tried.resources().iterator().next();
      Optional<Hello.Resource> moved =
          hello.resources().stream().filter(one -> one.name().equals(resource)).findFirst();
      stopMillis =
          moved.orElseThrow(() -> new Unkept("`" + resource + "` is not listed")).stopNanos() / 1e6;
      if (!hello.lapses()) {
        throw new Unkept("it says that it does not let leases lapse");
      }
      return "%s, %d actions, stops `%s` in %.0f ms"
          .formatted(hello.driver(), hello.actions().size(), resource, stopMillis);
    }
  }

  /** A connection in control of a driver that is at rest. */
  private Probe control() throws Unkept, RobotException {
    Probe probe = new Probe(address);
    try {
      Hello unused = probe.hello("control");
      long id = probe.safeStop(resource);
      Message unusedDone = probe.await("done", id);
    } catch (Unkept unkept) {
      probe.close();
      throw unkept;
    }
    return probe;
  }

  private long begin(Probe probe, double leaseMillis) throws Unkept {
    long id = probe.command(action, arguments, leaseMillis);
    Message answer =
        probe.await(
            "`begun`",
            one ->
                one.whole("id") == id
                    && (one.type().equals("begun") || one.type().equals("refused")));
    if (answer.type().equals("refused")) {
      throw new Unkept("it refused its own example: " + answer.text("why"));
    }
    return id;
  }

  private static String refused(Probe probe, long id, String why) throws Unkept {
    Message refused = probe.await("refused", id);
    if (!refused.text("why").equals(why)) {
      throw new Unkept("it refused because of `%s`, not `%s`".formatted(refused.text("why"), why));
    }
    return "refused: " + why;
  }

  private String oldGrant() throws Unkept, RobotException {
    try (Probe probe = control()) {
      Hello again = probe.hello("control");
      return refused(probe, probe.command(action, arguments, LEASE_MILLIS, again.grant()), "grant");
    }
  }

  private String noLease() throws Unkept, RobotException {
    try (Probe probe = control()) {
      return refused(probe, probe.command(action, arguments, -1), "lease");
    }
  }

  private String unknownAction() throws Unkept, RobotException {
    try (Probe probe = control()) {
      return refused(probe, probe.command("no.such.action", Map.of(), LEASE_MILLIS), "action");
    }
  }

  private String renewed() throws Unkept, RobotException {
    try (Probe probe = control()) {
      long id = begin(probe, LEASE_MILLIS);
      for (int i = 0; i < 8; i++) {
        probe.expectNo("lapsed", Math.round(LEASE_MILLIS / 4));
        probe.about("renew", id, LEASE_MILLIS);
      }
      probe.about("stop", id, -1);
      Message unused = probe.await("stopped", id);
      return "%.0f ms on leases of %.0f ms".formatted(2 * LEASE_MILLIS, LEASE_MILLIS);
    }
  }

  private String lapse() throws Unkept, RobotException {
    try (Probe probe = control()) {
      long id = probe.command(action, arguments, LEASE_MILLIS);
      double accepted = at(probe.await("accepted", id));
      double lapsed = at(probe.await("lapsed", id));
      double stopped = at(probe.await("stopped", id));
      inTime("the lease lapsed", lapsed - accepted, LEASE_MILLIS);
      return inTime("it stopped", stopped - lapsed, stopMillis);
    }
  }

  private static double at(Message message) throws Unkept {
    double millis = message.millis("at_ms");
    if (Double.isNaN(millis)) {
      throw new Unkept("`%s` has no `at_ms`".formatted(message.type()));
    }
    return millis;
  }

  private static String inTime(String what, double took, double bound) throws Unkept {
    String words = "%s after %.0f ms of %.0f ms".formatted(what, took, bound);
    if (took > bound + SLACK_MILLIS) {
      throw new Unkept(words);
    }
    return words;
  }

  private String stop() throws Unkept, RobotException {
    try (Probe probe = control()) {
      long id = begin(probe, LONG_LEASE_MILLIS);
      long asked = System.nanoTime();
      probe.about("stop", id, -1);
      Message unused = probe.await("stopped", id);
      return inTime("it stopped", (System.nanoTime() - asked) / 1e6, stopMillis);
    }
  }

  private String safeStop() throws Unkept, RobotException {
    try (Probe probe = control()) {
      long id = begin(probe, LONG_LEASE_MILLIS);
      long asked = System.nanoTime();
      long safe = probe.safeStop(resource);
      Message unused = probe.await("stopped", id);
      Message unusedDone = probe.await("done", safe);
      return inTime("confirmed", (System.nanoTime() - asked) / 1e6, stopMillis);
    }
  }

  private String garbage() throws Unkept, RobotException {
    try (Probe probe = control()) {
      long id = begin(probe, LONG_LEASE_MILLIS);
      probe.send(new Message(Map.of("no", "type")));
      Message unused = probe.await("an error", one -> one.type().equals("error"));
      probe.send(Message.of("no such type"));
      Message unusedType = probe.await("an error", one -> one.type().equals("error"));
      probe.send(Message.of("command").with("id", "seven").with("action", List.of()));
      Message unusedCommand =
          probe.await(
              "an error", one -> one.type().equals("error") || one.type().equals("refused"));
      probe.about("stop", id, -1);
      Message unusedStopped = probe.await("stopped", id);
      return "it told so, and went on";
    }
  }

  private String emergencyStop() throws Unkept, RobotException {
    try (Probe probe = control();
        Probe other = new Probe(address)) {
      long id = begin(probe, LONG_LEASE_MILLIS);
      long asked = System.nanoTime();
      other.send(Message.of("estop"));
      Message unused =
          other.await("`estop` with `safe`", one -> one.type().equals("estop") && one.flag("safe"));
      double took = (System.nanoTime() - asked) / 1e6;
      Message unusedStopped = probe.await("stopped", id);
      String unusedWords =
          refused(probe, probe.command(action, arguments, LEASE_MILLIS), "stopped");
      other.send(Message.of("rearm"));
      Message unusedArmed = other.await("`rearmed`", one -> one.type().equals("rearmed"));
      return inTime("safe", took, stopMillis);
    }
  }

  private String lost() throws Unkept, RobotException {
    try (Probe watch = new Probe(address)) {
      Hello unused = watch.hello("watch");
      long id;
      try (Probe probe = control()) {
        id = begin(probe, LONG_LEASE_MILLIS);
      }
      double gone = at(watch.await("`lost`", one -> one.type().equals("lost")));
      double stopped = at(watch.await("stopped", id));
      return inTime("it stopped", stopped - gone, stopMillis);
    }
  }

  private String fence() throws Unkept, RobotException {
    try (Probe old = control()) {
      long id = begin(old, LONG_LEASE_MILLIS);
      try (Probe next = new Probe(address)) {
        Hello hello = next.hello("control");
        Message unusedFenced = old.await("`fenced`", one -> one.type().equals("fenced"));
        Message unusedStopped = next.await("stopped", id);
        long late = old.command(action, arguments, LEASE_MILLIS);
        Message refused =
            old.await(
                "a refusal",
                one ->
                    one.type().equals("end")
                        || one.type().equals("refused") && one.whole("id") == late);
        return "grants from %d; the old one is %s"
            .formatted(hello.grant() + 1, refused.type().equals("end") ? "let go" : "refused");
      }
    }
  }
}
