package dev.ration.grammar.check.profile;

import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.diag.Span;
import dev.ration.grammar.syntax.Declaration;
import dev.ration.plan.Code;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds what a profile names, and says so when it is not there or something else. */
final class References {
  private final ProfileContext context;

  References(ProfileContext context) {
    this.context = context;
  }

  /** Finds a profile of one kind; empty after a finding. */
  Optional<Declaration.Profile> find(
      Declaration.Profile.Kind kind, String name, Span at, Declaration.Profile owner) {
    Optional<Declaration.Profile> found = context.profile(owner, name);
    String wanted = Kind.word(kind);
    if (found.isEmpty()) {
      Diagnostic finding =
          Diagnostic.of(
              Code.UNKNOWN_NAME, at, "`" + name + "` is not known here as a " + wanted + ".");
      context.report(context.suggest(finding, at, name, context.names(owner, kind)));
      return found;
    }
    if (found.get().kind() != kind) {
      Declaration.Profile other = found.get();
      Diagnostic finding =
          Diagnostic.of(
                  Code.WRONG_PROFILE,
                  at,
                  "`"
                      + name
                      + "` is a "
                      + Kind.word(other.kind())
                      + ", but a "
                      + wanted
                      + " is wanted here.")
              .label(other.name().span(), "declared here");
      context.report(context.suggest(finding, at, name, context.names(owner, kind)));
      return Optional.empty();
    }
    return found;
  }

  /** Whether a resource or sensor is one that any robot may have; a finding when it is not. */
  boolean isWorld(Declaration.World.Kind kind, String name, Span at, Declaration.Profile owner) {
    List<String> known = context.world(owner, kind);
    if (known.isEmpty() || known.contains(name)) {
      return true;
    }
    String word = kind.name().toLowerCase(Locale.ROOT);
    Diagnostic finding =
        Diagnostic.of(Code.UNKNOWN_NAME, at, "`" + name + "` is not known here as a " + word + ".");
    context.report(context.suggest(finding, at, name, known));
    return false;
  }

  /** Whether a host action is declared; a finding when it is not. */
  boolean isHostAction(String name, Span at) {
    List<String> known = context.hostActions();
    String module = name.substring(0, name.lastIndexOf('.') + 1);
    // Of a module that the program does not use nothing is known, and nothing can be said.
    boolean isInSight = known.stream().anyMatch(one -> one.startsWith(module));
    if (known.contains(name) || (!module.isEmpty() && !isInSight)) {
      return true;
    }
    Diagnostic finding =
        Diagnostic.of(Code.UNKNOWN_NAME, at, "`" + name + "` is not known as a host action.")
            .hint("give its full name, as in `std.speech.say`, and `use` its module");
    context.report(context.suggest(finding, at, name, known));
    return false;
  }
}
