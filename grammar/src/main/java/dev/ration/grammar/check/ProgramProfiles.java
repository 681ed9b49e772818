package dev.ration.grammar.check;

import dev.ration.grammar.check.profile.ProfileContext;
import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.diag.Span;
import dev.ration.grammar.syntax.Declaration;
import dev.ration.grammar.syntax.Tree;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The profiles of a program and what they can name: their own module, what it uses, the library.
 */
final class ProgramProfiles implements ProfileContext {
  private final List<CheckedModule> modules;
  private final Map<Declaration.Profile, CheckedModule> homes = new IdentityHashMap<>();
  private final Map<CheckedModule, List<CheckedModule>> seen = new IdentityHashMap<>();
  private final Consumer<Diagnostic> findings;

  ProgramProfiles(List<CheckedModule> modules, Consumer<Diagnostic> findings) {
    this.modules = modules;
    this.findings = findings;
    for (CheckedModule module : modules) {
      for (Declaration declaration : module.tree().declarations()) {
        if (declaration instanceof Declaration.Profile profile) {
          homes.put(profile, module);
        }
      }
    }
  }

  private List<CheckedModule> seenFrom(Declaration.Profile from) {
    CheckedModule home = homes.get(from);
    return home == null ? modules : seen.computeIfAbsent(home, this::seenBy);
  }

  private List<CheckedModule> seenBy(CheckedModule home) {
    LinkedHashSet<CheckedModule> all = new LinkedHashSet<>();
    all.add(home);
    for (Tree.Use use : home.tree().uses()) {
      modules.stream().filter(one -> one.name().equals(use.module().text())).forEach(all::add);
    }
    modules.stream().filter(CheckedModule::isLibrary).forEach(all::add);
    return List.copyOf(all);
  }

  @Override
  public Optional<Declaration.Profile> profile(Declaration.Profile from, String name) {
    for (CheckedModule module : seenFrom(from)) {
      if (module.symbols().get(name) instanceof Symbol.ProfileSymbol found) {
        return Optional.of(found.declaration());
      }
    }
    return Optional.empty();
  }

  @Override
  public List<String> names(Declaration.Profile from, Declaration.Profile.Kind kind) {
    List<String> names = new ArrayList<>();
    for (CheckedModule module : seenFrom(from)) {
      for (Symbol symbol : module.symbols().values()) {
        if (symbol instanceof Symbol.ProfileSymbol one && one.declaration().kind() == kind) {
          names.add(one.name());
        }
      }
    }
    return names;
  }

  @Override
  public List<String> world(Declaration.Profile from, Declaration.World.Kind kind) {
    List<String> names = new ArrayList<>();
    for (CheckedModule module : modules) {
      for (Symbol symbol : module.symbols().values()) {
        if (symbol instanceof Symbol.WorldSymbol one && one.declaration().kind() == kind) {
          names.add(one.name());
        }
      }
    }
    return names;
  }

  @Override
  public List<String> hostActions() {
    List<String> names = new ArrayList<>();
    for (CheckedModule module : modules) {
      for (Symbol symbol : module.symbols().values()) {
        if (symbol instanceof Symbol.ActivitySymbol one
            && one.declaration().kind() == Declaration.Activity.Kind.HOST_ACTION) {
          names.add(module.name() + "." + one.name());
        }
      }
    }
    return names;
  }

  @Override
  public void report(Diagnostic finding) {
    findings.accept(finding);
  }

  @Override
  public Diagnostic suggest(Diagnostic finding, Span at, String word, Collection<String> known) {
    return Spelling.suggest(finding, at, word, known);
  }
}
