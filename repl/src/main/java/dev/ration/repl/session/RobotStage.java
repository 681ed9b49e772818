package dev.ration.repl.session;

import dev.ration.grammar.check.CheckedProgram;
import dev.ration.grammar.check.SiteResolver;
import dev.ration.grammar.check.Symbol;
import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.diag.Renderer;
import dev.ration.interpreter.Argument;
import dev.ration.interpreter.Execution;
import dev.ration.interpreter.Finished;
import dev.ration.interpreter.GuestValue;
import dev.ration.interpreter.Interpreter;
import dev.ration.interpreter.Program;
import dev.ration.interpreter.Rehearsal;
import dev.ration.plan.Dimension;
import dev.ration.plan.Quantity;
import dev.ration.plan.Severity;
import dev.ration.plan.profile.Site;
import dev.ration.runtime.assembly.Assembly;
import dev.ration.runtime.choose.ModelPool;
import dev.ration.runtime.choose.Thought;
import dev.ration.runtime.clock.SchedulerSettings;
import dev.ration.runtime.sim.RobotEvent;
import dev.ration.runtime.sim.SimRobot;
import dev.ration.runtime.spi.RobotException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where behaviours run. Each run has a clock, a ledger and a robot of its own, so that the clock
 * stands still while somebody thinks; models, and what was said and not yet heard, are kept.
 *
 * <p>{@link #play} is used by one thread at a time, everything else by any.
 */
final class RobotStage implements Stage {
  /** A model that is not ready by then is left out, as a cold one. */
  private static final Duration WARM_UP = Duration.ofSeconds(30);

  private final Settings settings;
  private final Interpreter interpreter = Interpreter.open();
  private final ModelPool models;
  private final Object lock = new Object();
  private final List<String> waiting = new ArrayList<>();
  private volatile Consumer<String> listener = _ -> {};
  private @Nullable Execution execution;
  private @Nullable SimRobot robot;
  private boolean isCancelled;
  private boolean isStopped;
  private boolean isRehearsed;
  private List<Thought> thoughts = List.of();

  RobotStage(Settings settings) {
    this.settings = settings;
    this.models = new ModelPool(settings.backends(), settings.secrets());
  }

  @Override
  public Played play(
      CheckedProgram program, Symbol.ActivitySymbol policy, Map<String, Argument> arguments) {
    SiteResolver.Resolved resolved = SiteResolver.resolve(program, null);
    List<Diagnostic> errors =
        resolved.findings().stream().filter(one -> one.severity() == Severity.ERROR).toList();
    if (resolved.site().isEmpty() || !errors.isEmpty()) {
      return refused(
          errors.isEmpty()
              ? "No site says which robot this is."
              : new Renderer(settings.isColour()).render(errors).stripTrailing());
    }
    try {
      return play(resolved.site().get(), program, policy, arguments);
    } catch (RobotException unreachable) {
      return refused(String.valueOf(unreachable.getMessage()));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return refused("The session was interrupted.");
    } finally {
      synchronized (lock) {
        execution = null;
        robot = null;
        isCancelled = false;
        isStopped = false;
      }
    }
  }

  private Played play(
      Site site,
      CheckedProgram program,
      Symbol.ActivitySymbol policy,
      Map<String, Argument> arguments)
      throws RobotException, InterruptedException {
    Program prepared = interpreter.prepare(program, site);
    rehearse(site, prepared, policy, arguments);
    // What asks no model does not wait for one to be loaded.
    Duration warmUp = prepared.shapes(policy).isEmpty() ? Duration.ZERO : WARM_UP;
    try (Assembly assembly = assemble(site, warmUp)) {
      Execution started;
      synchronized (lock) {
        started = begin(assembly, prepared, policy, arguments);
      }
      Finished finished = started.join();
      List<Thought> asked = assembly.decisions().all();
      synchronized (lock) {
        thoughts = asked.isEmpty() ? thoughts : asked;
      }
      return played(finished);
    }
  }

  /** Only what asks a model or speaks in time gains by it, and only once: the first policy. */
  private void rehearse(
      Site site, Program program, Symbol.ActivitySymbol policy, Map<String, Argument> arguments)
      throws InterruptedException {
    if (isRehearsed || settings.isVirtual() || policy.name().equals(Draft.POLICY)) {
      return;
    }
    isRehearsed = true;
    new Rehearsal(interpreter, site, models, WARM_UP).play(program, policy, arguments);
  }

  private Assembly assemble(Site site, Duration warmUp)
      throws RobotException, InterruptedException {
    var builder =
        Assembly.builder(site, models)
            .clock(interpreter.scheduling(SchedulerSettings.defaults()).withSeed(settings.seed()))
            .onRobot(this::tell)
            .connectors(settings.connectors())
            .waitForModels(warmUp);
    return (settings.isVirtual() ? builder.virtual(settings.seed()) : builder).build();
  }

  private Execution begin(
      Assembly assembly,
      Program program,
      Symbol.ActivitySymbol policy,
      Map<String, Argument> arguments) {
    robot = assembly.sim().orElse(null);
    if (robot != null) {
      waiting.forEach(robot::hear);
      waiting.clear();
    }
    Execution started = program.start(policy, arguments, assembly.run());
    execution = started;
    if (isStopped) {
      started.emergencyStop();
    } else if (isCancelled) {
      started.stop();
    }
    return started;
  }

  private static Played played(Finished finished) {
    Optional<GuestValue> value = finished.value();
    return new Played(
        finished.isOk(),
        value.orElse(null),
        value.map(GuestValue::text).orElse(""),
        finished.isOk() ? "" : finished.reason(),
        finished.receipt());
  }

  private static Played refused(String message) {
    return new Played(false, null, "", message, Optional.empty());
  }

  private void tell(RobotEvent event) {
    if (event.phase() != RobotEvent.Phase.DONE || event.text().startsWith("hears ")) {
      String at =
          Quantity.ofGrains(event.atNanos() / 1_000_000 * 1_000_000, Dimension.TIME).toString();
      listener.accept("%10s  %s".formatted(at, event.text()));
    }
  }

  @Override
  public void hear(String utterance) {
    synchronized (lock) {
      if (robot == null) {
        waiting.add(utterance);
      } else {
        robot.hear(utterance);
      }
    }
  }

  @Override
  public List<String> why() {
    synchronized (lock) {
      return thoughts.isEmpty() ? List.of() : thoughts.getLast().explain();
    }
  }

  @Override
  public void onEvent(Consumer<String> other) {
    listener = other;
  }

  @Override
  public void cancel() {
    synchronized (lock) {
      isCancelled = true;
      if (execution != null) {
        execution.stop();
      }
    }
  }

  @Override
  public void emergencyStop() {
    synchronized (lock) {
      isStopped = true;
      if (execution != null) {
        execution.emergencyStop();
      }
    }
  }

  @Override
  public void close() {
    emergencyStop();
    models.close();
    interpreter.close();
  }
}
