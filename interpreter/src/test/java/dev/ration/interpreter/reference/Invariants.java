package dev.ration.interpreter.reference;

import dev.ration.runtime.energy.EnergySummary;
import dev.ration.runtime.trace.TraceEvent;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What must hold in every run, whatever the policy, as its trace shows it. Used by one thread. */
final class Invariants {
  /** A computation is cut at its next call (V4), when others have had their turn. */
  private static final long STEPS_NANOS = 10 * Reference.STEP_NANOS;

  private final Scenario scenario;
  private final ActualRun.Traced run;
  private final Map<Long, Seen> scopes = new LinkedHashMap<>();
  private final Map<String, Integer> holders = new HashMap<>();
  private final Set<String> unsafe = new HashSet<>();
  private final Set<String> stoppedSafely = new HashSet<>();
  private final List<String> broken = new ArrayList<>();
  private BigInteger drawn = BigInteger.ZERO;
  private boolean hasEnded;

  /** Whether a figure may stand that moves nothing: a cap on a pot, or a total (E1, E3). */
  private final boolean hasViews;

  private Invariants(Scenario scenario, ActualRun.Traced run) {
    this.scenario = scenario;
    this.run = run;
    String text = ScenarioText.of(scenario);
    this.hasViews = text.contains("share energy") || text.contains("total energy");
  }

  /** The invariants that a run broke, in words; none if all is well. */
  static List<String> broken(Scenario scenario, ActualRun.Traced run) {
    Invariants invariants = new Invariants(scenario, run);
    invariants.look();
    return invariants.broken;
  }

  /** A scope as the trace has shown it so far. */
  private static final class Seen {
    final long id;
    final @Nullable Seen parent;
    final String kind;
    final String name;
    long limit;
    long cut;
    long owner;
    final Set<String> held = new HashSet<>();
    final Set<String> hadHeld = new HashSet<>();
    int open;
    long accepted = -1;
    long granted = -1;
    boolean isClosed;

    Seen(TraceEvent event, @Nullable Seen parent) {
      this.id = number(event, "scope", 0);
      this.parent = parent;
      this.kind = String.valueOf(event.fields().get("kind"));
      this.name = String.valueOf(event.fields().get("name"));
      this.limit = number(event, "limit_ns", Long.MAX_VALUE);
      this.cut = number(event, "cut_ns", Long.MAX_VALUE);
      this.owner = number(event, "owner", -1);
    }

    boolean isInside(Seen outer) {
      for (Seen around = this; around != null; around = around.parent) {
        if (around == outer) {
          return true;
        }
      }
      return false;
    }

    @Override
    public String toString() {
      return kind + " " + name + " (" + id + ")";
    }
  }

  private static long number(TraceEvent event, String field, long otherwise) {
    return event.fields().get(field) instanceof Long number ? number : otherwise;
  }

  private void expect(boolean holds, String what, Object... parts) {
    if (!holds) {
      broken.add(what.formatted(parts));
    }
  }

  private void look() {
    for (TraceEvent event : run.events()) {
      look(event);
    }
    expect(hasEnded, "the run did not end: somebody waits in a circle");
    scopes.values().forEach(one -> expect(one.isClosed, "%s never ended", one));
    holders.forEach((name, count) -> expect(count == 0, "`%s` was not released", name));
    energy();
  }

  private void look(TraceEvent event) {
    Seen scope = scopes.get(number(event, "scope", -1));
    switch (event.type()) {
      case "scope.open" -> open(event);
      case "run.end" -> hasEnded = true;
      case "safe_stop" -> stoppedSafely.add(text(event, "resource"));
      case "quarantine.lifted" -> unsafe.remove(text(event, "resource"));
      default -> {
        if (scope != null) {
          boolean isOver = scope.isClosed && !event.type().equals("hold.released");
          expect(!isOver, "%s did something after its end: %s", scope, event.type());
          look(event, scope);
        }
      }
    }
  }

  private static String text(TraceEvent event, String field) {
    return String.valueOf(event.fields().get(field));
  }

  private void open(TraceEvent event) {
    Seen parent = scopes.get(number(event, "parent", -1));
    Seen scope = new Seen(event, parent);
    scopes.put(scope.id, scope);
    if (parent != null) {
      parent.open++;
      expect(!parent.isClosed, "%s began after the end of %s", scope, parent);
      boolean isFree = scope.kind.equals("cleanup");
      expect(isFree || scope.limit <= parent.limit, "%s has more time than %s", scope, parent);
    }
    if (scope.kind.equals("cleanup")) {
      stoppedSafely.clear();
    }
  }

