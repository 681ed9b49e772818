package dev.ration.grammar.check;

import dev.ration.grammar.syntax.Tree;
import java.util.ArrayList;
import java.util.List;

/**
 * The scopes and blocks of a tree, found in one walk: what several checks look at, few among all
 * its nodes. Immutable once made.
 */
final class Outline {
  /** Deeper trees come from no sensible text. */
  static final int MOST_LEVELS = 1_200;

  /** Something that clauses and trailers may stand on, with those right inside it. */
  record Scope(Tree node, List<Scope> inside) {}

  private final List<Tree> nodes = new ArrayList<>();
  private final List<Scope> outermost = new ArrayList<>();
  private boolean isTooDeep;

  private Outline() {}

  static Outline of(Tree tree) {
    Outline outline = new Outline();
    outline.collect(tree, 0, outline.outermost);
    return outline;
  }

  private void collect(Tree node, int depth, List<Scope> around) {
    if (depth > MOST_LEVELS) {
      isTooDeep = true;
      return;
    }
    List<Scope> inside = around;
    if (Deeds.isScope(node)) {
      nodes.add(node);
      inside = new ArrayList<>();
      around.add(new Scope(node, inside));
    } else if (node instanceof Tree.Block) {
      nodes.add(node);
    }
    for (Tree part : Parts.of(node)) {
      collect(part, depth + 1, inside);
    }
  }

  /** Whether something lies deeper than {@link #MOST_LEVELS}, and is left out. */
  boolean isTooDeep() {
    return isTooDeep;
  }

  /** Scopes and blocks, in the order of the text. */
  List<Tree> nodes() {
    return nodes;
  }

  /** The scopes that are in no other, in the order of the text. */
  List<Scope> outermost() {
    return outermost;
  }
}
