package dev.ration.interpreter;

import dev.ration.grammar.check.CheckedArgument;
import dev.ration.grammar.check.CheckedProgram;
import dev.ration.grammar.check.Checker;
import dev.ration.grammar.check.KeptProgram;
import dev.ration.grammar.check.LibrarySource;
import dev.ration.grammar.check.SiteResolver;
import dev.ration.grammar.check.Symbol;
import dev.ration.grammar.diag.Source;
import dev.ration.plan.Code;
import dev.ration.plan.profile.Figure;
import dev.ration.plan.profile.Money;
import dev.ration.plan.profile.Site;
import dev.ration.runtime.assembly.Assembly;
import dev.ration.runtime.choose.ModelPool;
import dev.ration.runtime.clock.SchedulerSettings;
import dev.ration.runtime.replay.Comparison;
import dev.ration.runtime.replay.Difference;
import dev.ration.runtime.replay.Log.LoggedRun;
import dev.ration.runtime.replay.LogFault;
import dev.ration.runtime.replay.PlayedMission;
import dev.ration.runtime.replay.Sealing;
import dev.ration.runtime.replay.Tape;
import dev.ration.runtime.spi.RobotException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Runs again what a trace tells of, with nothing but the trace: no robot is moved and no model is
 * asked, and no time is waited for (rule V2). Used by one thread.
 */
public final class Replay {
  /** A replay that writes nothing for so long, in real time, stands still. */
  private static final int PATIENCE_SECONDS = 60;

  private final Interpreter interpreter;
  private final LoggedRun run;
  private final Map<String, Object> inputs;
  private final Map<Long, Object> sealed;
  private @Nullable Site site;

  /**
   * What came of it.
   *
   * @param difference the first; empty when every line is the same
   * @param lines how many lines are the same
   * @param hasStandIns whether something stood in for a private value that was not here
   */
  public record Result(
      String policy, Optional<Difference> difference, int lines, boolean hasStandIns) {}

  private Replay(
      Interpreter interpreter,
      LoggedRun run,
      Map<String, Object> inputs,
      Map<Long, Object> sealed) {
    this.interpreter = interpreter;
    this.run = run;
    this.inputs = inputs;
    this.sealed = sealed;
  }

  /**
   * Prepares a replay.
   *
   * @param sealed the private values that the trace refers to, by number, as far as they are here
   * @throws LogFault if the run is not whole or does not hold what it was started with
   */
  public static Replay of(Interpreter interpreter, LoggedRun run, Map<Long, Object> sealed)
      throws LogFault {
    Map<String, Object> inputs = run.first(RunInputs.TYPE);
    if (inputs == null) {
      throw new LogFault(
          Code.NOT_REPLAYABLE,
          "The run at line %d does not hold what it was started with.".formatted(run.firstLine()));
    }
    if (!run.isWhole()) {
      throw new LogFault(
          Code.DAMAGED_TRACE,
          "The trace ends at line %d, before the run does."
              .formatted(run.firstLine() + run.texts().size() - 1));
    }
    return new Replay(interpreter, run, inputs, sealed);
  }

  /** Takes a site instead of the one in the trace. */
  public Replay site(Site other) {
    site = other;
    return this;
  }

  /**
   * Plays it.
   *
   * @param library of this installation; the trace's must be the same
   * @throws LogFault if it cannot be played here
   */
  public Result play(LibrarySource library) throws LogFault, InterruptedException {
    CheckedProgram program = program(library);
    Symbol.ActivitySymbol policy = policy(program);
    Sealing sealing = Sealing.opening(sealed);
    Map<String, Argument> arguments = arguments(program, policy, sealing);
    Site where = site == null ? site(program) : site;
    CompletableFuture<Object> over = new CompletableFuture<>();
    Comparison comparison = new Comparison(run, () -> over.complete("differs"));
    try (ModelPool nobody = new ModelPool(List.of(), _ -> Optional.empty());
        Assembly assembly = assemble(where, nobody, comparison, sealing)) {
      Program prepared = interpreter.prepare(program, where);
      Execution execution = prepared.start(policy, arguments, assembly.run());
      var unused = execution.result().whenComplete((_, _) -> over.complete("ended"));
      await(over, comparison);
      if (over.getNow("").equals("ended")) {
        assembly.scheduler().atomically(comparison::ended);
      }
      assembly.run().leave();
    } catch (RobotException impossible) {
      throw new IllegalStateException(impossible);
    }
    return new Result(
        policy.name(), comparison.difference(), comparison.same(), sealing.hasStandIns());
  }

