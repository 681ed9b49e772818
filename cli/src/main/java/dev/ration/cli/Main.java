package dev.ration.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The `ration` command. */
@Command(
    name = "ration",
    description = "A policy language that rations time, power and intelligence for robots.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionLines.class,
    subcommands = {
      RunCommand.class,
      CheckCommand.class,
      FmtCommand.class,
      BudgetCommand.class,
      ReplCommand.class,
      ReplayCommand.class,
      WhyCommand.class,
      TraceCommand.class,
      MissionCommand.class,
      MetersCommand.class,
      ExplainCommand.class,
      EstopCommand.class,
      RearmCommand.class,
      DriverCheckCommand.class,
      HelpCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:clean",
      "1:findings, or a policy that failed",
      "2:wrong use, or a fault inside Ration",
    })
public final class Main implements Runnable {
  @Spec private CommandSpec spec;

  /** Runs one command and tells the shell how it went. */
  public static void main(String[] arguments) {
    System.exit(run(arguments, writer(System.out), writer(System.err)));
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, stream.charset());
  }

  // The one place that catches Throwable: an Error must end in a report as well.
  private static int run(String[] arguments, PrintWriter out, PrintWriter err) {
    try {
      return commandLine().setOut(out).setErr(err).execute(arguments);
    } catch (Throwable fault) {
      return CrashReport.tell(fault, err);
    }
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setExecutionExceptionHandler(new CrashReport())
        .setParameterExceptionHandler(new UsageMistake());
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say which command to run.");
  }
}
