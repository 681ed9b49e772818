package dev.ration.connect.llama;

import java.util.List;

/**
 * Texts as JSON writes them, up to a number of bytes, as rules of a grammar.
 *
 * <p>One rule for each number of bytes that may still come, each of which ends the text or takes a
 * character and goes on with what is left. So no text of many bytes slips in as one of few
 * characters: a model without a token for a character spends one on each of its bytes.
 */
final class TextRule {
  private TextRule() {}

  /** Adds what follows the opening quote; returns its name. */
  static String of(Rules rules, int bytes) {
    for (var left = 0; left <= bytes; left++) {
      if (!rules.has(name(left))) {
        rules.put(name(left), alternatives(left));
      }
    }
    return name(bytes);
  }

  private static String name(int left) {
    return "t" + left;
  }

  private static List<String> alternatives(int left) {
    var all = new java.util.ArrayList<String>();
    all.add(Rules.literal("\""));
    if (left >= 1) {
      all.add("[ !#-\\[\\]-~\\x7F] " + name(left - 1));
    }
    if (left >= 2) {
      all.add("\"\\\\\" [\"\\\\bfnrt] " + name(left - 2));
      all.add("[\\u0080-\\u07FF] " + name(left - 2));
    }
    if (left >= 3) {
      all.add("[\\u0800-\\uD7FF\\uE000-\\uFFFF] " + name(left - 3));
    }
    if (left >= 4) {
      all.add("[\\U00010000-\\U0010FFFF] " + name(left - 4));
    }
    return all;
  }
}
