package dev.ration.repl.shell;

import dev.ration.repl.session.Response;
import dev.ration.repl.session.Session;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.TerminalBuilder;

/** A session at a terminal. Used by one thread; Ctrl-C comes from another. */
public final class Shell {
  private static final String PROMPT = "ration> ";

  private final Session session;
  private final Optional<Path> history;
  private final boolean isColour;

  /** Serves {@code session}; history is kept in a file where one is given. */
  public Shell(Session session, Optional<Path> history, boolean isColour) {
    this.session = session;
    this.history = history;
    this.isColour = isColour;
  }

  /**
   * Where the history is kept: below {@code XDG_STATE_HOME}, else below the home directory; empty
   * where neither is known.
   */
  public static Optional<Path> defaultHistory() {
    String state = System.getenv("XDG_STATE_HOME");
    if (state != null && !state.isBlank()) {
      return Optional.of(Path.of(state, "ration", "history"));
    }
    String home = System.getProperty("user.home");
    return home == null || home.isBlank()
        ? Optional.empty()
        : Optional.of(Path.of(home, ".local", "state", "ration", "history"));
  }

  /** Reads and answers until the end of the input or {@code :quit}. */
  public void run(String greeting) throws IOException {
    try (Terminal terminal =
        TerminalBuilder.builder()
            .name("ration")
            .system(true)
            .jni(true)
            .ffm(false)
            // Asking the terminal what it can do eats what was typed before it answered.
            .graphemeCluster(false)
            .build()) {
      PrintWriter out = terminal.writer();
      session.onOutput(
          line -> {
            out.println(line);
            out.flush();
          });
      LineReader reader = reader(terminal);
      out.println(greeting);
      out.flush();
      loop(terminal, reader);
    }
  }

  private LineReader reader(Terminal terminal) {
    LineReaderBuilder builder =
        LineReaderBuilder.builder()
            .terminal(terminal)
            .appName("ration")
            .parser(new BlockParser(session))
            .completer(new NameCompleter(session))
            .variable(LineReader.SECONDARY_PROMPT_PATTERN, "      | ")
            .variable(LineReader.INDENTATION, 0)
            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
            .option(LineReader.Option.INSERT_BRACKET, false)
            .option(LineReader.Option.HISTORY_TIMESTAMPED, false);
    if (isColour) {
      builder.highlighter(new ColourHighlighter(session));
    }
    history.ifPresent(
        file -> {
          if (isWritable(file)) {
            builder.variable(LineReader.HISTORY_FILE, file);
          }
        });
    return builder.build();
  }

  private static boolean isWritable(Path file) {
    try {
      Path folder = file.getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  private void loop(Terminal terminal, LineReader reader) {
    while (true) {
      String input;
      try {
        input = reader.readLine(PROMPT);
      } catch (UserInterruptException _) {
        continue;
      } catch (EndOfFileException _) {
        return;
      }
      if (!answer(terminal, input)) {
        return;
      }
    }
  }

  /** The first one is the operator's stop, through the cleanups; one more the emergency stop. */
  private void interrupt(int count) {
    if (count == 1) {
      session.cancel();
    } else {
      session.emergencyStop();
    }
  }

  /** Answers one input, with Ctrl-C cancelling what it runs; false when the session is over. */
  private boolean answer(Terminal terminal, String input) {
    AtomicInteger interrupts = new AtomicInteger();
    Terminal.SignalHandler before =
        terminal.handle(Signal.INT, _ -> interrupt(interrupts.incrementAndGet()));
    try {
      Response response = session.submit(input);
      PrintWriter out = terminal.writer();
      response.lines().forEach(out::println);
      out.flush();
      return response.status() != Response.Status.QUIT;
    } finally {
      terminal.handle(Signal.INT, before);
    }
  }
}
