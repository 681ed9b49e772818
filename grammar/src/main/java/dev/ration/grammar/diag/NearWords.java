package dev.ration.grammar.diag;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;

/** Which known words somebody may have meant: the nearest, at most three and two edits away. */
public final class NearWords {
  private static final int MOST = 3;

  private record Candidate(String word, int distance) {}

  private NearWords() {}

  /** The nearest of {@code known} to {@code word}, in alphabetical order. */
  public static List<String> near(String word, Collection<String> known) {
    int limit = word.length() <= 2 ? 1 : Math.min(2, (word.length() + 1) / 3 + 1);
    String lower = word.toLowerCase(Locale.ROOT);
    List<Candidate> candidates = new ArrayList<>();
    for (String one : new LinkedHashSet<>(known)) {
      if (Math.abs(one.length() - word.length()) <= 2) {
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
        .limit(MOST)
        .map(Candidate::word)
        .toList();
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
