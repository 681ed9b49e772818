package dev.ration.interpreter.reference;

import dev.ration.grammar.check.CheckedProgram;
import dev.ration.grammar.check.Checker;
import dev.ration.grammar.check.ModuleLoader;
import dev.ration.grammar.check.ResourceLibrary;
import dev.ration.grammar.diag.Source;
import dev.ration.interpreter.Interpreter;
import dev.ration.interpreter.Program;
import dev.ration.interpreter.Replay;
import dev.ration.plan.Dimension;
import dev.ration.plan.profile.Figure;
import dev.ration.plan.profile.Money;
import dev.ration.plan.profile.RobotProfile;
import dev.ration.plan.profile.Site;
import dev.ration.runtime.assembly.Assembly;
import dev.ration.runtime.choose.ModelPool;
import dev.ration.runtime.clock.Rank;
import dev.ration.runtime.clock.SchedulerSettings;
import dev.ration.runtime.energy.EnergySummary;
import dev.ration.runtime.replay.Log;
import dev.ration.runtime.sim.FaultScript;
import dev.ration.runtime.sim.SimSettings;
import dev.ration.runtime.trace.JsonLines;
import dev.ration.runtime.trace.TraceEvent;
import dev.ration.runtime.trace.TraceSink;
import java.io.BufferedReader;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs a scenario's text with the interpreter, on the virtual clock and the simulated robot. */
final class ActualRun {
  private static final Interpreter INTERPRETER = Interpreter.open();
  private static final long MILLI = 1_000_000L;

  private ActualRun() {}

  /** What a run left: its trace, and where the energy went. */
  record Traced(List<TraceEvent> events, EnergySummary energy, long endNanos) {}

  /** Checks the text; the findings of one that may not run. */
  static CheckedProgram check(Scenario scenario) {
    Source source = new Source("generated.ration", ScenarioText.of(scenario));
    return Checker.check(new ModuleLoader(ResourceLibrary.onClassPath()).load(source, null));
  }

  static Traced run(CheckedProgram checked, Scenario scenario) {
    Site site = site();
    Program program = INTERPRETER.prepare(checked, site);
    List<TraceEvent> events = new ArrayList<>();
    try (ModelPool pool = new ModelPool(List.of(), _ -> Optional.empty());
        Assembly assembly =
            Assembly.builder(site, pool)
                .clock(INTERPRETER.scheduling(SchedulerSettings.defaults()))
                .virtual(1)
                .sim(robot(scenario))
                .trace(events::add)
                .build()) {
      var sim = assembly.sim().orElseThrow();
      sim.set("calm", true);
      boolean isCalm = true;
      for (long at : scenario.readings()) {
        isCalm = !isCalm;
        boolean next = isCalm;
        assembly.scheduler().at(at * MILLI, Rank.CONDITION, () -> sim.set("calm", next));
      }
      for (long at : scenario.pings()) {
        assembly.scheduler().at(at * MILLI, Rank.CONDITION, () -> sim.set("pings", 1L));
      }
      if (scenario.stop() != Part.NONE) {
        assembly.scheduler().at(scenario.stop() * MILLI, Rank.STOP, assembly.run()::stop);
      }
      if (scenario.emergency() != Part.NONE) {
        long at = scenario.emergency() * MILLI;
        assembly.scheduler().at(at, Rank.STOP, assembly.run()::emergencyStop);
      }
      var policy = checked.roots().getFirst().policies().getFirst();
      var unused = program.run(policy, Map.of(), assembly.run());
      return new Traced(events, assembly.energy(), assembly.scheduler().now());
    } catch (Exception broken) {
      throw new AssertionError(broken);
    }
  }

  private static SimSettings robot(Scenario scenario) {
    Map<String, Long> stops = new HashMap<>();
    Scenario.RESOURCES.forEach(one -> stops.put(one, Scenario.stopMillis(one) * MILLI));
    return new SimSettings(Wallet.MISSION, 1, Wallet.IDLE, Map.of(), 0, stops, faults(scenario));
  }

  private static FaultScript faults(Scenario scenario) {
    return (request, number) -> {
      if (!request.action().matches("a\\d+")) {
        return FaultScript.Fault.NONE;
      }
      int action = Integer.parseInt(request.action().substring(1));
      return switch (scenario.actions().get(action).fault(number)) {
        case FINE -> FaultScript.Fault.NONE;
        case FAILS -> new FaultScript.Fault.Fails("slipped");
        case HANGS -> new FaultScript.Fault.Hangs();
        case DEAF -> new FaultScript.Fault.Deaf();
        case SLOW -> new FaultScript.Fault.Slow(3);
      };
    };
  }

  private static Site site() {
    List<RobotProfile.Resource> resources = new ArrayList<>();
    for (String name : Scenario.RESOURCES) {
      resources.add(
          new RobotProfile.Resource(
              name,
              null,
              Map.of(),
              given(1.0),
              given(Scenario.stopMillis(name) * MILLI),
              Scenario.hasSafeState(name) ? "still" : null,
              Scenario.hasHoldState(name) ? "paused" : null));
    }
    RobotProfile robot =
        new RobotProfile(
            "tester",
            null,
            given(Wallet.MISSION),
            given(Wallet.IDLE),
            given(0L),
            given(500 * MILLI),
            given(0L),
            given(1_000 * MILLI),
            resources,
            Map.of(),
            Map.of(),
            "sim",
            Map.of());
    Money money = new Money(1_000_000, Dimension.of(Dimension.Base.EUR));
    return new Site("lab", robot, List.of(), given(money), null, List.of());
  }

