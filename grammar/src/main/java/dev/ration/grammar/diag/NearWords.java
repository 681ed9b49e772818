package dev.ration.grammar.diag;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Which known words somebody may have meant: the nearest, at most three and two edits away. */
public final class NearWords {
  private static final int MOST = 3;

  /** Among more words than this, none is looked for: a made-up text must not take minutes. */
  private static final int MOST_KNOWN = 4_000;

  private record Candidate(String word, int distance) {}

  private NearWords() {}

  /** The nearest of {@code known} to {@code word}, in alphabetical order. */
  public static List<String> near(String word, Collection<String> known) {
    if (known.size() > MOST_KNOWN) {
      return List.of();
    }
    int limit = word.length() <= 2 ? 1 : Math.min(2, (word.length() + 1) / 3 + 1);
    String lower = word.toLowerCase(Locale.ROOT);
    long letters = letters(lower);
    List<Candidate> candidates = new ArrayList<>();
    for (String one : known) {
      boolean mayBeNear =
          Math.abs(one.length() - word.length()) <= limit
              && Long.bitCount(letters ^ letters(one)) <= 2 * limit;
      if (mayBeNear) {
        int distance = distance(lower, one.toLowerCase(Locale.ROOT));
        // A word with no letter left is no misspelling of this one.
        if (distance <= limit && distance < word.length() && !one.equals(word)) {
          candidates.add(new Candidate(one, distance));
        }
      }
    }
    candidates.sort(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::word));
    return candidates.stream()
        .filter(one -> one.distance() == candidates.getFirst().distance())
        .map(Candidate::word)
        .distinct()
        .limit(MOST)
        .toList();
  }

  /** Which characters a word has, small or capital; an edit changes at most two of them. */
  private static long letters(String word) {
    long letters = 0;
    for (int i = 0; i < word.length(); i++) {
      letters |= 1L << (word.charAt(i) & 0x1F);
    }
    return letters;
  }

  /** Edits of one character, swaps of neighbours included. */
  static int distance(String left, String right) {
    int[] before = new int[right.length() + 1];
    int[] above = new int[right.length() + 1];
    int[] row = new int[right.length() + 1];
    for (int j = 0; j <= right.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= right.length(); j++) {
        int change = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(row[j - 1], above[j]) + 1, above[j - 1] + change);
        boolean swapped =
            i > 1
                && j > 1
                && left.charAt(i - 1) == right.charAt(j - 2)
                && left.charAt(i - 2) == right.charAt(j - 1);
        if (swapped) {
          row[j] = Math.min(row[j], before[j - 2] + 1);
        }
      }
      int[] free = before;
      before = above;
      above = row;
      row = free;
    }
    return above[right.length()];
  }
}
