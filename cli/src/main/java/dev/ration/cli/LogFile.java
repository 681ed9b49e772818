package dev.ration.cli;

import dev.ration.plan.Code;
import dev.ration.runtime.replay.Log;
import dev.ration.runtime.replay.LogFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A trace on the command line. */
final class LogFile {
  private LogFile() {}

  /**
   * Reads a trace.
   *
   * @throws WrongUse if it is not there, or none
   */
  static Log read(Path file) {
    PolicyFiles.requireFile(file);
    try {
      return Log.read(file);
    } catch (LogFault fault) {
      throw new WrongUse(fault.code(), "`%s`: %s".formatted(file, fault.words()));
    } catch (IOException unreadable) {
      throw new WrongUse(
          Code.UNREADABLE_FILE,
          "`%s` cannot be read: %s.".formatted(file, unreadable.getMessage()));
    }
  }

  /**
   * The private values of a trace, as far as they are beside it.
   *
   * @throws WrongUse if they cannot be read
   */
  static Map<Long, Object> sealed(Path trace) {
    Path file = SealedFile.beside(trace);
    if (!Files.exists(file)) {
      return Map.of();
    }
    try {
      return Log.sealed(file);
    } catch (LogFault fault) {
      throw new WrongUse(fault.code(), fault.words());
    } catch (IOException unreadable) {
      throw new WrongUse(
          Code.UNREADABLE_FILE,
          "`%s` cannot be read: %s.".formatted(file, unreadable.getMessage()));
    }
  }
}
