package dev.ration.grammar.check.profile;

import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.diag.Span;
import dev.ration.grammar.syntax.Declaration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The same program, for reading a profile again that the checker has reported about already. */
record QuietContext(ProfileContext loud) implements ProfileContext {
  @Override
  public Optional<Declaration.Profile> profile(Declaration.Profile from, String name) {
    return loud.profile(from, name);
  }

  @Override
  public List<String> names(Declaration.Profile from, Declaration.Profile.Kind kind) {
    return List.of();
  }

  @Override
  public List<String> world(Declaration.Profile from, Declaration.World.Kind kind) {
    return loud.world(from, kind);
  }

  @Override
  public List<String> hostActions() {
    return loud.hostActions();
  }

  @Override
  public void report(Diagnostic finding) {}

  @Override
  public Diagnostic suggest(Diagnostic finding, Span at, String word, Collection<String> known) {
    return finding;
  }
}
