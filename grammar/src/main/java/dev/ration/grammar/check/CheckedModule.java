package dev.ration.grammar.check;

import dev.ration.grammar.diag.Source;
import dev.ration.grammar.syntax.Tree;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A module whose names are resolved.
 *
 * @param name the dotted name by which others use it
 * @param isLibrary whether it comes from the standard library
 * @param isRoot whether it was asked for, rather than used
 * @param symbols what it declares, by simple name, or dotted name of world symbols and profiles; in
 *     the order of the text
 */
public record CheckedModule(
    String name,
    Source source,
    Tree.Module tree,
    boolean isLibrary,
    boolean isRoot,
    Map<String, Symbol> symbols) {

  /** What the module calls {@code symbolName}. */
  public Optional<Symbol> symbol(String symbolName) {
    return Optional.ofNullable(symbols.get(symbolName));
  }

  /** The policies it declares, in order. */
  public List<Symbol.ActivitySymbol> policies() {
    return symbols.values().stream()
        .filter(Symbol.ActivitySymbol.class::isInstance)
        .map(Symbol.ActivitySymbol.class::cast)
        .filter(
            activity ->
                activity.declaration().kind()
                    == dev.ration.grammar.syntax.Declaration.Activity.Kind.POLICY)
        .toList();
  }
}
