package dev.ration.grammar.check;

import dev.ration.grammar.diag.Source;
import dev.ration.grammar.syntax.Tree;
import java.util.Map;

/**
 * A parsed module with the modules it uses.
 *
 * @param name the dotted name by which others use it
 * @param isLibrary whether it comes from the standard library
 * @param isRoot whether it was asked for, rather than used
 * @param uses by identity of the {@code use} lines; without those that could not be found
 */
public record LoadedModule(
    String name,
    Source source,
    Tree.Module tree,
    boolean isLibrary,
    boolean isRoot,
    Map<Tree.Use, LoadedModule> uses) {

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  @Override
  public String toString() {
    return name;
  }
}
