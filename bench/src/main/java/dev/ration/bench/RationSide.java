package dev.ration.bench;

import dev.ration.grammar.check.CheckedArgument;
import dev.ration.grammar.check.CheckedProgram;
import dev.ration.grammar.check.Checker;
import dev.ration.grammar.check.ModuleLoader;
import dev.ration.grammar.check.ResourceLibrary;
import dev.ration.grammar.check.SiteResolver;
import dev.ration.grammar.check.Symbol;
import dev.ration.grammar.diag.Source;
import dev.ration.interpreter.Argument;
import dev.ration.interpreter.Execution;
import dev.ration.interpreter.Finished;
import dev.ration.interpreter.GuestValue;
import dev.ration.interpreter.Interpreter;
import dev.ration.interpreter.Program;
import dev.ration.interpreter.Settings;
import dev.ration.plan.profile.Site;
import dev.ration.runtime.assembly.Assembly;
import dev.ration.runtime.choose.ModelPool;
import dev.ration.runtime.clock.SchedulerSettings;
import dev.ration.runtime.spi.RobotException;
import dev.ration.runtime.trace.TraceSink;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Ration: each task is a whole policy on the real clock and the simulated robot, with its deadline,
 * its budget, its receipt and its trace.
 */
final class RationSide implements Side {
  private final Interpreter interpreter;
  private final CheckedProgram checked;
  private final Program program;
  private final Site site;
  private final ModelPool models = new ModelPool(List.of(), name -> Optional.empty());
  private final TraceSink trace;

  /**
   * Checks and prepares a text.
   *
   * @param name a resource of this package whose policies take {@code n}
   * @param trace where the events of every run go; closed with this
   */
  RationSide(String name, Map<String, String> engineOptions, TraceSink trace) {
    this.trace = trace;
    Source text = new Source(name, Texts.read(name));
    checked = Checker.check(new ModuleLoader(ResourceLibrary.onClassPath()).load(text, null));
    if (checked.hasErrors()) {
      throw new IllegalStateException(checked.findings().toString());
    }
    site = SiteResolver.resolve(checked, null).site().orElseThrow();
    interpreter = Interpreter.open(new Settings(engineOptions));
    program = interpreter.prepare(checked, site);
  }

  @Override
  public String name() {
    return "Ration";
  }

  @Override
  public String engine() {
    return "Ration on " + interpreter.engineName();
  }

  @Override
  public Done run(Task task) {
    return run("run_" + task.name(), task.size());
  }

  /** Runs a policy with its one argument to its end. */
  Done run(String policy, long size) {
    try (Started started = start(policy, size)) {
      Finished finished = started.execution().join();
      long nanos = System.nanoTime() - started.startNanos();
      GuestValue value =
          finished.value().orElseThrow(() -> new IllegalStateException(finished.toString()));
      return new Done(Long.parseLong(value.text()), nanos);
    }
  }

  /** A run that goes on; closed when it has ended. */
  record Started(Assembly assembly, Execution execution, long startNanos) implements AutoCloseable {
    @Override
    public void close() {
      assembly.close();
    }
  }

  /** Starts a policy with its one argument. */
  Started start(String policy, long size) {
    Symbol.ActivitySymbol chosen =
        checked.roots().getFirst().policies().stream()
            .filter(one -> one.name().equals(policy))
            .findFirst()
            .orElseThrow();
    CheckedArgument argument =
        Checker.argument(checked, chosen, "n", new Source("<argument>", Long.toString(size)));
    Map<String, Argument> arguments = Map.of("n", Argument.of(argument));
    Assembly assembly = assemble();
    long start = System.nanoTime();
    return new Started(assembly, program.start(chosen, arguments, assembly.run()), start);
  }

  private Assembly assemble() {
    try {
      return Assembly.builder(site, models)
          .clock(interpreter.scheduling(SchedulerSettings.defaults()))
          .trace(trace)
          .build();
    } catch (RobotException unreachable) {
      throw new IllegalStateException(unreachable);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  @Override
  public void close() {
    interpreter.close();
    models.close();
    trace.close();
  }
}
