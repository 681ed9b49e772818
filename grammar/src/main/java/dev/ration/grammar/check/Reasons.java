package dev.ration.grammar.check;

import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.syntax.Clause;
import dev.ration.grammar.syntax.Tree;
import dev.ration.plan.Code;
import dev.ration.plan.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the words after {@code on}, {@code after}, {@code fail} and {@code fails} mean. */
final class Reasons {
  private static final Map<String, List<String>> DETAILS =
      Map.of(
          "denied", Reason.DENIALS,
          "timeout", List.of("not_started"),
          "overrun", List.of("energy", "money"));

  private final CheckRun run;

  Reasons(CheckRun run) {
    this.run = run;
  }

  /** Finds a reason that is answered or expected, and reports one that nothing declares. */
  Optional<String> named(Tree.Path path, ModuleScope module) {
    Optional<String> reason = find(path, module);
    if (reason.isPresent()) {
      run.facts.reason(path, reason.get());
    } else {
      unknown(path, module);
    }
    return reason;
  }

  private Optional<String> find(Tree.Path path, ModuleScope module) {
    List<Tree.Name> names = path.names();
    String first = names.getFirst().text();
    if (names.size() == 1) {
      boolean isKnown = Reason.builtIn(first).isPresent() || module.knowsReason(first);
      return isKnown ? Optional.of(first) : Optional.empty();
    }
    String last = names.getLast().text();
    if (names.size() == 2 && Reason.builtIn(first).isPresent()) {
      return DETAILS.getOrDefault(first, List.of()).contains(last)
          ? Optional.of(first + "(" + last + ")")
          : Optional.empty();
    }
    ModuleScope other = names.size() == 2 ? module.qualified(first) : null;
    return other != null && other.ownReasons().contains(last)
        ? Optional.of(last)
        : Optional.empty();
  }

  private void unknown(Tree.Path path, ModuleScope module) {
    List<String> known = new ArrayList<>(module.visibleReasons());
    for (Reason.Kind kind : Reason.Kind.values()) {
      if (kind != Reason.Kind.ERROR) {
        known.add(kind.word());
      }
    }
    DETAILS.forEach((kind, details) -> details.forEach(it -> known.add(kind + "." + it)));
    Diagnostic finding =
        Diagnostic.of(
            Code.UNKNOWN_REASON,
            path.span(),
            "`" + path + "` is not a reason that anything here declares.");
    Diagnostic suggested = Spelling.suggest(finding, path.span(), path.text(), known);
    run.report(suggested.hint().isEmpty() ? finding.hint(where(path)) : suggested);
  }

  /** Where a reason could come from that nothing declares. */
  private static String where(Tree.Path path) {
    String first = path.names().getFirst().text();
    if (path.names().size() == 1) {
      return "an action declares its reasons: `fails " + path + "`";
    }
    if (Reason.builtIn(first).isEmpty()) {
      return "before the dot stands a module's name, as `use … as " + first + "` gives it";
    }
    List<String> details = DETAILS.getOrDefault(first, List.of());
    return details.isEmpty()
        ? "`" + first + "` comes without a detail"
        : "`" + first + "` has the details `" + String.join("`, `", details) + "`";
  }

  /** Checks the reason of a {@code fail}. */
  void raised(Tree.Path path, ModuleScope module) {
    named(path, module).ifPresent(reason -> mustBeDeclared(path, "`fail` gives"));
  }

  /** Checks the reasons of a {@code fails} clause, which declares them. */
  void declared(Clause.Fails clause) {
    for (Tree.Path path : clause.reasons()) {
      if (path.names().size() > 1 && Reason.builtIn(path.names().getFirst().text()).isEmpty()) {
        run.report(
            Code.UNKNOWN_REASON,
            path.span(),
            "`" + path + "` is dotted, but a reason is declared by one word.",
            "write `fails " + path.names().getLast() + "`");
      } else {
        run.facts.reason(path, path.text());
        mustBeDeclared(path, "`fails` declares");
      }
    }
  }

  private void mustBeDeclared(Tree.Path path, String does) {
    if (Reason.builtIn(path.names().getFirst().text()).isPresent()) {
      run.report(
          Code.REASON_NOT_RAISABLE,
          path.span(),
          does + " `" + path + "`, but only the runtime fails for this reason.",
          "choose a word of your own and declare it: `fails too_heavy`");
    }
  }
}
