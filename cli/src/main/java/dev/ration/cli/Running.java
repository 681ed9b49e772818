package dev.ration.cli;

import dev.ration.grammar.check.PrivateSources;
import dev.ration.grammar.check.Symbol;
import dev.ration.interpreter.Argument;
import dev.ration.interpreter.Execution;
import dev.ration.interpreter.Finished;
import dev.ration.interpreter.Interpreter;
import dev.ration.interpreter.Program;
import dev.ration.interpreter.Rehearsal;
import dev.ration.plan.Code;
import dev.ration.plan.profile.Site;
import dev.ration.runtime.assembly.Assembly;
import dev.ration.runtime.choose.ModelPool;
import dev.ration.runtime.clock.SchedulerSettings;
import dev.ration.runtime.energy.MissionStore;
import dev.ration.runtime.replay.Sealing;
import dev.ration.runtime.scope.Receipt;
import dev.ration.runtime.sim.SimRobot;
import dev.ration.runtime.spi.InferenceBackend;
import dev.ration.runtime.spi.MeterSource;
import dev.ration.runtime.spi.ModelRequest;
import dev.ration.runtime.spi.RobotConnector;
import dev.ration.runtime.spi.RobotException;
import dev.ration.runtime.spi.Secrets;
import dev.ration.runtime.trace.JsonLines;
import dev.ration.runtime.trace.TraceSink;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jline.utils.Signals;
import org.jspecify.annotations.Nullable;

/**
 * Runs of one command, one after the other, on one site: they share models and trace. SIGINT and
 * SIGTERM are the operator's stop; one more is the emergency stop.
 *
 * <p>Used by one thread, but for the signals.
 */
final class Running implements AutoCloseable {
  /** A model that is not ready by then is left out, as a cold one. */
  private static final Duration WARM_UP = Duration.ofSeconds(30);

  /** How words begin that have a page of their own. */
  private static final String CODE = "RTN";

  private static final BootClock BOOT = BootClock.find();

  private final Interpreter interpreter;
  private final Site site;
  private final Options options;
  private final RunPrinter printer;
  private final Continued continued;
  private final ModelPool models;
  private final TraceSink trace;
  private final Writer side;
  private final Sealing sealing;
  private final AtomicReference<@Nullable Execution> execution = new AtomicReference<>();
  private final AtomicInteger stops = new AtomicInteger();
  private final long beganNanos = System.nanoTime();
  private long playedNanos;
  private boolean isRehearsed;
  private boolean isToldOfModels;

  /** What the command line says of the run. */
  record Options(
      boolean isVirtual,
      long seed,
      Optional<Path> trace,
      Secrets secrets,
      boolean acceptsNoLease,
      Optional<ModelRequest.ImageData> seen,
      Optional<Long> lastsNanos) {}

