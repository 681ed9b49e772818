package dev.ration.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** placeholder to be replaced in the next step. */
@Command(name = "trace")
final class TraceCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    return ExitCode.CLEAN;
  }
}
