package dev.ration.grammar.syntax;

import dev.ration.grammar.diag.Span;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The comments of a text that are not printed yet. Mutable; one printing owns it, on one thread.
 */
final class Comments {
  private final NavigableMap<Integer, Comment> left = new TreeMap<>();
  private final boolean isKnown;

  private Comments(List<Comment> all, boolean isKnown) {
    all.forEach(comment -> left.put(comment.start(), comment));
    this.isKnown = isKnown;
  }

  /** The comments of a tree's own text. */
  static Comments of(List<Comment> all) {
    return new Comments(all, true);
  }

  /** For a tree without a text: only its documentation is printed. */
  static Comments none() {
    return new Comments(List.of(), false);
  }

  /** Tells whether documentation is among the comments, or has to be taken from the tree. */
  boolean isKnown() {
    return isKnown;
  }

  /** Takes those that begin from {@code from} on and before {@code to}. */
  List<Comment> take(int from, int to) {
    if (from >= to) {
      return List.of();
    }
    var stretch = left.subMap(from, to);
    List<Comment> taken = List.copyOf(stretch.values());
    stretch.clear();
    return taken;
  }

  /** Takes the one that stands behind something on its line, with nothing but `,` between. */
  Optional<Comment> takeBehind(Span item) {
    var next = left.ceilingEntry(item.end());
    if (next == null || next.getValue().isOwnLine() || next.getValue().isDoc()) {
      return Optional.empty();
    }
    String between = item.source().text().substring(item.end(), next.getKey());
    boolean isBehind = between.chars().allMatch(at -> at == ' ' || at == '\t' || at == ',');
    return isBehind || between.strip().equals(";")
        ? take(item.end(), next.getKey() + 1).stream().findFirst()
        : Optional.empty();
  }

  /** Tells whether an empty line stands before something. */
  static boolean isAfterBlank(Span item) {
    String text = item.source().text();
    int lineEnds = 0;
    for (int at = item.start() - 1; at >= 0 && Character.isWhitespace(text.charAt(at)); at--) {
      lineEnds += text.charAt(at) == '\n' ? 1 : 0;
    }
    return lineEnds > 1;
  }
}
