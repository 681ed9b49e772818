package dev.ration.cli;

import dev.ration.plan.Code;
import dev.ration.runtime.export.ChromeTrace;
import dev.ration.runtime.export.McapTrace;
import dev.ration.runtime.replay.Log;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ration trace}: a trace in the format of a viewer. */
@Command(
    name = "trace",
    description = "Writes a recorded run for a viewer: chrome (Perfetto) or mcap (Foxglove).")
final class TraceCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private HelpOption unusedHelp = new HelpOption();

  @Parameters(arity = "1", paramLabel = "LOG", description = "what `run --trace` wrote")
  private Path log = Path.of("");

  @Option(
      names = "--format",
      required = true,
      paramLabel = "FORMAT",
      description = "chrome (trace events as JSON) or mcap")
  private Viewer format = Viewer.chrome;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "FILE",
      description = "where it is written")
  private Path output = Path.of("");

  /** What opens it. */
  enum Viewer {
    chrome,
    mcap
  }

  @Override
  public Integer call() {
    Log read = LogFile.read(log);
    try {
      switch (format) {
        case chrome -> {
          try (Writer out = Files.newBufferedWriter(output)) {
            ChromeTrace.write(read, out);
          }
        }
        case mcap -> {
          try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(output))) {
            McapTrace.write(read, out);
          }
        }
      }
    } catch (IOException unwritable) {
      throw new WrongUse(
          Code.UNREADABLE_FILE,
          "`%s` cannot be written: %s.".formatted(output, unwritable.getMessage()));
    }
    spec.commandLine().getOut().flush();
    return ExitCode.CLEAN;
  }
}
