package dev.ration.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/**
 * The option {@code --color}. Left to itself, output is coloured on a terminal, unless {@code
 * NO_COLOR} is set or the terminal is a dumb one.
 */
final class Colour {
  /** When to use colours; lower case, as people type it. */
  enum When {
    auto,
    always,
    never
  }

  /** Where something is printed. */
  enum Stream {
    OUT(1),
    ERR(2);

    private final int descriptor;

    Stream(int descriptor) {
      this.descriptor = descriptor;
    }

    /** Tells whether a person reads it. */
    boolean isTerminal() {
      boolean isConsole = System.console() != null && System.console().isTerminal();
      Path link = Path.of("/proc/self/fd/" + descriptor);
      try {
        // The console speaks for input and output together; this system knows each.
        String target = Files.readSymbolicLink(link).toString();
        return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
      } catch (IOException | UnsupportedOperationException _) {
        return isConsole;
      }
    }
  }

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      description = "auto (default: on a terminal, if NO_COLOR is not set), always or never")
  private When when = When.auto;

  /** Tells whether what goes to a stream is coloured. */
  boolean isWanted(Stream stream) {
    return switch (when) {
      case always -> true;
      case never -> false;
      case auto -> !isRefused() && stream.isTerminal();
    };
  }

  private static boolean isRefused() {
    String refused = System.getenv("NO_COLOR");
    return (refused != null && !refused.isEmpty()) || "dumb".equals(System.getenv("TERM"));
  }
}
