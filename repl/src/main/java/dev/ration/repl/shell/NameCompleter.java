package dev.ration.repl.shell;

import dev.ration.repl.session.Completion;
import dev.ration.repl.session.Session;
import java.util.List;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** Completion of names, units and commands, as the session knows them. */
final class NameCompleter implements Completer {
  private final Session session;

  NameCompleter(Session session) {
    this.session = session;
  }

  @Override
  public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
    for (Completion completion : session.complete(line.line(), line.cursor())) {
      String description = completion.description();
      candidates.add(
          new Candidate(
              completion.text(),
              completion.text(),
              completion.group(),
              description.isEmpty() ? null : description,
              null,
              null,
              false));
    }
  }
}
