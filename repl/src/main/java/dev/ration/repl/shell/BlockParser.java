package dev.ration.repl.shell;

import dev.ration.repl.session.Session;
import java.util.List;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/** Whether an input is complete, as the language's parser sees it, and the word at the cursor. */
final class BlockParser implements Parser {
  private final Session session;

  BlockParser(Session session) {
    this.session = session;
  }

  @Override
  public ParsedLine parse(String line, int cursor, ParseContext context) {
    boolean isEntered = context == ParseContext.ACCEPT_LINE || context == ParseContext.UNSPECIFIED;
    if (isEntered && session.isIncomplete(line)) {
      throw new EOFError(-1, cursor, "more is to come");
    }
    int start = wordStart(line, cursor);
    return new Word(line, cursor, start);
  }

  @Override
  public boolean isEscapeChar(char character) {
    return false;
  }

  /** Dotted names and commands are one word. */
  static int wordStart(String line, int cursor) {
    int start = cursor;
    String before = line.substring(0, cursor);
    if (before.startsWith(":load ") || before.startsWith(":l ")) {
      // A file's name may hold anything.
      start = before.indexOf(' ');
      while (start < cursor && line.charAt(start) == ' ') {
        start++;
      }
      return start;
    }
    while (start > 0 && isPartOfWord(line.charAt(start - 1))) {
      start--;
    }
    if (start > 0 && line.charAt(start - 1) == ':' && line.substring(0, start - 1).isBlank()) {
      start--;
    }
    return start;
  }

  private static boolean isPartOfWord(char character) {
    return Character.isLetterOrDigit(character)
        || character == '_'
        || character == '.'
        || character == '/'
        || character == '°';
  }

  /** The word before the cursor; no quoting is ever added to what completes it. */
  private record Word(String line, int cursor, int start) implements CompletingParsedLine {
    @Override
    public String word() {
      return line.substring(start, cursor);
    }

    @Override
    public int wordCursor() {
      return cursor - start;
    }

    @Override
    public int wordIndex() {
      return start == 0 ? 0 : 1;
    }

    @Override
    public List<String> words() {
      return start == 0 ? List.of(word()) : List.of(line.substring(0, start), word());
    }

    @Override
    public CharSequence escape(CharSequence candidate, boolean complete) {
      return candidate;
    }

    @Override
    public int rawWordCursor() {
      return wordCursor();
    }

    @Override
    public int rawWordLength() {
      return word().length();
    }
  }
}
