package dev.ration.cli;

import dev.ration.connect.driver.ExternalConnector;
import dev.ration.grammar.check.CheckedProgram;
import dev.ration.grammar.check.Checker;
import dev.ration.grammar.check.ModuleLoader;
import dev.ration.grammar.check.ResourceLibrary;
import dev.ration.grammar.check.Symbol;
import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.diag.Renderer;
import dev.ration.interpreter.Argument;
import dev.ration.interpreter.Finished;
import dev.ration.interpreter.Interpreter;
import dev.ration.plan.Severity;
import dev.ration.plan.profile.Site;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ration run}: runs a policy on the robot of a site. */
@Command(
    name = "run",
    description = "Runs a policy, on the simulated robot where no site says other.")
final class RunCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private HelpOption unusedHelp = new HelpOption();

  @Parameters(arity = "1", paramLabel = "FILE", description = "the file with the policy")
  private Path file = Path.of("");

  @Option(names = "--policy", paramLabel = "NAME", description = "which, where a file has several")
  private Optional<String> policy = Optional.empty();

  @Option(
      names = "--arg",
      paramLabel = "NAME=EXPR",
      description = "a parameter's value, written as in a policy")
  private Map<String, String> arguments = new LinkedHashMap<>();

  @Mixin private RobotOptions robot = new RobotOptions();

  @Mixin private Colour colour = new Colour();

  @Option(
      names = "--hear",
      paramLabel = "TEXT",
      description =
          "what the robot hears, in order; - alone runs once for each line of standard input")
  private List<String> heard = List.of();

  @Option(
      names = "--see",
      paramLabel = "FILE",
      description = "a PNG or JPEG file: what the simulated robot's camera takes a picture of")
  private Optional<Path> seen = Optional.empty();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "text (default) or json: one document, or with --hear - one line for each run")
  private Format format = Format.text;

  @Option(names = "--trace", paramLabel = "FILE", description = "writes the trace as JSON lines")
  private Optional<Path> trace = Optional.empty();

  @Option(
      names = "--mission",
      paramLabel = "ID",
      description = "continues this mission; needs --state")
  private Optional<String> mission = Optional.empty();

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description = "the folder that keeps missions; needs --mission")
  private Optional<Path> state = Optional.empty();

  @Option(
      names = "--lasts",
      paramLabel = "TIME",
      description = "how long the mission's budgets must last from now, as in 8h; needs --mission")
  private Optional<String> lasts = Optional.empty();

  @Option(
      names = "--driver",
      paramLabel = "NAME=ADDRESS",
      description =
          "a driver that moves the robot: unix:PATH, tcp:127.0.0.1:PORT or exec:COMMAND; instead of"
              + " those of the site")
  private Map<String, String> drivers = new LinkedHashMap<>();

  @Option(
      names = "--accept-no-lease",
      description = "runs a robot that does not stop by itself when Ration is gone")
  private boolean acceptsNoLease;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PolicyFiles.requireFile(file);
    if (heard.size() > 1 && heard.contains("-")) {
      throw new ParameterException(
          spec.commandLine(), "`--hear -` reads standard input, and stands alone.");
    }
    if (mission.isPresent() != state.isPresent()) {
      throw new ParameterException(
          spec.commandLine(), "`--mission` and `--state` belong together.");
    }
    if (lasts.isPresent() && mission.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "`--lasts` needs `--mission`.");
    }
    ModuleLoader loader = new ModuleLoader(ResourceLibrary.onClassPath());
    robot.site().choose(loader);
    CheckedProgram program = Checker.check(loader.load(List.of(file)));
    PolicyFiles.requireSite(program);
    if (program.hasErrors()) {
      return refused(program.findings());
    }
    Symbol.ActivitySymbol chosen = Policies.choose(program, file, policy);
    Map<String, Argument> values =
        Policies.arguments(program, chosen, arguments, this::commandWith);
    ChosenSite where = ChosenSite.of(program, robot.site().name().orElse(""));
    if (where.findings().stream().anyMatch(finding -> finding.severity() == Severity.ERROR)) {
      return refused(where.findings());
    }
    return run(program, chosen, values, driven(where.site()));
  }

  private int run(
      CheckedProgram program,
      Symbol.ActivitySymbol chosen,
      Map<String, Argument> values,
      Site where)
      throws IOException, InterruptedException {
    boolean isStream = heard.equals(List.of("-"));
    var printer =
        new RunPrinter(spec.commandLine().getOut(), spec.commandLine().getErr(), format, isStream);
    var options =
        new Running.Options(
            robot.isVirtual(),
            robot.seed(),
            trace,
            robot.secrets(),
            acceptsNoLease,
            seen.map(PictureFile::read),
            lasts.map(MissionText::time));
    try (Continued continued = Continued.of(mission, state, where);
        Interpreter interpreter = Interpreter.open();
        Running running = new Running(interpreter, where, options, printer, continued)) {
      var prepared = interpreter.prepare(program, where);
      if (!isStream) {
        return code(running.once(prepared, chosen, values, heard));
      }
      int worst = ExitCode.CLEAN;
      var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      for (String line = lines.readLine();
          line != null && !running.isStopped();
          line = lines.readLine()) {
        worst = Math.max(worst, code(running.once(prepared, chosen, values, List.of(line))));
      }
      return worst;
    }
  }

  /** The site with the drivers that the command line names. */
  private Site driven(Site where) {
    return drivers.isEmpty()
        ? where
        : where.with(where.robot().drivenBy(ExternalConnector.ID, drivers));
  }

  private static int code(Finished finished) {
    return finished.isOk() ? ExitCode.CLEAN : ExitCode.FOUND;
  }

  private int refused(List<Diagnostic> findings) {
    var err = spec.commandLine().getErr();
    err.print(new Renderer(colour.isWanted(Colour.Stream.ERR)).render(findings));
    err.flush();
    return Findings.exitCode(findings);
  }

  /** What was typed that matters here, with more arguments. */
  private String commandWith(List<String> more) {
    StringBuilder command = new StringBuilder("./ration run ").append(file);
    policy.ifPresent(name -> command.append(" --policy ").append(name));
    robot.site().name().ifPresent(name -> command.append(" --site ").append(name));
    arguments.forEach((name, value) -> command.append(" --arg '%s=%s'".formatted(name, value)));
    drivers.forEach((name, value) -> command.append(" --driver '%s=%s'".formatted(name, value)));
    more.forEach(one -> command.append(" --arg '%s'".formatted(one)));
    return command.toString();
  }
}
