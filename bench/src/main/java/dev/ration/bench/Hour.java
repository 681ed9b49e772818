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
import dev.ration.interpreter.Interpreter;
import dev.ration.interpreter.Program;
import dev.ration.plan.profile.Site;
import dev.ration.runtime.assembly.Assembly;
import dev.ration.runtime.choose.ModelPool;
import dev.ration.runtime.clock.Rank;
import dev.ration.runtime.clock.Scheduler;
import dev.ration.runtime.clock.SchedulerSettings;
import dev.ration.runtime.scope.Receipt;
import dev.ration.runtime.sim.SimRobot;
import dev.ration.runtime.spi.InferenceBackend;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * An hour of the reception on the virtual clock, with a visitor every thirty seconds and the
 * embedded models really asked: how long it takes on the wall.
 */
public final class Hour {
  private static final int VISITORS = 120;
  private static final long SECOND = 1_000_000_000L;
  private static final List<String> WORDS =
      List.of(
          "where is room 4.12?",
          "I have an appointment with Ms Weber",
          "I have a parcel for the third floor",
          "thank you very much",
          "how do I get to the canteen?",
          "I am here for the workshop");

  private final Interpreter interpreter;
  private final CheckedProgram checked;
  private final Program program;
  private final Symbol.ActivitySymbol policy;
  private final Site site;
  private final ModelPool models;

  private Hour(Interpreter interpreter, ModelPool models) throws IOException {
    this.interpreter = interpreter;
    this.models = models;
    Source text = new Source("hour.ration", Texts.read("hour.ration"));
    Path policies = Path.of(System.getProperty("ration.root", ".")).resolve("policies");
    checked = Checker.check(new ModuleLoader(ResourceLibrary.onClassPath()).load(text, policies));
    if (checked.hasErrors()) {
      throw new IllegalStateException(checked.findings().toString());
    }
    site = SiteResolver.resolve(checked, null).site().orElseThrow();
    policy = checked.roots().getFirst().policies().getFirst();
    program = interpreter.prepare(checked, site);
  }

  /** Takes how many hours to play; 10 without. The first ones warm up. */
  public static void main(String[] arguments) throws Exception {
    int hours = arguments.length == 0 ? 10 : Integer.parseInt(arguments[0]);
    List<InferenceBackend> backends =
        ServiceLoader.load(InferenceBackend.class).stream()
            .map(ServiceLoader.Provider::get)
            .toList();
    try (ModelPool models = new ModelPool(backends, _ -> Optional.empty());
        Interpreter interpreter = Interpreter.open()) {
      System.out.println(interpreter.engineName());
      Hour hour = new Hour(interpreter, models);
      for (int i = 1; i <= hours; i++) {
        hour.play(i);
      }
    }
  }

  private void play(int number) throws Exception {
    CheckedArgument visitors =
        Checker.argument(
            checked, policy, "visitors", new Source("<argument>", Integer.toString(VISITORS)));
    try (Assembly assembly =
        Assembly.builder(site, models)
            .clock(interpreter.scheduling(SchedulerSettings.defaults()))
            .virtual(number)
            .build()) {
      long cpu = cpuNanos();
      long start = System.nanoTime();
      Execution execution = start(assembly, Map.of("visitors", Argument.of(visitors)));
      Finished finished = execution.join();
      long wall = System.nanoTime() - start;
      long used = cpuNanos() - cpu;
      Receipt receipt = finished.receipt().orElseThrow();
      System.out.printf(
          "hour %2d: %5d ms on the wall, %5d ms of processors, for %d s; %s of %d served; %s%n",
          number,
          wall / 1_000_000,
          used / 1_000_000,
          receipt.endNanos() / SECOND,
          finished.value().map(value -> value.text()).orElse("none"),
          VISITORS,
          finished.outcome().word());
    }
  }

  /**
   * What the process has used of all processors: on a shared machine it says more than the wall.
   */
  private static long cpuNanos() {
    var system =
        ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
    return system.getProcessCpuTime();
  }

  /** With the lock held, so that the clock stands still until all visitors are on their way. */
  private Execution start(Assembly assembly, Map<String, Argument> arguments) {
    Scheduler scheduler = assembly.scheduler();
    SimRobot robot = assembly.sim().orElseThrow();
    scheduler.lock();
    try {
      for (int i = 0; i < VISITORS; i++) {
        String words = WORDS.get(i % WORDS.size());
        var unused = scheduler.at((30 * i + 33) * SECOND, Rank.COMPLETION, () -> robot.hear(words));
      }
      return program.start(policy, arguments, assembly.run());
    } finally {
      scheduler.unlock();
    }
  }
}
