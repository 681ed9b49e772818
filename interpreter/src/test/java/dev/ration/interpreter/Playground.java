package dev.ration.interpreter;

import dev.ration.grammar.check.CheckedArgument;
import dev.ration.grammar.check.CheckedProgram;
import dev.ration.grammar.check.Checker;
import dev.ration.grammar.check.ModuleLoader;
import dev.ration.grammar.check.ResourceLibrary;
import dev.ration.grammar.check.Symbol;
import dev.ration.grammar.diag.Source;
import dev.ration.plan.profile.Site;
import dev.ration.runtime.assembly.Assembly;
import dev.ration.runtime.choose.ModelPool;
import dev.ration.runtime.clock.Rank;
import dev.ration.runtime.clock.SchedulerSettings;
import dev.ration.runtime.replay.PlayedMission;
import dev.ration.runtime.sim.FaultScript;
import dev.ration.runtime.sim.RobotEvent;
import dev.ration.runtime.sim.SimRobot;
import dev.ration.runtime.sim.SimSettings;
import dev.ration.runtime.trace.TraceSink;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Runs a policy's text on the simulated humanoid and the virtual clock. */
final class Playground {
  private static final Interpreter INTERPRETER = Interpreter.open();

  private final Map<String, String> answers = new HashMap<>();
  private final Map<String, String> faults = new HashMap<>();
  private final Map<String, String> arguments = new HashMap<>();
  private final List<String> heard = new ArrayList<>();
  private final List<Reading> readings = new ArrayList<>();
  private final List<RobotEvent> events = new ArrayList<>();
  private TraceSink trace = TraceSink.none();
  private long seed = 1;
  private long stopNanos = -1;
  private long emergencyNanos = -1;
  private long endNanos = -1;
  private String policy = "";
  private Site site = TestSites.humanoid();

  /** What a sensor reads, or a topic says, from an instant on; null for nothing any more. */
  private record Reading(long atNanos, String sensor, @Nullable Object value) {}

  /** What a run gave. */
  record Played(Finished finished, List<RobotEvent> events, List<String> said) {}

  static Interpreter interpreter() {
    return INTERPRETER;
  }

  Playground policy(String name) {
    policy = name;
    return this;
  }

  Playground argument(String name, String expression) {
    arguments.put(name, expression);
    return this;
  }

  Playground answer(String tier, String script) {
    answers.put(tier, script);
    return this;
  }

  /**
   * By simple name; {@code fails CODE}, {@code hangs}, {@code deaf}, {@code throws}, {@code slow
   * N}.
   */
  Playground fault(String action, String script) {
    faults.put(action, script);
    return this;
  }

  Playground hear(String words) {
    heard.add(words);
    return this;
  }

  Playground reading(long atNanos, String sensor, Object value) {
    readings.add(new Reading(atNanos, sensor, value));
    return this;
  }

  /** Lets a sensor give nothing new from an instant on. */
  Playground silent(long atNanos, String sensor) {
    readings.add(new Reading(atNanos, sensor, null));
    return this;
  }

  Playground site(Site other) {
    site = other;
    return this;
  }

  /** Spreads a mission of 1 kJ and 1 EUR over so long: what has no order is chosen at prices. */
  Playground lasts(long nanos) {
    endNanos = nanos;
    return this;
  }

  Playground stopAt(long nanos) {
    stopNanos = nanos;
    return this;
  }

  Playground emergencyStopAt(long nanos) {
    emergencyNanos = nanos;
    return this;
  }

  Playground trace(TraceSink sink) {
    trace = sink;
    return this;
  }

  Playground seed(long other) {
    seed = other;
    return this;
  }

  Site site() {
    return site;
  }

  static CheckedProgram check(Source source) {
    return Checker.check(new ModuleLoader(ResourceLibrary.onClassPath()).load(source, null));
  }

