package dev.ration.cli;

import dev.ration.grammar.check.ResourceLibrary;
import dev.ration.interpreter.Interpreter;
import dev.ration.interpreter.Replay;
import dev.ration.plan.Code;
import dev.ration.runtime.replay.Difference;
import dev.ration.runtime.replay.Log;
import dev.ration.runtime.replay.LogFault;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ration replay}: runs again what a trace tells of, and compares every line. */
@Command(
    name = "replay",
    description =
        "Runs a recorded run again, from its trace alone: no robot moves and no model is asked.")
final class ReplayCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private HelpOption unusedHelp = new HelpOption();

  @Parameters(arity = "1", paramLabel = "LOG", description = "what `run --trace` wrote")
  private Path log = Path.of("");

  @Option(
      names = "--stand-ins",
      description = "leaves the private values closed, even where LOG.sealed lies beside the trace")
  private boolean hasStandIns;

  @Override
  public Integer call() throws InterruptedException {
    Log read = LogFile.read(log);
    Map<Long, Object> sealed = hasStandIns ? Map.of() : LogFile.sealed(log);
    int worst = ExitCode.CLEAN;
    try (Interpreter interpreter = Interpreter.open()) {
      for (Log.LoggedRun run : read.runs()) {
        Replay.Result result =
            Replay.of(interpreter, run, sealed).play(ResourceLibrary.onClassPath());
        worst = Math.max(worst, tell(result));
      }
    } catch (LogFault fault) {
      throw new WrongUse(fault.code(), "`%s`: %s".formatted(log, fault.words()));
    }
    return worst;
  }

  private int tell(Replay.Result result) {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    if (result.hasStandIns()) {
      err.println(
          "ration: the private values of this trace are not here; stand-ins took their places");
    }
    if (result.difference().isEmpty()) {
      out.printf("`%s`: %d lines, every one the same%n", result.policy(), result.lines());
      out.flush();
      return ExitCode.CLEAN;
    }
    Difference difference = result.difference().get();
    err.printf(
        "ration: %s: the replay of `%s` differs%n", Code.REPLAY_DIFFERS.id(), result.policy());
    difference.words().forEach(line -> err.println("  " + line));
    err.flush();
    return ExitCode.FOUND;
  }
}
