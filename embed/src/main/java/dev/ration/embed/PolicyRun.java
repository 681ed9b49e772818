package dev.ration.embed;

import dev.ration.grammar.check.PrivateSources;
import dev.ration.grammar.check.Symbol;
import dev.ration.grammar.check.Type;
import dev.ration.grammar.diag.Diagnostic;
import dev.ration.interpreter.Arguments;
import dev.ration.interpreter.Execution;
import dev.ration.interpreter.Finished;
import dev.ration.interpreter.values.Rendering;
import dev.ration.plan.profile.RobotProfile;
import dev.ration.runtime.assembly.Assembly;
import dev.ration.runtime.clock.SchedulerSettings;
import dev.ration.runtime.replay.Sealing;
import dev.ration.runtime.sim.SimConnector;
import dev.ration.runtime.sim.SimRobot;
import dev.ration.runtime.spi.RobotException;
import dev.ration.runtime.trace.TraceSink;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A run of a policy that is being set up; it serves once. Used by one thread. */
public final class PolicyRun {
  /** A model that is not ready by then is left out, as a cold one. */
  private static final Duration WARM_UP = Duration.ofSeconds(30);

  private final Ration ration;
  private final Symbol.ActivitySymbol policy;
  private final Map<String, String> given = new LinkedHashMap<>();
  private OptionalLong virtualSeed = OptionalLong.empty();
  private Consumer<SimRobot> world = _ -> {};
  private TraceSink trace = TraceSink.none();
  private boolean acceptsNoLease;

  PolicyRun(Ration ration, Symbol.ActivitySymbol policy) {
    this.ration = ration;
    this.policy = policy;
  }

  /**
   * Gives a parameter its value.
   *
   * @param expression as a policy would write it, as in {@code 3 s}
   */
  public PolicyRun argument(String parameter, String expression) {
    given.put(parameter, expression);
    return this;
  }

  /** Gives a parameter a text, whatever stands in it. */
  public PolicyRun text(String parameter, String text) {
    return argument(parameter, Rendering.source(text, Type.TEXT));
  }

  /**
   * Runs on the virtual clock with the simulated robot instead of the site's: what a test does.
   *
   * @param seed by which lots are drawn; the same seed gives the same run
   * @param world says what the simulated robot hears, senses and gives back
   */
  public PolicyRun simulated(long seed, Consumer<SimRobot> world) {
    virtualSeed = OptionalLong.of(seed);
    this.world = world;
    return this;
  }

  /** Where the events of the run go; the caller closes it. Private values are sealed in it. */
  public PolicyRun trace(TraceSink sink) {
    trace = sink;
    return this;
  }

  /** Takes a robot that does not stop by itself when this process is gone. */
  public PolicyRun acceptNoLease() {
    acceptsNoLease = true;
    return this;
  }

  /**
   * Runs it and waits for its end.
   *
   * @throws PolicyRefused if an argument is missing, unknown or does not fit
   * @throws RobotException if the robot cannot be reached, or does not keep what its profile says
   * @throws InterruptedException while waiting for models or for the end; the policy is then told
   *     to stop, and ends by itself
   */
  public Finished run() throws PolicyRefused, RobotException, InterruptedException {
    Running running = start();
    try {
      return running.await();
    } catch (InterruptedException interrupted) {
      running.stop();
      throw interrupted;
    }
  }

  /**
   * Starts it.
   *
   * @throws PolicyRefused if an argument is missing, unknown or does not fit
   * @throws RobotException if the robot cannot be reached, or does not keep what its profile says
   * @throws InterruptedException while waiting for models
   */
  public Running start() throws PolicyRefused, RobotException, InterruptedException {
    ration.requireOpen();
    Arguments arguments = arguments();
    requireRobot();
    Assembly assembly = assemble();
    assembly.sim().ifPresent(world);
    Execution execution = ration.program().start(policy, arguments.values(), assembly.run());
    return new Running(assembly, execution);
  }

  private Arguments arguments() throws PolicyRefused {
    Arguments read = Arguments.read(ration.checked(), policy, given, "argument ");
    List<Diagnostic> wrong = read.wrong().values().stream().flatMap(List::stream).toList();
    if (!wrong.isEmpty()) {
      String what = wrong.stream().map(Diagnostic::message).collect(Collectors.joining(" "));
      throw new PolicyRefused("An argument of `%s`: %s".formatted(policy.name(), what), wrong);
    }
    if (!read.missing().isEmpty()) {
      throw new PolicyRefused(read.shortage(policy), List.of());
    }
    return read;
  }

  private void requireRobot() throws RobotException {
    RobotProfile robot = ration.site().robot();
    boolean isKnown =
        virtualSeed.isPresent()
            || robot.driver().equals(SimConnector.ID)
            || ration.robots().stream().anyMatch(one -> one.id().equals(robot.driver()));
    if (!isKnown) {
      throw new RobotException(
          "The robot `%s` is driven by `%s`: give it to `Ration.policies(…)` with `.robot(…)`, as `HostRobot.named(\"%s\")`."
              .formatted(robot.name(), robot.driver(), robot.driver()));
    }
  }

  private Assembly assemble() throws RobotException, InterruptedException {
    Assembly.Builder builder =
        Assembly.builder(ration.site(), ration.models())
            .clock(ration.interpreter().scheduling(SchedulerSettings.defaults()))
            .trace(trace)
            .sealing(Sealing.to(null), PrivateSources.of(ration.checked()))
            .connectors(ration.robots())
            .waitForModels(WARM_UP);
    if (acceptsNoLease) {
      builder.acceptNoLease();
    }
    if (virtualSeed.isPresent()) {
      builder.simulated().virtual(virtualSeed.getAsLong());
    }
    return builder.build();
  }
}
