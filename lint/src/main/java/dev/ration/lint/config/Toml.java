package dev.ration.lint.config;

import dev.ration.grammar.diag.Source;
import dev.ration.grammar.diag.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads the part of TOML that settings need: tables, arrays of tables, dotted keys, texts of one
 * line, whole numbers, truth values, and arrays of texts. Used once, on one thread.
 */
final class Toml {
  /** A value with its place. */
  sealed interface Value {
    Span at();

    record Text(String text, Span at) implements Value {}

    record Int(long number, Span at) implements Value {}

    record Truth(boolean value, Span at) implements Value {}

    record Texts(List<Text> items, Span at) implements Value {
      public Texts {
        items = List.copyOf(items);
      }
    }
  }

  /**
   * One line {@code key = value}.
   *
   * @param table the number of the array's table it stands in, from 1; 0 outside of arrays
   * @param path the table's words and the key's, without that of an array
   */
  record Entry(int table, String array, List<String> path, Span key, Value value) {
    public Entry {
      path = List.copyOf(path);
    }
  }

  /** A text that is not what is read here. */
  static final class Fault extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Span at;
    private final String message;

    Fault(Span at, String message) {
      super(message);
      this.at = at;
      this.message = message;
    }

    String message() {
      return message;
    }

    Span at() {
      return at;
    }
  }

  private final Source source;
  private final String text;
  private final List<Entry> entries = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();
  private int next;
  private int tables;
  private String array = "";
  private List<String> table = List.of();

  private Toml(Source source) {
    this.source = source;
    this.text = source.text();
  }

  static List<Entry> read(Source source) throws Fault {
    Toml toml = new Toml(source);
    toml.all();
    return toml.entries;
  }

  private void all() throws Fault {
    while (skipBlank()) {
      if (peek() == '[') {
        header();
      } else {
        entry();
      }
      endOfLine();
    }
  }

  /** Skips blanks, line ends and comments; tells whether anything is left. */
  private boolean skipBlank() {
    while (next < text.length()) {
      char one = text.charAt(next);
      if (one == '#') {
        skipComment();
      } else if (one == ' ' || one == '\t' || one == '\n' || one == '\r' || one == '\uFEFF') {
        next++;
      } else {
        return true;
      }
    }
    return false;
  }

  private void skipComment() {
    while (next < text.length() && text.charAt(next) != '\n') {
      next++;
    }
  }

  private void skipSpaces() {
    while (peek() == ' ' || peek() == '\t') {
      next++;
    }
  }

  private char peek() {
    return next < text.length() ? text.charAt(next) : '\0';
  }

  private void header() throws Fault {
    int start = next;
    boolean isArray = text.startsWith("[[", next);
    next += isArray ? 2 : 1;
    List<String> words = key();
    String close = isArray ? "]]" : "]";
    if (!text.startsWith(close, next)) {
      throw fault(next, "`" + close + "` is missing");
    }
    next += close.length();
    if (isArray) {
      array = String.join(".", words);
      tables++;
      table = List.of();
    } else if (!array.isEmpty() && words.size() > 1 && words.getFirst().equals(array)) {
      table = words.subList(1, words.size());
    } else {
      array = "";
      table = words;
    }
    boolean isNew = isArray || seen.add("[" + owner() + String.join(".", words) + "]");
    if (!isNew) {
      throw new Fault(new Span(source, start, next), "this table stands in the file already");
    }
  }

  private String owner() {
    return array.isEmpty() ? "" : array + "#" + tables + ".";
  }

  private void entry() throws Fault {
    int start = next;
    List<String> words = key();
    Span at = new Span(source, start, start + text.substring(start, next).stripTrailing().length());
    if (peek() != '=') {
      throw fault(next, "`=` is missing");
    }
    next++;
    skipSpaces();
    Value value = value();
    List<String> path = new ArrayList<>(table);
    path.addAll(words);
    if (!seen.add(owner() + String.join("\0", path))) {
      throw new Fault(at, "`" + String.join(".", words) + "` is set already");
    }
    entries.add(new Entry(array.isEmpty() ? 0 : tables, array, path, at, value));
  }

  private void endOfLine() throws Fault {
    skipSpaces();
    if (peek() == '#') {
      skipComment();
    }
    if (peek() == '\r') {
      next++;
    }
    if (next < text.length() && peek() != '\n') {
      throw fault(next, "the line should end here");
    }
  }

  private List<String> key() throws Fault {
    List<String> words = new ArrayList<>();
    do {
      if (!words.isEmpty()) {
        next++;
      }
      skipSpaces();
      words.add(peek() == '"' || peek() == '\'' ? quoted().text() : bareWord());
      skipSpaces();
    } while (peek() == '.');
    return words;
  }

  private String bareWord() throws Fault {
    int start = next;
    while (isBare(peek())) {
      next++;
    }
    if (start == next) {
      throw fault(next, "a name is missing");
    }
    return text.substring(start, next);
  }

  private static boolean isBare(char one) {
    return one >= 'a' && one <= 'z'
        || one >= 'A' && one <= 'Z'
        || one >= '0' && one <= '9'
        || one == '_'
        || one == '-';
  }

  private Value value() throws Fault {
    char first = peek();
    if (first == '"' || first == '\'') {
      return quoted();
    }
    if (first == '[') {
      return texts();
    }
    if (first == '{') {
      throw fault(next, "inline tables are not read here; write `[table]` lines");
    }
    int start = next;
    while (isBare(peek()) || peek() == '+') {
      next++;
    }
    String word = text.substring(start, next);
    Span at = new Span(source, start, next);
    if (word.equals("true") || word.equals("false")) {
      return new Value.Truth(word.equals("true"), at);
    }
    if (word.matches("[+-]?[0-9](_?[0-9]){0,17}")) {
      return new Value.Int(Long.parseLong(word.replace("_", "").replace("+", "")), at);
    }
    throw new Fault(
        start == next ? here(next) : at,
        "a text in quotes, a whole number, true or false is wanted");
  }

  private Value.Texts texts() throws Fault {
    int start = next++;
    List<Value.Text> items = new ArrayList<>();
    while (skipBlank() && peek() != ']') {
      if (peek() != '"' && peek() != '\'') {
        throw fault(next, "a text in quotes is wanted");
      }
      items.add(quoted());
      skipBlank();
      if (peek() == ',') {
        next++;
      } else if (peek() != ']') {
        throw fault(next, "`,` or `]` is missing");
      }
    }
    if (peek() != ']') {
      throw fault(start, "this list is not closed");
    }
    next++;
    return new Value.Texts(items, new Span(source, start, next));
  }

  private Value.Text quoted() throws Fault {
    int start = next;
    char quote = peek();
    if (text.startsWith(String.valueOf(quote).repeat(3), next)) {
      throw fault(next, "texts of several lines are not read here");
    }
    next++;
    StringBuilder out = new StringBuilder();
    while (peek() != quote) {
      char one = peek();
      if (next >= text.length() || one == '\n' || one == '\r') {
        throw fault(start, "this text is not closed on its line");
      }
      next++;
      out.append(one == '\\' && quote == '"' ? escaped() : one);
    }
    next++;
    return new Value.Text(out.toString(), new Span(source, start, next));
  }

  private char escaped() throws Fault {
    char one = peek();
    next++;
    return switch (one) {
      case '"', '\\' -> one;
      case 't' -> '\t';
      case 'n' -> '\n';
      default -> throw fault(next - 2, "this escape is not read here");
    };
  }

  private Fault fault(int at, String message) {
    return new Fault(here(at), message);
  }

  private Span here(int at) {
    int start = Math.min(at, text.length());
    return new Span(source, start, Math.min(start + 1, text.length()));
  }
}
