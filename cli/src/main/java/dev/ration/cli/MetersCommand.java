package dev.ration.cli;

import dev.ration.connect.meters.MachineMeters;
import dev.ration.plan.Code;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ration meters}: what this machine can measure of its own energy. */
@Command(
    name = "meters",
    description = "Lists the energy meters of this machine: power now, grade, and what counts.")
final class MetersCommand implements Callable<Integer> {
  /** Counters need two readings, far enough apart that one move of them does not matter. */
  private static final long BETWEEN_MILLIS = 250;

  private static final long WATCH_MILLIS = 1_000;

  @Spec private CommandSpec spec;

  @Mixin private HelpOption unusedHelp = new HelpOption();

  @Option(
      names = "--root",
      paramLabel = "DIR",
      description = "where the files of the machine lie; / where not set")
  private Path root = Path.of("/");

  @Option(names = "--watch", description = "goes on, once a second, until it is stopped")
  private boolean isWatching;

  @Parameters(arity = "0..*", paramLabel = "METER", description = "only these")
  private List<String> asked = List.of();

  @Override
  public Integer call() throws InterruptedException {
    if (!Files.isDirectory(root.resolve("sys"))) {
      throw new WrongUse(
          Code.BAD_METER_SETTING,
          "`%s` has no directory `sys`: the meters of Linux lie there.".formatted(root));
    }
    MachineMeters meters = MachineMeters.find(root);
    asked.forEach(name -> mustBeThere(name, meters));
    PrintWriter out = spec.commandLine().getOut();
    if (meters.all().isEmpty()) {
      sayNone(out);
      return ExitCode.CLEAN;
    }
    MeterTable table =
        new MeterTable(
            meters, MachineMeters.find(root), name -> asked.isEmpty() || asked.contains(name));
    if (table.hasReaders()) {
      tell(table);
      TimeUnit.MILLISECONDS.sleep(BETWEEN_MILLIS);
      tell(table);
    }
    table.print(out);
    sayWhatIsMissing(meters, out);
    while (isWatching) {
      TimeUnit.MILLISECONDS.sleep(WATCH_MILLIS);
      tell(table);
      table.print(out);
    }
    return ExitCode.CLEAN;
  }

  private void tell(MeterTable table) {
    PrintWriter err = spec.commandLine().getErr();
    table
        .read(System.nanoTime())
        .forEach(one -> err.printf("ration: %s: %s%n", one.code().id(), one.message()));
    err.flush();
  }

  private static void mustBeThere(String name, MachineMeters meters) {
    List<String> names = meters.all().stream().map(one -> one.name()).toList();
    if (!names.contains(name) && !name.equals(MachineMeters.TOTAL)) {
      throw new WrongUse(
          Code.NO_SUCH_METER,
          names.isEmpty()
              ? "There is no meter `%s`; this machine has none.".formatted(name)
              : "There is no meter `%s`; known are %s.".formatted(name, String.join(", ", names)));
    }
  }

  private void sayNone(PrintWriter out) {
    out.println("No energy meter. Looked below " + root + " for:");
    out.println("  sys/class/powercap      counters of Intel and AMD processors (RAPL)");
    out.println("  sys/class/hwmon         INA3221 and INA238 sensors of boards");
    out.println("  sys/class/power_supply  batteries");
    out.println("Virtual machines and containers show none of them.");
    out.println("Runs are charged what profiles say; their figures are `modelled`.");
    out.flush();
  }

  private static void sayWhatIsMissing(MachineMeters meters, PrintWriter out) {
    boolean isDenied = meters.all().stream().anyMatch(one -> one.code() == Code.METER_DENIED);
    if (isDenied) {
      out.println("Let this user read the files: `ration explain RTN0771` says how.");
    }
    if (meters.total().isEmpty()) {
      out.println("No total: runs are charged what profiles say; their figures are `modelled`.");
    }
    out.flush();
  }
}
