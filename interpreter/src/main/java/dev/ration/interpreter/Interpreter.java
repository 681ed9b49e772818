package dev.ration.interpreter;

import com.oracle.truffle.api.TruffleSafepoint;
import dev.ration.grammar.check.CheckedProgram;
import dev.ration.interpreter.lang.RationContext;
import dev.ration.interpreter.lang.RationLanguage;
import dev.ration.interpreter.lower.Lowering;
import dev.ration.plan.profile.Site;
import dev.ration.runtime.clock.Interrupter;
import dev.ration.runtime.clock.Parking;
import dev.ration.runtime.clock.SchedulerSettings;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.PolyglotException;
import org.jspecify.annotations.Nullable;

/**
 * The engine that runs policies. Thread-safe; make one for a process, for what it compiled serves
 * every run.
 */
public final class Interpreter implements AutoCloseable {
  /** Deep enough for the deepest nesting of calls that a policy is allowed. */
  private static final long STACK_BYTES = 256L << 20;

  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

  private final Engine engine;
  private final Context context;
  private final AtomicLong threads = new AtomicLong();

  private Interpreter(Engine engine) {
    this.engine = engine;
    this.context = Context.newBuilder(RationLanguage.ID).engine(engine).build();
    context.initialize(RationLanguage.ID);
  }

  /** Starts an engine. */
  public static Interpreter open() {
    return open(Settings.DEFAULTS);
  }

  /** Starts an engine with settings. */
  public static Interpreter open(Settings settings) {
    Engine.Builder builder =
        Engine.newBuilder(RationLanguage.ID)
            .allowExperimentalOptions(true)
            .option("engine.WarnInterpreterOnly", "false");
    settings.engineOptions().forEach(builder::option);
    return new Interpreter(builder.build());
  }

  /** The name of the engine: {@code Interpreted} when nothing is compiled. */
  public String engineName() {
    return engine.getImplementationName();
  }

  /** The settings for a scheduler whose strands can run guest code. */
  public SchedulerSettings scheduling(SchedulerSettings base) {
    // Guest code asks the strand at every call and back-edge, so nobody has to interrupt it.
    return base.withThreads(this::thread, Interpreter::park, Interrupter.none());
  }

  private Thread thread(Runnable work) {
    return Thread.ofPlatform()
        .daemon()
        .name("ration-strand-" + threads.getAndIncrement())
        .stackSize(STACK_BYTES)
        .unstarted(
            () -> {
              try {
                context.enter();
                try {
                  work.run();
                } finally {
                  context.leave();
                }
              } catch (PolyglotException closed) {
                // What was left behind ends when the engine does, and has nobody to tell.
                if (!closed.isCancelled()) {
                  throw closed;
                }
              }
            });
  }

  private static void park(Parking.Wait wait) {
    TruffleSafepoint.setBlockedThreadInterruptible(null, Parking.Wait::block, wait);
  }

  /**
   * Makes a program ready to run.
   *
   * @param program without errors
   * @param site with the robot whose profile amends the contracts of host actions, and with the
   *     models; null for none
   */
  public Program prepare(CheckedProgram program, @Nullable Site site) {
    if (program.hasErrors()) {
      throw new IllegalArgumentException("a program with errors cannot be run");
    }
    return inside(
        () -> {
          RationLanguage language = RationContext.current().language();
          return new Program(
              this, program, new Lowering(language, language.sources(), program, site));
        });
  }

  /** Does something with the engine entered. */
  <T> T inside(Supplier<T> work) {
    context.enter();
    try {
      return work.get();
    } finally {
      context.leave();
    }
  }

  /**
   * Ends the engine, and what still runs on it. A thread that does not come back is left behind
   * after some seconds; it is no reason for a program not to end.
   */
  @Override
  public void close() {
    Thread closing =
        Thread.ofPlatform()
            .daemon()
            .name("ration-close")
            .start(
                () -> {
                  context.close(true);
                  engine.close(true);
                });
    try {
      boolean unused = closing.join(CLOSE_PATIENCE);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
