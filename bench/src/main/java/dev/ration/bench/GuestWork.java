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
import dev.ration.interpreter.Finished;
import dev.ration.interpreter.Interpreter;
import dev.ration.interpreter.Program;
import dev.ration.interpreter.Settings;
import dev.ration.plan.profile.Site;
import dev.ration.runtime.assembly.Assembly;
import dev.ration.runtime.choose.ModelPool;
import dev.ration.runtime.clock.SchedulerSettings;
import dev.ration.runtime.scope.Receipt;
import dev.ration.runtime.spi.InferenceBackend;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/** Policies of {@code enforcement.ration} on the real clock, on one engine. */
final class GuestWork implements AutoCloseable {
  private final Interpreter interpreter;
  private final CheckedProgram checked;
  private final Program program;
  private final Site site;
  private int leftBehind;

  GuestWork(Path policy, Map<String, String> engineOptions) throws IOException {
    checked = Checker.check(new ModuleLoader(ResourceLibrary.onClassPath()).load(List.of(policy)));
    if (checked.hasErrors()) {
      throw new IllegalStateException(checked.findings().toString());
    }
    site = SiteResolver.resolve(checked, null).site().orElseThrow();
    interpreter = Interpreter.open(new Settings(engineOptions));
    program = interpreter.prepare(checked, site);
  }

  /** How many runs ended without their guest code. */
  int leftBehind() {
    return leftBehind;
  }

  String engine() {
    return interpreter.engineName();
  }

  /** Runs a policy that meets so many deadlines, and notes by how much each was missed. */
  void run(String policy, int times, String activity, Overshoots missed) throws Exception {
    Symbol.ActivitySymbol chosen =
        checked.roots().getFirst().policies().stream()
            .filter(one -> one.name().equals(policy))
            .findFirst()
            .orElseThrow();
    CheckedArgument argument =
        Checker.argument(checked, chosen, "n", new Source("<n>", Integer.toString(times)));
    try (ModelPool models = models();
        Assembly assembly = assemble(models)) {
      Finished finished =
          program.start(chosen, Map.of("n", Argument.of(argument)), assembly.run()).join();
      if (finished.isAbandoned()) {
        // On a starved machine a thread may get no processor for two seconds.
        leftBehind++;
      } else if (!finished.isOk()) {
        throw new IllegalStateException(finished.reason());
      }
      collect(finished.receipt().orElseThrow(), activity, missed);
    }
  }

  /**
   * Models that have learnt nothing yet: after a few calls that came too late, a hopeless one is
   * not made any more.
   */
  static ModelPool models() {
    return new ModelPool(
        ServiceLoader.load(InferenceBackend.class).stream()
            .map(ServiceLoader.Provider::get)
            .toList(),
        _ -> Optional.empty());
  }

  /** An assembly of its site, for host code. */
  Assembly assemble(ModelPool models) throws Exception {
    return Assembly.builder(site, models)
        .clock(interpreter.scheduling(SchedulerSettings.defaults()))
        .waitForModels(Duration.ofSeconds(5))
        .build();
  }

  /**
   * Only what its own deadline ended counts: whatever else ended met no deadline. Less than nothing
   * is what ended before its limit, because time was kept back for its end.
   */
  static void collect(Receipt receipt, String activity, Overshoots missed) {
    if (receipt.name().equals(activity) && receipt.outcome().equals("timeout")) {
      missed.add(receipt.endNanos() - receipt.startNanos() - receipt.allowedNanos());
    }
    receipt.children().forEach(child -> collect(child, activity, missed));
  }

  @Override
  public void close() {
    interpreter.close();
  }
}
