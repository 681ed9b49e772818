package dev.ration.repl.shell;

import dev.ration.repl.session.Response;
import dev.ration.repl.session.Session;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;

/** A session fed from a pipe or a file: no prompt, no editing, no history. */
public final class Piped {
  private final Session session;
  private final PrintWriter out;

  /** Prints to {@code out}, which is flushed after each answer. */
  public Piped(Session session, PrintWriter out) {
    this.session = session;
    this.out = out;
  }

  /**
   * Answers every input up to the end or {@code :quit}; an input goes on over lines for as long as
   * it is not complete.
   *
   * @return whether everything went well
   */
  public boolean run(Reader input) throws IOException {
    session.onOutput(this::print);
    boolean isClean = true;
    StringBuilder block = new StringBuilder();
    try (BufferedReader lines = new BufferedReader(input)) {
      String line = lines.readLine();
      while (line != null) {
        block.append(block.isEmpty() ? "" : "\n").append(line);
        line = lines.readLine();
        if (line != null && session.isIncomplete(block.toString())) {
          continue;
        }
        Response response = session.submit(block.toString());
        block.setLength(0);
        response.lines().forEach(this::print);
        if (response.status() == Response.Status.QUIT) {
          return isClean;
        }
        isClean &= response.status() == Response.Status.OK;
      }
    }
    return isClean;
  }

  private void print(String line) {
    out.println(line);
    out.flush();
  }
}
