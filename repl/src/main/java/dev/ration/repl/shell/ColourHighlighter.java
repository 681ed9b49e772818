package dev.ration.repl.shell;

import dev.ration.repl.session.Mark;
import dev.ration.repl.session.Session;
import org.jline.reader.Highlighter;
import org.jline.reader.LineReader;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** Colours for what is typed. */
final class ColourHighlighter implements Highlighter {
  private final Session session;

  ColourHighlighter(Session session) {
    this.session = session;
  }

  @Override
  public AttributedString highlight(LineReader reader, String buffer) {
    var text = new AttributedStringBuilder(buffer.length());
    int at = 0;
    for (Mark mark : session.marks(buffer)) {
      text.append(buffer, at, mark.start());
      text.append(buffer.substring(mark.start(), mark.end()), style(mark.kind()));
      at = mark.end();
    }
    text.append(buffer, at, buffer.length());
    return text.toAttributedString();
  }

  private static AttributedStyle style(Mark.Kind kind) {
    AttributedStyle plain = AttributedStyle.DEFAULT;
    return switch (kind) {
      case WORD -> plain.foreground(AttributedStyle.BLUE).bold();
      case CLAUSE -> plain.foreground(AttributedStyle.MAGENTA);
      case NUMBER -> plain.foreground(AttributedStyle.CYAN);
      case TEXT -> plain.foreground(AttributedStyle.GREEN);
      case COMMENT -> plain.faint();
      case COMMAND -> plain.foreground(AttributedStyle.YELLOW);
    };
  }
}
