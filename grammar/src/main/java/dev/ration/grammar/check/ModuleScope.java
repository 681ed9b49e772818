package dev.ration.grammar.check;

import dev.ration.grammar.syntax.Tree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names a module declares and the ones it sees.
 *
 * <p>Own names come first, then those of used modules, then the prelude, then, where they may be
 * seen, the site's.
 */
final class ModuleScope {
  /** What a name means: nothing, one symbol, or several from different modules. */
  record Found(List<Symbol> symbols) {
    @Nullable Symbol only() {
      return symbols.size() == 1 ? symbols.getFirst() : null;
    }

    boolean isAmbiguous() {
      return symbols.size() > 1;
    }
  }

  private static final Found NOTHING = new Found(List.of());

  private final LoadedModule module;
  private final Map<String, Symbol> own = new LinkedHashMap<>();
  private final Map<String, Tree.Name> places = new HashMap<>();
  private final Set<String> reasons = new LinkedHashSet<>();
  private final List<ModuleScope> imports = new ArrayList<>();
  private final List<ModuleScope> prelude = new ArrayList<>();
  private final List<ModuleScope> sites = new ArrayList<>();
  private final Map<String, ModuleScope> aliases = new HashMap<>();
  private final Map<String, ModuleScope> lastNames = new HashMap<>();

  ModuleScope(LoadedModule module) {
    this.module = module;
  }

  LoadedModule module() {
    return module;
  }

  String name() {
    return module.name();
  }

  Map<String, Symbol> own() {
    return own;
  }

  Set<String> ownReasons() {
    return reasons;
  }

  /** Declares a name; returns where it was declared before, or null. */
  Tree.@Nullable Name declare(Symbol symbol, Tree.Name at) {
    Tree.Name before = places.putIfAbsent(symbol.name(), at);
    if (before == null) {
      own.put(symbol.name(), symbol);
    }
    return before;
  }

  void addImport(ModuleScope used, @Nullable String alias) {
    if (alias != null) {
      aliases.put(alias, used);
    } else {
      imports.add(used);
      String full = used.name();
      lastNames.putIfAbsent(full.substring(full.lastIndexOf('.') + 1), used);
    }
  }

  void addPrelude(ModuleScope scope) {
    if (scope != this) {
      prelude.add(scope);
    }
  }

  void addSite(ModuleScope scope) {
    if (scope != this) {
      sites.add(scope);
    }
  }

  /** Finds a simple or dotted name; {@code withSite} for tests and arguments. */
  Found find(String name, boolean withSite) {
    Symbol mine = own.get(name);
    if (mine != null) {
      return new Found(List.of(mine));
    }
    Found used = among(imports, name);
    if (!used.symbols.isEmpty()) {
      return used;
    }
    Found known = among(prelude, name);
    if (!known.symbols.isEmpty() || !withSite) {
      return known;
    }
    return among(sites, name);
  }

  private static Found among(List<ModuleScope> scopes, String name) {
    Symbol first = null;
    List<Symbol> several = null;
    for (ModuleScope scope : scopes) {
      Symbol symbol = scope.own.get(name);
      if (symbol == null || symbol == first) {
        continue;
      }
      if (first == null) {
        first = symbol;
      } else {
        if (several == null) {
          several = new ArrayList<>(List.of(first));
        }
        if (!several.contains(symbol)) {
          several.add(symbol);
        }
      }
    }
    if (several != null) {
      return new Found(several);
    }
    return first == null ? NOTHING : new Found(List.of(first));
  }

  /** The module behind {@code use … as name}, or behind the last word of a used module's name. */
  @Nullable ModuleScope qualified(String name) {
    ModuleScope alias = aliases.get(name);
    return alias != null ? alias : lastNames.get(name);
  }

  /** Whether some module in sight declares the reason with {@code fails}. */
  boolean knowsReason(String reason) {
    return allScopes().stream().anyMatch(scope -> scope.reasons.contains(reason));
  }

  /** Every reason declared in sight. */
  Set<String> visibleReasons() {
    Set<String> all = new LinkedHashSet<>();
    allScopes().forEach(scope -> all.addAll(scope.reasons));
    return all;
  }

  /** Whether a name may come from a used module that is not there, which has its own finding. */
  boolean mayLack(String name) {
    return module.tree().uses().stream()
        .filter(use -> !module.uses().containsKey(use))
        .anyMatch(use -> use.as() == null || name.startsWith(use.as().text()));
  }

  /** Every symbol in sight, aliased modules left out. */
  List<Symbol> visible(boolean withSite) {
    List<Symbol> all = new ArrayList<>(own.values());
    imports.forEach(scope -> all.addAll(scope.own.values()));
    prelude.forEach(scope -> all.addAll(scope.own.values()));
    if (withSite) {
      sites.forEach(scope -> all.addAll(scope.own.values()));
    }
    return all;
  }

  /** The names of aliased modules. */
  Set<String> qualifiers() {
    Set<String> all = new HashSet<>(aliases.keySet());
    all.addAll(lastNames.keySet());
    return all;
  }

  private List<ModuleScope> allScopes() {
    List<ModuleScope> all = new ArrayList<>();
    all.add(this);
    all.addAll(imports);
    all.addAll(aliases.values());
    all.addAll(prelude);
    return all;
  }
}
