package dev.ration.grammar.syntax;

import org.jspecify.annotations.Nullable;

/**
 * The words of one text, each as one string however often it stands there: trees are kept, and
 * mostly name the same things. Used on one thread.
 */
final class WordTable {
  private @Nullable String[] words = new String[64];
  private int count;

  /** The word in {@code text} from {@code start} to {@code end}. */
  String text(String text, int start, int end) {
    int hash = 0;
    for (int i = start; i < end; i++) {
      hash = 31 * hash + text.charAt(i);
    }
    int at = place(hash);
    for (String known = words[at]; known != null; known = words[at]) {
      if (known.length() == end - start && text.startsWith(known, start)) {
        return known;
      }
      at = (at + 1) & (words.length - 1);
    }
    String word = text.substring(start, end);
    words[at] = word;
    if (++count > words.length / 2) {
      grow();
    }
    return word;
  }

  /** Words differ at their ends, so the upper bits count as well. */
  private int place(int hash) {
    return (hash ^ (hash >>> 15)) & (words.length - 1);
  }

  private void grow() {
    @Nullable String[] before = words;
    words = new String[2 * before.length];
    for (String word : before) {
      if (word != null) {
        int at = place(word.hashCode());
        while (words[at] != null) {
          at = (at + 1) & (words.length - 1);
        }
        words[at] = word;
      }
    }
  }
}
