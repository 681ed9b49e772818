package dev.ration.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
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
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:clean",
      "1:findings, or a policy that failed",
      "2:wrong use, or a fault inside Ration",
    })
public final class Main implements Runnable {
  private static final String HELP = "help";

  /** In the order of the help. */
  private static final Map<String, Class<?>> COMMANDS = commands();

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
      String first = arguments.length == 0 ? "" : arguments[0];
      return commandLine(first).setOut(out).setErr(err).execute(arguments);
    } catch (Throwable fault) {
      return CrashReport.tell(fault, err);
    }
  }

  /** With every command. */
  static CommandLine commandLine() {
    return commandLine(HELP);
  }

  /** Reads the declaration of one command only where it is clear which: that is half of a start. */
  private static CommandLine commandLine(String first) {
    var line = new CommandLine(new Main());
    Class<?> only = first.equals(HELP) ? null : COMMANDS.get(first);
    if (only == null) {
      COMMANDS.values().forEach(line::addSubcommand);
    } else {
      line.addSubcommand(only);
    }
    return line.setExecutionExceptionHandler(new CrashReport())
        .setParameterExceptionHandler(new UsageMistake());
  }

  private static Map<String, Class<?>> commands() {
    Map<String, Class<?>> commands = new LinkedHashMap<>();
    commands.put("run", RunCommand.class);
    commands.put("check", CheckCommand.class);
    commands.put("fmt", FmtCommand.class);
    commands.put("budget", BudgetCommand.class);
    commands.put("repl", ReplCommand.class);
    commands.put("replay", ReplayCommand.class);
    commands.put("why", WhyCommand.class);
    commands.put("trace", TraceCommand.class);
    commands.put("mission", MissionCommand.class);
    commands.put("meters", MetersCommand.class);
    commands.put("explain", ExplainCommand.class);
    commands.put("estop", EstopCommand.class);
    commands.put("rearm", RearmCommand.class);
    commands.put("driver-check", DriverCheckCommand.class);
    commands.put(HELP, HelpCommand.class);
    return commands;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say which command to run.");
  }
}
