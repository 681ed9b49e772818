package dev.ration.grammar.check;

import dev.ration.grammar.syntax.Tree;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names a piece of a body sees, innermost first, and what stands around it. */
final class LocalScope {
  /** What a piece of a body is, for its statements. */
  enum Border {
    /** A plain block. */
    PLAIN,
    /** The body of a loop: {@code break} and {@code continue} mean it. */
    LOOP,
    /** A handler: a bare {@code fail} keeps its reason. */
    HANDLER,
    /** A branch, an event handler or a round: control does not leave it. */
    DETACHED,
    /** A cleanup: it replaces no outcome. */
    CLEANUP
  }

  private final @Nullable LocalScope outer;
  private final Setting setting;
  private final Border border;
  private final Map<String, Symbol.Variable> names;
  private final Map<String, Tree.Name> places;
  private final Map<String, Symbol.Variable> branches = new HashMap<>();

  private LocalScope(
      @Nullable LocalScope outer,
      Setting setting,
      Border border,
      Map<String, Symbol.Variable> names,
      Map<String, Tree.Name> places) {
    this.outer = outer;
    this.setting = setting;
    this.border = border;
    this.names = names;
    this.places = places;
  }

  private LocalScope(@Nullable LocalScope outer, Setting setting, Border border) {
    this(outer, setting, border, new HashMap<>(), new HashMap<>());
  }

  static LocalScope of(Setting setting) {
    return new LocalScope(null, setting, Border.PLAIN);
  }

  LocalScope inner() {
    return inner(Border.PLAIN);
  }

  LocalScope inner(Border inner) {
    return new LocalScope(this, setting, inner);
  }

  /** The same names in a place that may only compute. */
  LocalScope pure(String where) {
    return new LocalScope(this, setting.pure(where), Border.PLAIN);
  }

  /** The same place, where new names are declared in {@code names} instead. */
  LocalScope rebind(LocalScope target) {
    return new LocalScope(outer, setting, border, target.names, target.places);
  }

  Setting setting() {
    return setting;
  }

  ModuleScope module() {
    return setting.module();
  }

  /** Declares a name here; returns where this very block declared it before. */
  Tree.@Nullable Name declare(Tree.Name at, Symbol.Variable variable) {
    Tree.Name before = places.putIfAbsent(at.text(), at);
    names.put(at.text(), variable);
    return before;
  }

  /** Declares a name without a place of its own. */
  void declare(String name, Symbol.Variable variable) {
    names.put(name, variable);
  }

  void declareBranch(Tree.Name at, Symbol.Variable variable) {
    branches.put(at.text(), variable);
    names.put(at.text(), variable);
  }

  Symbol.@Nullable Variable find(String name) {
    for (LocalScope scope = this; scope != null; scope = scope.outer) {
      Symbol.Variable found = scope.names.get(name);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  Symbol.@Nullable Variable branch(String name) {
    for (LocalScope scope = this; scope != null; scope = scope.outer) {
      Symbol.Variable found = scope.branches.get(name);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  Set<String> branchNames() {
    Set<String> all = new LinkedHashSet<>();
    for (LocalScope scope = this; scope != null; scope = scope.outer) {
      all.addAll(scope.branches.keySet());
    }
    return all;
  }

  Set<String> names() {
    Set<String> all = new LinkedHashSet<>();
    for (LocalScope scope = this; scope != null; scope = scope.outer) {
      all.addAll(scope.names.keySet());
    }
    return all;
  }

  /** Whether a loop can be left from here. */
  boolean inLoop() {
    for (LocalScope scope = this; scope != null; scope = scope.outer) {
      if (scope.border == Border.LOOP) {
        return true;
      }
      if (scope.border == Border.DETACHED || scope.border == Border.CLEANUP) {
        return false;
      }
    }
    return false;
  }

  /** Whether a handler's reason can be kept from here. */
  boolean inHandler() {
    for (LocalScope scope = this; scope != null; scope = scope.outer) {
      if (scope.border == Border.HANDLER) {
        return true;
      }
      if (scope.border == Border.DETACHED || scope.border == Border.CLEANUP) {
        return false;
      }
    }
    return false;
  }

  /** Whether the activity can be left from here. */
  boolean canReturn() {
    for (LocalScope scope = this; scope != null; scope = scope.outer) {
      if (scope.border == Border.DETACHED || scope.border == Border.CLEANUP) {
        return false;
      }
    }
    return setting.kind() == Setting.Kind.FUNCTION || setting.kind() == Setting.Kind.ACTIVITY;
  }
}
