package dev.ration.connect.onnx;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The tokenizer of the BERT family: lower case, no accents, longest known pieces first.
 *
 * <p>Immutable and thread-safe. The same ids as the models' own tokenizer, with one difference:
 * {@code [SEP]} and its like in a text are read as plain words, so that nobody can speak them.
 */
final class WordPiece {
  private static final int LONGEST_WORD = 100;
  private static final String CONTINUED = "##";

  private final Map<String, Integer> vocabulary;
  private final int longestPiece;
  private final int unknown;
  private final int start;
  private final int end;

  private WordPiece(Map<String, Integer> vocabulary) throws IOException {
    this.vocabulary = vocabulary;
    longestPiece = vocabulary.keySet().stream().mapToInt(String::length).max().orElse(0);
    unknown = id("[UNK]");
    start = id("[CLS]");
    end = id("[SEP]");
  }

  /**
   * What a text became.
   *
   * @param ids at least the start and the end mark
   * @param share of the text that was read, 0 to 1
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Tokens(long[] ids, double share) {}

  /** Reads the vocabulary of a {@code tokenizer.json}. */
  static WordPiece read(InputStream json) throws IOException {
    var vocabulary = new HashMap<String, Integer>(1 << 16);
    try (var parser = new JsonFactory().createParser(json)) {
      while (parser.nextToken() != null) {
        if (parser.currentToken() == JsonToken.FIELD_NAME
            && parser.currentName().equals("vocab")
            && parser.nextToken() == JsonToken.START_OBJECT) {
          while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var piece = parser.currentName();
            vocabulary.put(piece, parser.nextIntValue(-1));
          }
        }
      }
    }
    return new WordPiece(vocabulary);
  }

  private int id(String special) throws IOException {
    var id = vocabulary.get(special);
    if (id == null) {
      throw new IOException("the vocabulary has no " + special);
    }
    return id;
  }

  /** Reads the beginning of {@code text}, as far as {@code window} tokens go, marks included. */
  Tokens encode(String text, int window) {
    var ids = new long[window];
    var count = 0;
    ids[count++] = start;
    var words = new Words(text);
    var share = 1.0;
    for (var word = words.next(); !word.isEmpty(); word = words.next()) {
      var more = pieces(word, ids, count);
      if (more < 0) {
        share = words.share(word);
        break;
      }
      count = more;
    }
    ids[count++] = end;
    return new Tokens(Arrays.copyOf(ids, count), share);
  }

  /** Appends the pieces of one word and returns the new count, or -1 where they do not fit. */
  private int pieces(String word, long[] ids, int from) {
    var room = ids.length - 1;
    var count = from;
    if (word.codePointCount(0, word.length()) <= LONGEST_WORD) {
      var at = 0;
      while (at < word.length()) {
        var piece = longestPiece(word, at);
        if (piece == 0) {
          break;
        }
        if (count == room) {
          return -1;
        }
        ids[count++] = known(word, at, at + piece);
        at += piece;
      }
      if (at == word.length()) {
        return count;
      }
    }
    if (from == room) {
      return -1;
    }
    ids[from] = unknown;
    return from + 1;
  }

  /** The length of the longest piece of {@code word} at {@code at}; 0 where there is none. */
  private int longestPiece(String word, int at) {
    for (var stop = Math.min(word.length(), at + longestPiece); stop > at; stop--) {
      if (known(word, at, stop) >= 0) {
        return stop - at;
      }
    }
    return 0;
  }

  private int known(String word, int at, int stop) {
    var piece = word.substring(at, stop);
    return vocabulary.getOrDefault(at == 0 ? piece : CONTINUED + piece, -1);
  }

  /**
   * The words of a text, cleaned, one at a time, so that a long text is read no further than
   * needed.
   */
  private static final class Words {
    private final String text;
    private int at;
    private String pending = "";
    private int pendingAt;

    Words(String text) {
      this.text = text;
    }

    /** The next word or mark of punctuation; empty at the end. */
    String next() {
      while (pendingAt >= pending.length()) {
        if (!readRun()) {
          return "";
        }
      }
      var begin = pendingAt;
      var first = pending.codePointAt(begin);
      pendingAt += Character.charCount(first);
      if (!standsAlone(first)) {
        while (pendingAt < pending.length()) {
          var next = pending.codePointAt(pendingAt);
          if (standsAlone(next)) {
            break;
          }
          pendingAt += Character.charCount(next);
        }
      }
      return pending.substring(begin, pendingAt);
    }

    /** The share of the text that is before {@code word}, the last one read. */
    double share(String word) {
      var left = pending.length() - pendingAt + word.length();
      return Math.max(0, at - left) / (double) text.length();
    }

    /** Reads on to the next space and cleans what is before it. */
    private boolean readRun() {
      var run = new StringBuilder();
      while (at < text.length()) {
        var point = text.codePointAt(at);
        at += Character.charCount(point);
        if (isSpace(point)) {
          if (!run.isEmpty()) {
            break;
          }
        } else if (!isDropped(point)) {
          run.appendCodePoint(point);
        }
      }
      var decomposed = Normalizer.normalize(run, Normalizer.Form.NFD);
      var clean = new StringBuilder(decomposed.length());
      decomposed
          .codePoints()
          .filter(point -> Character.getType(point) != Character.NON_SPACING_MARK)
          // One at a time: a whole word would get its final sigma.
          .map(Character::toLowerCase)
          .forEach(clean::appendCodePoint);
      pending = clean.toString();
      pendingAt = 0;
      return at < text.length() || !pending.isEmpty();
    }

    private static boolean isSpace(int point) {
      return point == '\t' || point == '\n' || point == '\r' || Character.isSpaceChar(point);
    }

    private static boolean isDropped(int point) {
      return switch (Character.getType(point)) {
        case Character.CONTROL,
            Character.FORMAT,
            Character.SURROGATE,
            Character.PRIVATE_USE,
            Character.UNASSIGNED ->
            true;
        default -> point == 0xfffd;
      };
    }

    private static boolean standsAlone(int point) {
      return isPunctuation(point) || isHan(point);
    }

    private static boolean isPunctuation(int point) {
      if (point < 128) {
        return point > ' ' && point != 127 && !Character.isLetterOrDigit(point);
      }
      return switch (Character.getType(point)) {
        case Character.CONNECTOR_PUNCTUATION,
            Character.DASH_PUNCTUATION,
            Character.START_PUNCTUATION,
            Character.END_PUNCTUATION,
            Character.INITIAL_QUOTE_PUNCTUATION,
            Character.FINAL_QUOTE_PUNCTUATION,
            Character.OTHER_PUNCTUATION ->
            true;
        default -> false;
      };
    }

    private static boolean isHan(int point) {
      return point >= 0x4e00 && point <= 0x9fff
          || point >= 0x3400 && point <= 0x4dbf
          || point >= 0x20000 && point <= 0x2a6df
          || point >= 0x2a700 && point <= 0x2ceaf
          || point >= 0xf900 && point <= 0xfaff
          || point >= 0x2f800 && point <= 0x2fa1f;
    }
  }
}