  private void look(TraceEvent event, Seen scope) {
    switch (event.type()) {
      case "scope.cut" -> {
        boolean isTimeout = text(event, "cause").equals("timeout");
        expect(
            !isTimeout || event.atNanos() >= scope.cut,
            "%s was stopped at %s, before its cut",
            scope,
            Frame.ms(event.atNanos()));
      }
      case "respond.met" -> met(event, scope);
      case "account.open" -> grant(event, scope);
      case "hold.granted" -> take(event, scope);
      case "hold.released" -> release(event, scope);
      case "command.accepted" -> scope.accepted = event.atNanos();
      case "fault" -> fault(event, scope);
      case "scope.close" -> close(event, scope);
      default -> {}
    }
  }

  /** From its first effect on, only the limits around a {@code respond} count (T9). */
  private void met(TraceEvent event, Seen respond) {
    for (Seen scope : scopes.values()) {
      if (scope.owner == respond.id && scope.isInside(respond)) {
        scope.limit = number(event, "limit_ns", Long.MAX_VALUE);
        scope.cut = scope == respond ? number(event, "cut_ns", Long.MAX_VALUE) : scope.cut;
        scope.owner = number(event, "owner", -1);
      }
    }
  }

  private void fault(TraceEvent event, Seen scope) {
    if (text(event, "code").equals("RTN0618")) {
      unsafe.addAll(scope.held);
    }
  }

  private void take(TraceEvent event, Seen scope) {
    for (String resource : text(event, "resources").split(", ")) {
      expect(!unsafe.contains(resource), "%s got `%s`, which still moves", scope, resource);
      scope.held.add(resource);
      scope.hadHeld.add(resource);
      boolean isLent = isHeldAround(scope, resource);
      holders.merge(resource, isLent ? 0 : 1, Integer::sum);
      expect(holders.getOrDefault(resource, 0) <= 1, "two hold `%s`", resource);
    }
  }

  private static boolean isHeldAround(Seen scope, String resource) {
    for (Seen around = scope.parent; around != null; around = around.parent) {
      if (around.held.contains(resource)) {
        return true;
      }
    }
    return false;
  }

  private void release(TraceEvent event, Seen scope) {
    for (String resource : text(event, "resources").split(", ")) {
      scope.held.remove(resource);
      holders.merge(resource, isHeldAround(scope, resource) ? 0 : -1, Integer::sum);
    }
  }

  /** A grant comes out of the grant around it, and there is enough of that. */
  private void grant(TraceEvent event, Seen scope) {
    scope.granted = number(event, "granted_uj", -1);
    Seen outer = accountAround(scope);
    long given = 0;
    for (Seen other : scopes.values()) {
      boolean isBeside = other.granted >= 0 && !other.isClosed && accountAround(other) == outer;
      given += isBeside ? other.granted : 0;
    }
    long whole = outer == null ? Wallet.MISSION : outer.granted;
    expect(
        hasViews || given <= whole, "%s and those beside it hold %d of %d uJ", scope, given, whole);
    expect(scope.granted >= number(event, "kept_uj", 0), "%s keeps more than it has", scope);
  }

  private static @Nullable Seen accountAround(Seen scope) {
    Seen around = scope.parent;
    while (around != null && around.granted < 0) {
      around = around.parent;
    }
    return around;
  }

  private void close(TraceEvent event, Seen scope) {
    scope.isClosed = true;
    expect(number(event, "used_uj", 0) >= 0, "%s used less than nothing", scope);
    expect(scope.open == 0, "%s ended before what is inside it", scope);
    Seen parent = scope.parent;
    if (parent != null) {
      parent.open--;
    }
    expect(
        event.atNanos() <= scope.limit + STEPS_NANOS || scope.limit == Long.MAX_VALUE,
        "%s ended at %s, after its limit %s",
        scope,
        Frame.ms(event.atNanos()),
        Frame.ms(scope.limit));
    if (scope.accepted >= 0) {
      long watts = scenario.actions().get(Integer.parseInt(scope.name.substring(1))).watts();
      drawn =
          drawn.add(
              BigInteger.valueOf(watts * 1_000_000)
                  .multiply(BigInteger.valueOf(event.atNanos() - scope.accepted)));
    }
    if (scope.kind.equals("cleanup") && parent != null && !text(event, "outcome").equals("ok")) {
      for (String resource : parent.held) {
        expect(
            !Scenario.hasSafeState(resource) || stoppedSafely.contains(resource),
            "%s failed, and `%s` was not brought to its safe state",
            scope,
            resource);
      }
    }
  }

  /** Charges, idle draw and what nobody can be charged for are what was measured (E4). */
  private void energy() {
    EnergySummary energy = run.energy();
    long sum = energy.charged() + energy.idle() + energy.unattributed();
    expect(sum == energy.measured(), "%s does not add up", energy);
    long commands = drawn.divide(BigInteger.valueOf(1_000_000_000)).longValueExact();
    expect(commands == energy.charged(), "%d uJ were drawn, charged: %s", commands, energy);
  }
}