  private static void await(CompletableFuture<Object> over, Comparison comparison)
      throws InterruptedException {
    int before = -1;
    int waited = 0;
    while (!over.isDone()) {
      try {
        Object unused = over.get(1, TimeUnit.SECONDS);
      } catch (TimeoutException _) {
        waited = comparison.same() == before ? waited + 1 : 0;
        before = comparison.same();
        if (waited >= PATIENCE_SECONDS) {
          comparison.lost("nothing happens any more");
        }
      } catch (ExecutionException broken) {
        throw new IllegalStateException(broken.getCause());
      }
    }
  }

  private Assembly assemble(Site where, ModelPool nobody, Comparison comparison, Sealing sealing)
      throws RobotException, InterruptedException {
    SchedulerSettings defaults = SchedulerSettings.defaults();
    SchedulerSettings clock =
        new SchedulerSettings(
            number("seed", 0),
            number("step_ns", defaults.stepNanos()),
            number("slice_ns", defaults.sliceNanos()),
            defaults.threads(),
            defaults.parking(),
            defaults.interrupter(),
            defaults.clock());
    Assembly.Builder builder =
        Assembly.builder(where, nobody)
            .clock(interpreter.scheduling(clock))
            .trace(comparison)
            .sealing(sealing, java.util.Set.of())
            .playing(
                Tape.of(run.events()),
                wanted -> comparison.lost("the run asks for " + wanted + ", which never came"));
    Figure<Money> money = where.money();
    String currency = money == null ? "" : money.value().currency().symbol();
    var began = run.first("mission.begin");
    PlayedMission mission = PlayedMission.of(began, currency);
    if (mission != null) {
      builder.mission(mission);
    }
    if (began != null && began.get("ends_ns") instanceof Number ends) {
      builder.missionEnds(ends.longValue());
    }
    return ("virtual".equals(inputs.get("clock")) ? builder.virtual(clock.seed()) : builder)
        .build();
  }

  private long number(String name, long otherwise) {
    return inputs.get(name) instanceof Number number ? number.longValue() : otherwise;
  }

  private CheckedProgram program(LibrarySource library) throws LogFault {
    KeptProgram.Loaded loaded = KeptProgram.load(RunInputs.modules(inputs), library);
    if (!loaded.changed().isEmpty()) {
      throw new LogFault(
          Code.NOT_REPLAYABLE,
          "The run used another library than the one here: `%s` differs."
              .formatted(String.join("`, `", loaded.changed())));
    }
    CheckedProgram program = Checker.check(loaded.program());
    if (program.hasErrors()) {
      throw new LogFault(
          Code.NOT_REPLAYABLE, "The policy in the trace does not check here; it was changed.");
    }
    return program;
  }

  private Symbol.ActivitySymbol policy(CheckedProgram program) throws LogFault {
    return program.roots().stream()
        .flatMap(root -> root.policies().stream())
        .filter(one -> one.name().equals(inputs.get("policy")))
        .findFirst()
        .orElseThrow(
            () ->
                new LogFault(
                    Code.NOT_REPLAYABLE,
                    "The texts in the trace have no policy `%s`.".formatted(inputs.get("policy"))));
  }

  private Map<String, Argument> arguments(
      CheckedProgram program, Symbol.ActivitySymbol policy, Sealing sealing) throws LogFault {
    Map<String, Argument> arguments = new HashMap<>();
    if (inputs.get("arguments") instanceof Map<?, ?> texts) {
      for (Map.Entry<?, ?> entry : texts.entrySet()) {
        String name = String.valueOf(entry.getKey());
        if (entry.getValue() instanceof Map<?, ?> reference && !sealing.isOpen(reference)) {
          throw new LogFault(
              Code.NOT_REPLAYABLE,
              "The argument `%s` is private, and its value is not here.".formatted(name));
        }
        Object text =
            entry.getValue() instanceof Map<?, ?> reference
                ? sealing.open(reference)
                : entry.getValue();
        CheckedArgument argument =
            Checker.argument(
                program, policy, name, new Source("--arg " + name, String.valueOf(text)));
        if (argument.hasErrors()) {
          throw new LogFault(
              Code.NOT_REPLAYABLE, "The argument `%s` does not fit here.".formatted(name));
        }
        arguments.put(name, Argument.of(argument));
      }
    }
    return arguments;
  }

  private static Site site(CheckedProgram program) throws LogFault {
    return SiteResolver.resolve(program, null)
        .site()
        .orElseThrow(
            () -> new LogFault(Code.NOT_REPLAYABLE, "The trace holds no site that works here."));
  }
}
