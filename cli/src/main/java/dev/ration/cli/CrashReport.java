package dev.ration.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** What a fault inside Ration says to the person at the terminal, and where it keeps the trace. */
final class CrashReport implements IExecutionExceptionHandler {
  private static final Path DIRECTORY = Path.of(System.getProperty("java.io.tmpdir"));

  @Override
  public int handleExecutionException(Exception fault, CommandLine command, ParseResult parsed) {
    if (fault instanceof WrongUse wrong) {
      command.getErr().println(wrong.line());
      return ExitCode.FAULT;
    }
    return tell(fault, command.getErr(), DIRECTORY);
  }

  static int tell(Throwable fault, PrintWriter err) {
    return tell(fault, err, DIRECTORY);
  }

  static int tell(Throwable fault, PrintWriter err, Path directory) {
    err.println("ration: a fault inside Ration stopped this command; please report it.");
    try {
      var trace = Files.createTempFile(directory, "ration-crash-", ".txt");
      try (var file = new PrintWriter(Files.newBufferedWriter(trace))) {
        fault.printStackTrace(file);
      }
      err.println("The trace to send along is in " + trace + ".");
    } catch (IOException unwritable) {
      err.println("The trace could not be saved: " + unwritable.getMessage());
      fault.printStackTrace(err);
    }
    err.flush();
    return ExitCode.FAULT;
  }
}
