package dev.ration.grammar.syntax;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers the nodes right below one, in the order of the text; what is absent is left out. */
final class Children {
  /** What a leaf has. */
  static final Tree[] NONE = {};

  private Tree[] found = new Tree[8];
  private int count;

  static Tree[] of(@Nullable Tree only) {
    return only == null ? NONE : new Tree[] {only};
  }

  static Tree[] of(@Nullable Tree first, @Nullable Tree second) {
    return first == null || second == null
        ? of(first == null ? second : first)
        : new Tree[] {first, second};
  }

  static Tree[] of(@Nullable Tree first, @Nullable Tree second, @Nullable Tree third) {
    if (third == null) {
      return of(first, second);
    }
    return first == null || second == null
        ? of(first == null ? second : first, third)
        : new Tree[] {first, second, third};
  }

  static Tree[] of(List<? extends Tree> all) {
    return all.isEmpty() ? NONE : all.toArray(new Tree[all.size()]);
  }

  Children add(@Nullable Tree one) {
    if (one != null) {
      if (count == found.length) {
        found = Arrays.copyOf(found, 2 * count);
      }
      found[count++] = one;
    }
    return this;
  }

  Children addAll(List<? extends Tree> all) {
    for (int i = 0; i < all.size(); i++) {
      add(all.get(i));
    }
    return this;
  }

  Tree[] toArray() {
    return count == 0 ? NONE : Arrays.copyOf(found, count);
  }
}
