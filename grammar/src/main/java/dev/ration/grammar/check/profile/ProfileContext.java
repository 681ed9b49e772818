package dev.ration.grammar.check.profile;

import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.diag.Span;
import dev.ration.grammar.syntax.Declaration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What profiles need to know of the program around them. Used by one thread. */
public interface ProfileContext {
  /**
   * Finds a profile of any kind by the name that {@code from} would use for it; never {@code
   * from}'s local names of other things.
   */
  Optional<Declaration.Profile> profile(Declaration.Profile from, String name);

  /** The names of the profiles of a kind that {@code from} can use. */
  List<String> names(Declaration.Profile from, Declaration.Profile.Kind kind);

  /** The resources, sensors or places that any robot may have; empty when nothing is known. */
  List<String> world(Declaration.Profile from, Declaration.World.Kind kind);

  /** The full names of all host actions, as {@code std.speech.say}; empty when none is known. */
  List<String> hostActions();

  /** Takes a finding. */
  void report(Diagnostic finding);

  /** Adds {@code did you mean} to a finding about {@code word}, which stands at {@code at}. */
  Diagnostic suggest(Diagnostic finding, Span at, String word, Collection<String> known);
}