  Played play(Source source) {
    CheckedProgram checked = check(source);
    if (checked.hasErrors()) {
      throw new AssertionError(checked.findings().toString());
    }
    Program program = INTERPRETER.prepare(checked, site);
    ScriptedModels models = new ScriptedModels(answers);
    try (ModelPool pool = new ModelPool(List.of(models), name -> java.util.Optional.empty());
        Assembly assembly = assemble(site, pool)) {
      return play(checked, program, assembly);
    } catch (Exception broken) {
      throw new AssertionError(broken);
    }
  }

  private Assembly assemble(Site site, ModelPool pool) throws Exception {
    SimSettings sim =
        new SimSettings(
            3_600_000_000_000L,
            0.9,
            20_000_000,
            Map.of(),
            100_000_000,
            TestSites.STOPS,
            faultScript());
    Assembly.Builder builder = Assembly.builder(site, pool);
    if (endNanos >= 0) {
      builder.mission(mission()).missionEnds(endNanos);
    }
    return builder
        .clock(INTERPRETER.scheduling(SchedulerSettings.defaults()))
        .virtual(seed)
        .sim(sim)
        .trace(trace)
        .onRobot(events::add)
        .build();
  }

  private static PlayedMission mission() {
    Map<String, Object> left = new HashMap<>();
    left.put("mission", "tour");
    left.put("energy_left_uj", 1_000_000_000L);
    left.put("micro_money_left", 1_000_000L);
    return Objects.requireNonNull(PlayedMission.of(left, "EUR"));
  }

  private FaultScript faultScript() {
    return (request, number) -> {
      String simple = request.action().substring(request.action().lastIndexOf('.') + 1);
      String script = faults.getOrDefault(simple + " " + number, faults.get(simple));
      if (script == null) {
        return FaultScript.Fault.NONE;
      }
      String[] words = script.split(" ", 2);
      return switch (words[0]) {
        case "fails" -> new FaultScript.Fault.Fails(words[1]);
        case "hangs" -> new FaultScript.Fault.Hangs();
        case "deaf" -> new FaultScript.Fault.Deaf();
        case "throws" -> throw new IllegalStateException("the script says so");
        case "slow" -> new FaultScript.Fault.Slow(Double.parseDouble(words[1]));
        default -> throw new IllegalArgumentException(script);
      };
    };
  }

  private Played play(CheckedProgram checked, Program program, Assembly assembly) {
    var robot = assembly.sim().orElseThrow();
    heard.forEach(robot::hear);
    readings.stream()
        .sorted(Comparator.comparingLong(Reading::atNanos))
        .forEach(
            reading ->
                assembly
                    .scheduler()
                    .at(reading.atNanos, Rank.CONDITION, () -> sense(robot, reading)));
    if (stopNanos >= 0) {
      assembly.scheduler().at(stopNanos, Rank.STOP, assembly.run()::stop);
    }
    if (emergencyNanos >= 0) {
      assembly.scheduler().at(emergencyNanos, Rank.STOP, assembly.run()::emergencyStop);
    }
    Symbol.ActivitySymbol chosen = chosen(checked);
    Map<String, Argument> given = new HashMap<>();
    arguments.forEach(
        (name, expression) -> {
          CheckedArgument argument =
              Checker.argument(checked, chosen, name, new Source("<argument>", expression));
          given.put(name, Argument.of(argument));
        });
    Finished finished = program.run(chosen, given, assembly.run());
    return new Played(finished, List.copyOf(events), robot.said());
  }

  private static void sense(SimRobot robot, Reading reading) {
    Object value = reading.value;
    if (value == null) {
      robot.silence(reading.sensor);
    } else {
      robot.set(reading.sensor, value);
    }
  }

  private Symbol.ActivitySymbol chosen(CheckedProgram checked) {
    return checked.roots().getFirst().policies().stream()
        .filter(one -> policy.isEmpty() || one.name().equals(policy))
        .findFirst()
        .orElseThrow();
  }
}