  private static <T> Figure<T> given(T value) {
    return Figure.byDefault(value);
  }

  /** A run's trace, byte for byte. */
  static String bytes(Traced run) {
    StringWriter text = new StringWriter();
    try (TraceSink sink = new JsonLines(text, JsonLines.DEFAULT_MAX_BYTES)) {
      run.events().forEach(sink::write);
    }
    return text.toString();
  }

  /** Plays a trace again, from nothing but itself; in words what differs, or null (V2). */
  static @Nullable String replayed(String bytes) {
    try {
      Log log = Log.read(new BufferedReader(new StringReader(bytes)));
      Replay.Result result =
          Replay.of(INTERPRETER, log.runs().getFirst(), Map.of())
              .site(site())
              .play(ResourceLibrary.onClassPath());
      return result.difference().map(Object::toString).orElse(null);
    } catch (Exception broken) {
      return broken.toString();
    }
  }

  /** One line for each scope, as {@link Reference} writes them, in alphabetical order. */
  static List<String> report(Traced run) {
    Map<Long, Seen> scopes = new HashMap<>();
    List<String> lines = new ArrayList<>();
    for (TraceEvent event : run.events()) {
      Object id = event.fields().get("scope");
      if (id instanceof Long number) {
        if (event.type().equals("scope.open")) {
          scopes.put(number, new Seen(event, scopes));
        }
        Seen seen = scopes.get(number);
        if (seen != null) {
          seen.note(event, scopes);
          if (event.type().equals("scope.close")) {
            lines.add(seen.line(event));
          }
        }
      }
    }
    lines.sort(null);
    return lines;
  }

  /** A scope as its trace tells it. */
  private static final class Seen {
    private final String path;
    private final long start;
    private final List<String> notes = new ArrayList<>();
    private final Map<String, Integer> counts = new HashMap<>();
    private @Nullable Object granted;

    Seen(TraceEvent open, Map<Long, Seen> others) {
      String kind = text(open, "kind");
      String label =
          switch (kind) {
            case "branch", "command" -> kind + ":" + text(open, "name");
            default -> kind;
          };
      Seen parent = others.get(open.fields().get("parent"));
      path = parent == null ? label : parent.child(label);
      start = open.fields().get("start_ns") instanceof Long number ? number : 0;
    }

    private String child(String label) {
      return path + "/" + label + "#" + counts.merge(label, 1, Integer::sum);
    }

    private static String text(TraceEvent event, String field) {
      return String.valueOf(event.fields().get(field));
    }

    private static String ms(@Nullable Object nanos) {
      return Frame.ms(nanos == null ? Frame.NEVER : (long) nanos);
    }

    void note(TraceEvent event, Map<Long, Seen> others) {
      Map<String, Object> fields = event.fields();
      String what =
          switch (event.type()) {
            case "scope.open" -> {
              Seen owner = others.get(fields.get("owner"));
              yield "limit %s cut %s of %s"
                  .formatted(
                      ms(fields.get("limit_ns")),
                      ms(fields.get("cut_ns")),
                      owner == null ? "nobody" : owner.path);
            }
            case "account.open" -> {
              granted = fields.get("granted_uj");
              yield "";
            }
            case "hold.granted" -> "holds [" + fields.get("resources") + "]";
            case "attempt" -> "attempt " + fields.get("number");
            case "handler" -> "handler of " + fields.get("reason");
            case "handler.late" -> "handler late";
            case "command.accepted" -> "accepted";
            case "command.stop" -> "stop";
            case "command.ended" -> text(event, "how");
            case "late" -> "dropped %s %s".formatted(fields.get("dropped"), fields.get("what"));
            case "soft.late" -> "soft late";
            case "account.low" -> "low";
            case "branch.freeze" -> "frozen";
            case "branch.unfreeze" -> "thawed";
            case "command.hold" -> "held";
            case "command.resume" -> "resumed";
            case "respond.met" -> "met, limit %s".formatted(ms(fields.get("limit_ns")));
            case "fault" -> fault(text(event, "code"));
            default -> "";
          };
      if (!what.isEmpty()) {
        notes.add(what + " at " + ms(event.atNanos()));
      }
    }

    private static String fault(String code) {
      return switch (code) {
        case "RTN0617" -> "cleanup failed";
        case "RTN0618" -> "left behind";
        case "RTN0623" -> "soft failed";
        case "RTN0625" -> "reserve pays";
        // That a resource is out of use is seen by who waits for it.
        case "RTN0619" -> "";
        case "RTN0646" -> "outlasted";
        default -> code;
      };
    }

    String line(TraceEvent close) {
      Map<String, Object> fields = close.fields();
      Object chain = fields.get("chain");
      String used =
          fields.containsKey("used_uj") ? " used " + fields.get("used_uj") + " of " + granted : "";
      return "%s: %s%s from %s to %s%s %s"
          .formatted(
              path,
              fields.get("outcome"),
              chain == null ? "" : " " + chain,
              ms(start),
              ms(close.atNanos()),
              used,
              notes);
    }
  }
}
