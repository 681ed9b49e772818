package dev.ration.connect.llama;

import java.util.ArrayList;
import java.util.List;

/**
 * How a free text is written: freely at first, and when it comes near the limit on its tokens, to
 * the end of its sentence.
 *
 * <p>Rules for each number of bytes that are left, as in {@link TextRule}. What has no room for the
 * end of its sentence ends in {@value #CUT}, so that nobody takes it for whole.
 */
final class TextEnd {
  /** Stands where a text was cut. */
  static final String CUT = "\u2026";

  /** The bytes of that. */
  static final int LEAST = 3;

  /** With fewer tokens in all, none are kept for an end. */
  private static final int LEAST_TOKENS = 16;

  private static final int SHARE = 4;

  private TextEnd() {}

  /** How many of the tokens that a text may have are kept for its end. */
  static int tokens(int most) {
    return most < LEAST_TOKENS ? 0 : most / SHARE;
  }

  /** A text that begins with something to be seen; no control characters but tabs and lines. */
  static String free() {
    return """
    root ::= [\\x20\\x0A]? first rest*
    first ::= [^\\x00-\\x20\\x7F\\u1680\\u2000-\\u200A\\u2028\\u2029\\u205F\\u3000]
    rest ::= [^\\x00-\\x08\\x0B-\\x1F\\x7F]
    """;
  }

  /** What may follow a text that is nearly at its limit: nothing, or up to {@code bytes} bytes. */
  static String grammar(int bytes) {
    var rules = new Rules();
    for (var left = 0; left <= bytes; left++) {
      if (left >= LEAST) {
        rules.put(going(left), going(rules, left));
      }
      rules.put(ended(left), ended(rules, left));
    }
    return rules.grammar(rules.add("end", List.of("\"\"", going(bytes))));
  }

  private static String going(int left) {
    return "g" + left;
  }

  private static String ended(int left) {
    return "e" + left;
  }

  private static List<String> going(Rules rules, int left) {
    var all = new ArrayList<String>();
    all.add("[.!?] " + ended(left - 1));
    all.add("[\\u3002\\uFF01\\uFF1F]");
    if (left == LEAST) {
      all.add(Rules.literal(CUT));
    }
    on(rules, all, "[\\x0A\\x20\\x22-\\x2D\\x2F-\\x3E\\x40-\\x7E]", left - 1);
    on(rules, all, "[\\u0080-\\u07FF]", left - 2);
    on(
        rules,
        all,
        "[\\u0800-\\u3001\\u3003-\\uD7FF\\uE000-\\uFF00\\uFF02-\\uFF1E\\uFF20-\\uFFFF]",
        left - 3);
    on(rules, all, "[\\U00010000-\\U0010FFFF]", left - 4);
    return all;
  }

  /** After a mark: nothing, the end of what was quoted, or the places of a number. */
  private static List<String> ended(Rules rules, int left) {
    var all = new ArrayList<String>();
    all.add("\"\"");
    if (left >= 1) {
      all.add("[\\x22')\\]]");
    }
    on(rules, all, "[0-9]", left - 1);
    return all;
  }

  /** A character after which it goes on, where that leaves room for an end. */
  private static void on(Rules rules, List<String> all, String character, int left) {
    if (left >= LEAST && rules.has(going(left))) {
      all.add(character + " " + going(left));
    }
  }
}
