package dev.ration.cli;

import dev.ration.repl.session.LiveSession;
import dev.ration.repl.session.Response;
import dev.ration.repl.session.Session;
import dev.ration.repl.session.Settings;
import dev.ration.repl.shell.Piped;
import dev.ration.repl.shell.Shell;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ration repl}: tries behaviours at a prompt, or from a pipe. */
@Command(name = "repl", description = "Tries behaviours at a prompt.")
final class ReplCommand implements Callable<Integer> {
  private static final String GREETING =
      "Ration. Type a statement, a declaration, or `:help`; Ctrl-D leaves.";

  @Spec private CommandSpec spec;

  @Mixin private HelpOption unusedHelp = new HelpOption();

  @Parameters(arity = "0..1", paramLabel = "FILE", description = "a policy to load first")
  private Optional<Path> file = Optional.empty();

  @Mixin private RobotOptions robot = new RobotOptions();

  @Mixin private Colour colour = new Colour();

  @Override
  public Integer call() throws IOException {
    file.ifPresent(PolicyFiles::requireFile);
    boolean isTerminal = System.console() != null && System.console().isTerminal();
    boolean isColour = colour.isWanted(Colour.Stream.OUT);
    Settings settings = settings().withColour(isColour);
    PrintWriter out = spec.commandLine().getOut();
    try (Session session = LiveSession.begin(settings)) {
      Response loaded =
          file.map(path -> session.submit(":load " + path)).orElseGet(Response::nothing);
      if (isTerminal) {
        loaded.lines().forEach(out::println);
        out.flush();
        new Shell(session, Shell.defaultHistory(), isColour).run(GREETING);
        return ExitCode.CLEAN;
      }
      loaded.lines().forEach(out::println);
      boolean isClean =
          new Piped(session, out).run(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      return isClean && loaded.status() == Response.Status.OK ? ExitCode.CLEAN : ExitCode.FOUND;
    }
  }

  private Settings settings() {
    Settings settings = Settings.of(Path.of(""), robot.site().name(), robot.secrets());
    return robot.isVirtual()
        ? settings.onVirtualClock(robot.seed())
        : settings.seeded(robot.seed());
  }
}
