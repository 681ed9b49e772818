package dev.ration.cli;

import dev.ration.connect.driver.DriverCheck;
import dev.ration.runtime.spi.RobotException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ration driver-check}: holds a driver to the protocol of docs/driver.md. */
@Command(
    name = "driver-check",
    description = "Tests whether a driver keeps the protocol. It moves the robot.")
final class DriverCheckCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private HelpOption unusedHelp = new HelpOption();

  @Parameters(
      arity = "1",
      paramLabel = "ADDRESS",
      description = "unix:PATH, tcp:127.0.0.1:PORT or exec:COMMAND")
  private String address = "";

  @Override
  public Integer call() {
    List<DriverCheck.Result> results;
    try {
      results = DriverCheck.run(address);
    } catch (RobotException unreadable) {
      throw new WrongUse(unreadable.code(), String.valueOf(unreadable.getMessage()));
    }
    PrintWriter out = spec.commandLine().getOut();
    for (DriverCheck.Result one : results) {
      String verdict = one.verdict().name().toLowerCase(Locale.ROOT);
      out.println("%-8s %-38s %s".formatted(verdict, one.name(), one.words()));
    }
    out.flush();
    boolean isKept = results.stream().noneMatch(one -> one.verdict() == DriverCheck.Verdict.FAILED);
    return isKept ? ExitCode.CLEAN : ExitCode.FOUND;
  }
}