  Running(
      Interpreter interpreter,
      Site site,
      Options options,
      RunPrinter printer,
      Continued continued) {
    this.continued = continued;
    this.interpreter = interpreter;
    this.site = site;
    this.options = options;
    this.printer = printer;
    this.models =
        new ModelPool(
            ServiceLoader.load(InferenceBackend.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList(),
            options.secrets());
    this.trace =
        options.trace().map(file -> open(file, !options.isVirtual())).orElseGet(TraceSink::none);
    this.side = options.trace().map(Running::side).orElseGet(Writer::nullWriter);
    this.sealing = Sealing.to(side);
    Object before = Signals.register("INT", this::signalled);
    Object beforeTerm = Signals.register("TERM", this::signalled);
    if (before == null || beforeTerm == null) {
      printer.note("this system tells nobody of Ctrl-C; a run can only be killed");
    }
  }

  /** On the real clock a run may be killed, and then its last instants matter most. */
  private static TraceSink open(Path file, boolean isFlushed) {
    try {
      return new JsonLines(Files.newBufferedWriter(file), JsonLines.DEFAULT_MAX_BYTES, isFlushed);
    } catch (IOException unwritable) {
      throw new WrongUse(
          Code.UNREADABLE_FILE,
          "The trace cannot be written to `%s`: %s.".formatted(file, unwritable.getMessage()));
    }
  }

  private static Writer side(Path trace) {
    try {
      return SealedFile.of(trace);
    } catch (IOException unwritable) {
      throw new WrongUse(
          Code.UNREADABLE_FILE,
          "`%s` cannot be replaced: %s."
              .formatted(SealedFile.beside(trace), unwritable.getMessage()));
    }
  }

  private void signalled() {
    Execution running = execution.get();
    boolean isFirst = stops.incrementAndGet() == 1;
    if (running == null) {
      // Nothing moves: a line is waited for, or the models are.
      printer.note("stopped");
      trace.close();
      Runtime.getRuntime().halt(ExitCode.FOUND);
    } else if (isFirst) {
      printer.note("stopping, through the cleanups; once more for the emergency stop");
      running.stop();
    } else {
      printer.note("emergency stop");
      running.emergencyStop();
    }
  }

  boolean isStopped() {
    return stops.get() > 0;
  }

  /** Runs a policy once; the robot hears these texts in their order. */
  Finished once(
      Program program,
      Symbol.ActivitySymbol policy,
      Map<String, Argument> arguments,
      List<String> heard)
      throws InterruptedException, IOException {
    rehearse(program, policy, arguments);
    Optional<MissionStore> mission = continued.resume();
    try (Assembly assembly = assemble(PrivateSources.of(program.checked()), mission)) {
      assembly.sim().ifPresent(robot -> heard.forEach(robot::hear));
      if (options.seen().isPresent()) {
        var seen = options.seen().get();
        assembly.sim().ifPresent(robot -> robot.give(SimRobot.CAPTURE, _ -> seen));
      }
      Execution started = program.start(policy, arguments, assembly.run());
      execution.set(started);
      if (isStopped()) {
        started.stop();
      }
      Finished finished = started.join();
      execution.set(null);
      playedNanos += finished.receipt().map(Receipt::endNanos).orElse(0L);
      printer.finished(policy.name(), finished, mission.map(MissionStore::balance));
      return finished;
    }
  }

  /** Only a run on the real clock can come too late, and only the first one of a process. */
  private void rehearse(
      Program program, Symbol.ActivitySymbol policy, Map<String, Argument> arguments)
      throws InterruptedException {
    if (isRehearsed || options.isVirtual()) {
      return;
    }
    isRehearsed = true;
    new Rehearsal(interpreter, site, models, WARM_UP).play(program, policy, arguments);
  }

  private Assembly assemble(Set<String> privateSources, Optional<MissionStore> mission)
      throws InterruptedException {
    var clock = interpreter.scheduling(SchedulerSettings.defaults()).withSeed(options.seed());
    var builder =
        Assembly.builder(site, models)
            .clock(clock)
            .trace(trace)
            .sealing(sealing, privateSources)
            .onRobot(printer::robot)
            .waitForModels(WARM_UP)
            .bootClock(BOOT.nanos())
            .connectors(
                ServiceLoader.load(RobotConnector.class).stream()
                    .map(ServiceLoader.Provider::get)
                    .toList());
    builder.meters(
        ServiceLoader.load(MeterSource.class).stream().map(ServiceLoader.Provider::get).toList(),
        notice -> printer.note(notice.code().id() + ": " + notice.message()));
    mission.ifPresent(builder::mission);
    options.lastsNanos().ifPresent(lasts -> builder.missionEnds(Math.max(0, lasts - goneNanos())));
    if (options.acceptsNoLease()) {
      builder.acceptNoLease();
    }
    try {
      Assembly assembly = (options.isVirtual() ? builder.virtual(options.seed()) : builder).build();
      tellBroken();
      return assembly;
    } catch (RobotException unreachable) {
      throw new WrongUse(unreachable.code(), String.valueOf(unreachable.getMessage()));
    }
  }

  /** What has passed since the command began: the clock of each run begins anew. */
  private long goneNanos() {
    return options.isVirtual() ? playedNanos : System.nanoTime() - beganNanos;
  }

  /** What an integrator has to change is said once, whether or not the policy needs the model. */
  private void tellBroken() {
    if (!isToldOfModels) {
      isToldOfModels = true;
      models.status().stream()
          .map(ModelPool.Status::words)
          .filter(words -> words.startsWith(CODE))
          .forEach(printer::note);
    }
  }

  @Override
  public void close() throws IOException {
    trace.close();
    if (trace instanceof JsonLines lines && lines.problem() != null) {
      printer.note(lines.problem());
    }
    side.close();
    models.close();
  }
}
