package dev.ration.interpreter.agree;

import dev.ration.grammar.check.Budgets;
import dev.ration.grammar.check.CheckedProgram;
import dev.ration.grammar.check.Checker;
import dev.ration.grammar.check.ModuleLoader;
import dev.ration.grammar.check.ResourceLibrary;
import dev.ration.grammar.check.SiteResolver;
import dev.ration.grammar.check.Symbol;
import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.diag.Source;
import dev.ration.interpreter.Interpreter;
import dev.ration.interpreter.Program;
import dev.ration.plan.Severity;
import dev.ration.plan.feasible.Sheet;
import dev.ration.plan.profile.Site;
import dev.ration.runtime.assembly.Assembly;
import dev.ration.runtime.choose.ModelPool;
import dev.ration.runtime.choose.StubModel;
import dev.ration.runtime.clock.Rank;
import dev.ration.runtime.clock.SchedulerSettings;
import dev.ration.runtime.sim.FaultScript;
import dev.ration.runtime.sim.ScriptedBackend;
import dev.ration.runtime.sim.SimRobot;
import dev.ration.runtime.sim.SimSettings;
import dev.ration.runtime.spi.AnswerValue;
import dev.ration.runtime.spi.ModelFailure;
import dev.ration.runtime.trace.TraceEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A draft, what is worked out of it, and how its run went on the virtual clock.
 *
 * @param findings of the checker, with those about the robot and the figures
 * @param sheet of its policy
 */
record Played(
    Draft draft,
    CheckedProgram program,
    Site site,
    List<Diagnostic> findings,
    Budgets budgets,
    Sheet sheet,
    List<TraceEvent> events) {
  /** What a call costs on the virtual clock: so little that it can be told from what matters. */
  static final long STEP_NANOS = 1;

  private static final Interpreter INTERPRETER = Interpreter.open();
  private static final long MILLI = 1_000_000L;
  private static final int HORIZON = 200_000;

  Played {
    findings = List.copyOf(findings);
    events = List.copyOf(events);
  }

  /** Whether the figures say that something in it can never succeed. */
  boolean hasErrors() {
    return findings.stream().anyMatch(one -> one.severity() == Severity.ERROR);
  }

  static CheckedProgram check(Draft draft) {
    Source source = new Source("agree.ration", draft.text());
    return Checker.check(new ModuleLoader(ResourceLibrary.onClassPath()).load(source, null));
  }

  /** Runs a draft that the checker lets run; what its figures say does not keep it from that. */
  static Played of(Draft draft, CheckedProgram program) {
    SiteResolver.Resolved resolved = SiteResolver.resolve(program, "lab");
    Site site = resolved.site().orElseThrow();
    Symbol.ActivitySymbol policy = program.roots().getFirst().policies().getFirst();
    Budgets budgets = new Budgets(program, site);
    Sheet sheet = budgets.of(policy).orElseThrow();
    List<Diagnostic> findings = new ArrayList<>(program.findings());
    findings.addAll(resolved.findings());
    List<TraceEvent> events = new ArrayList<>();
    Program prepared = INTERPRETER.prepare(program, site);
    try (ModelPool pool = new ModelPool(List.of(models(draft)), _ -> Optional.empty());
        Assembly assembly = assembly(draft, site, pool, events)) {
      prepare(draft, assembly);
      var unused = prepared.run(policy, Map.of(), assembly.run());
    } catch (Exception broken) {
      throw new AssertionError("seed " + draft.seed() + "\n" + draft.text(), broken);
    }
    return new Played(draft, program, site, findings, budgets, sheet, events);
  }

  private static Assembly assembly(Draft draft, Site site, ModelPool pool, List<TraceEvent> events)
      throws Exception {
    SchedulerSettings usual = SchedulerSettings.defaults();
    SchedulerSettings clock =
        new SchedulerSettings(
            draft.seed(),
            STEP_NANOS,
            usual.sliceNanos(),
            usual.threads(),
            usual.parking(),
            usual.interrupter(),
            usual.clock());
    return Assembly.builder(site, pool)
        .clock(INTERPRETER.scheduling(clock))
        .virtual(draft.seed())
        .sim(robot(draft, site))
        .trace(events::add)
        .build();
  }

  private static SimSettings robot(Draft draft, Site site) {
    Map<String, Long> stops = new HashMap<>();
    site.robot().resources().forEach(one -> stops.put(one.name(), one.stop().value()));
    return new SimSettings(
        site.robot().battery().value(),
        1,
        site.robot().idle().value(),
        Map.of(),
        0,
        stops,
        (request, number) -> {
          String name = request.action().substring(request.action().lastIndexOf('.') + 1);
          List<FaultScript.Fault> some = draft.faults().getOrDefault(name, List.of());
          return number <= some.size() ? some.get(number - 1) : FaultScript.Fault.NONE;
        });
  }

  private static ScriptedBackend models(Draft draft) {
    ScriptedBackend backend = new ScriptedBackend("scripted");
    for (String tier : List.of("local.tiny", "local.small", "cloud.chat")) {
      List<Draft.Answer> script = draft.answers().getOrDefault(tier, List.of());
      int[] asked = {0};
      backend.on(
          tier,
          _ -> {
            int number = asked[0]++;
            return turn(number < script.size() ? script.get(number) : Draft.Answer.YES);
          });
    }
    return backend;
  }

  private static StubModel.Turn turn(Draft.Answer answer) {
    return switch (answer) {
      case YES -> ScriptedBackend.answer(new AnswerValue.Bool(true), 0.9);
      case NO -> ScriptedBackend.answer(new AnswerValue.Bool(false), 0.9);
      case UNSURE -> ScriptedBackend.answer(new AnswerValue.Bool(true), 0.3);
      case MALFORMED -> ScriptedBackend.fail(ModelFailure.Kind.MALFORMED);
      case REFUSED -> ScriptedBackend.fail(ModelFailure.Kind.REFUSED);
      case HANGS -> ScriptedBackend.hang();
    };
  }

  private static void prepare(Draft draft, Assembly assembly) {
    SimRobot sim = assembly.sim().orElseThrow();
    sim.set("calm", true);
    boolean isCalm = true;
    for (int at : draft.readings()) {
      isCalm = !isCalm;
      boolean next = isCalm;
      assembly.scheduler().at(at * MILLI, Rank.CONDITION, () -> sim.set("calm", next));
    }
    for (int at : draft.pings()) {
      assembly.scheduler().at(at * MILLI, Rank.CONDITION, () -> sim.set("pings", 1L));
    }
    // What waits for something that never comes would wait for ever.
    int stop = draft.stop() == Draft.NEVER ? HORIZON : draft.stop();
    assembly.scheduler().at(stop * MILLI, Rank.STOP, assembly.run()::stop);
    if (draft.emergency() != Draft.NEVER) {
      long at = draft.emergency() * MILLI;
      assembly.scheduler().at(at, Rank.STOP, assembly.run()::emergencyStop);
    }
  }
}
