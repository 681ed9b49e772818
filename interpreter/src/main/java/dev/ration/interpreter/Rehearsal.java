package dev.ration.interpreter;

import dev.ration.grammar.check.Symbol;
import dev.ration.plan.profile.Site;
import dev.ration.runtime.assembly.Assembly;
import dev.ration.runtime.choose.ModelPool;
import dev.ration.runtime.clock.SchedulerSettings;
import dev.ration.runtime.spi.RobotException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A run that nobody sees, before the real one: on the virtual clock, with a simulated robot, no
 * trace and no remote model. A fresh process loads most of its code the first time it is needed, in
 * the middle of a deadline; after a rehearsal it is there. See docs/decisions/0004.
 *
 * <p>Used by one thread.
 */
public final class Rehearsal {
  /** How long a rehearsal may keep the real run waiting, in real time. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /** What the simulated robot hears: words of nobody, so that no visitor's text is anticipated. */
  private static final String WORDS = "good morning";

  private final Interpreter interpreter;
  private final Site site;
  private final ModelPool models;
  private final Duration warmUp;

  /**
   * Prepares for a site.
   *
   * @param warmUp how long to wait for models at most
   */
  public Rehearsal(Interpreter interpreter, Site site, ModelPool models, Duration warmUp) {
    this.interpreter = interpreter;
    this.site = site;
    this.models = models;
    this.warmUp = warmUp;
  }

  /** Plays a policy through; how it ends is of no interest, for the real run will tell. */
  public void play(Program program, Symbol.ActivitySymbol policy, Map<String, Argument> arguments)
      throws InterruptedException {
    models.prepare(site);
    boolean unused = models.awaitWarm(warmUp);
    models.prepare(program.shapes(policy));
    var builder =
        Assembly.builder(site, models)
            .clock(interpreter.scheduling(SchedulerSettings.defaults()))
            .virtual(0)
            .simulated()
            .waitForModels(warmUp);
    try (Assembly assembly = builder.build()) {
      assembly.sim().ifPresent(robot -> robot.hear(WORDS));
      Execution rehearsed = program.start(policy, arguments, assembly.run());
      try {
        rehearsed.result().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException tooLong) {
        rehearsed.emergencyStop();
        rehearsed.join();
      } catch (ExecutionException _) {
        // The real run meets the same fault, and reports it.
      }
    } catch (RobotException unreachable) {
      throw new IllegalStateException("a simulated robot is always there", unreachable);
    }
  }
}
