package dev.ration.grammar.check;

import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.syntax.Construct;
import dev.ration.grammar.syntax.Expression;
import dev.ration.grammar.syntax.Tree;
import dev.ration.plan.Code;
import dev.ration.plan.Quantity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks parallel constructs. */
final class Branches {
  private final CheckRun run;

  Branches(CheckRun run) {
    this.run = run;
  }

  Type infer(Construct.Parallel parallel, @Nullable Type expected, LocalScope scope) {
    run.clauses.check(parallel.clauses(), Place.PARALLEL, parallel.span(), scope);
    threshold(parallel, scope);
    Map<String, Construct.Branch> labelled = labels(parallel);
    LocalScope inside = scope.inner();
    Map<String, Type> types = new LinkedHashMap<>();
    Type common = check(parallel, labelled, types, expected, inside);
    arrows(parallel, labelled);
    Type type = result(parallel, types, common, expected);
    Type whole = run.trailers.check(parallel.trailers(), type, expected, scope);
    return Trailers.mayLackValue(parallel.clauses()) && !Fit.isValueless(whole)
        ? Fit.maybe(whole)
        : whole;
  }

  private void threshold(Construct.Parallel parallel, LocalScope scope) {
    Expression least = parallel.atLeast();
    if (least == null) {
      return;
    }
    run.expressions.want(least, Type.INT, scope);
    Quantity count = run.facts.constantOf(least).orElse(null);
    int branches = parallel.branches().size();
    if (count != null && (count.signum() <= 0 || count.toDouble() > branches)) {
      run.report(
          Code.IMPOSSIBLE_THRESHOLD,
          least.span(),
          "`at least "
              + least.span().text()
              + " of` is asked of "
              + Calls.count(branches, "branch").replace("branchs", "branches")
              + ".",
          "choose a number from 1 to the number of branches");
    }
  }

  private Map<String, Construct.Branch> labels(Construct.Parallel parallel) {
    Map<String, Construct.Branch> labelled = new LinkedHashMap<>();
    for (Construct.Branch branch : parallel.branches()) {
      Tree.Name label = branch.label();
      if (label == null) {
        continue;
      }
      Construct.Branch before = labelled.putIfAbsent(label.text(), branch);
      if (before != null && before.label() != null) {
        run.report(
            Diagnostic.of(
                    Code.DUPLICATE_NAME,
                    label.span(),
                    "Two branches are named `" + label.text() + "`.")
                .label(before.label().span(), "the first one"));
      }
    }
    return labelled;
  }

  /**
   * Checks the branches, those first that others wait for or read, so that what they give is known.
   */
  private Type check(
      Construct.Parallel parallel,
      Map<String, Construct.Branch> labelled,
      Map<String, Type> types,
      @Nullable Type expected,
      LocalScope inside) {
    boolean wantsOne =
        parallel.kind() != Construct.ParallelKind.ALL
            && labelled.isEmpty()
            && parallel.kind() != Construct.ParallelKind.AT_LEAST;
    Constructs.Alternatives alternatives =
        new Constructs.Alternatives(run, wantsOne ? expected : Type.NOTHING);
    Map<String, Symbol.Variable> outcomes = new HashMap<>();
    labelled.forEach((label, branch) -> outcomes.put(label, announce(branch, inside)));
    for (Construct.Branch branch : parallel.branches()) {
      LocalScope own = inside.inner(LocalScope.Border.DETACHED);
      Tree.Name label = branch.label();
      if (label == null) {
        alternatives.expression(branch.body(), own);
      } else {
        Type type = run.expressions.infer(branch.body(), null, own);
        types.put(label.text(), type);
        Symbol.Variable outcome = outcomes.get(label.text());
        if (outcome != null) {
          outcome.refine(new Type.Outcome(type));
        }
      }
    }
    return alternatives.type();
  }

  private Symbol.Variable announce(Construct.Branch branch, LocalScope inside) {
    Tree.Name label = Objects.requireNonNull(branch.label());
    Symbol.Variable outcome =
        new Symbol.Variable(label.text(), new Type.Outcome(Type.BROKEN), false, false, false);
    run.facts.symbol(branch, outcome);
    run.facts.symbol(label, outcome);
    inside.declareBranch(label, outcome);
    return outcome;
  }

  private Type result(
      Construct.Parallel parallel, Map<String, Type> types, Type common, @Nullable Type expected) {
    if (types.isEmpty()) {
      boolean isOne =
          parallel.kind() == Construct.ParallelKind.ANY
              || parallel.kind() == Construct.ParallelKind.RACE;
      if (!isOne && expected != null && Blocks.wantsValue(expected)) {
        run.report(
            Code.MISSING_VALUE,
            parallel.span(),
            "These branches give no value, but " + expected.display() + " is wanted.",
            "name the branches: their names are the fields of the result");
        return Type.BROKEN;
      }
      return isOne ? common : Type.NOTHING;
    }
    if (expected instanceof Type.Nothing) {
      return Type.NOTHING;
    }
    boolean certain = parallel.kind() == Construct.ParallelKind.ALL && !parallel.isCollect();
    List<Symbol.Variable> fields = new ArrayList<>();
    types.forEach(
        (name, type) ->
            fields.add(
                new Symbol.Variable(name, certain ? type : Fit.maybe(type), false, false, false)));
    Symbol.BranchesSymbol symbol = new Symbol.BranchesSymbol();
    symbol.setBranches(fields);
    return new Type.Branches(symbol);
  }

  private void arrows(Construct.Parallel parallel, Map<String, Construct.Branch> labelled) {
    Map<String, List<Construct.Arrow>> after = new HashMap<>();
    for (Construct.Arrow arrow : parallel.arrows()) {
      if (parallel.kind() != Construct.ParallelKind.ALL) {
        run.report(
            Code.MISPLACED_STATEMENT,
            arrow.span(),
            "Only the branches of `all` have an order.",
            "write `all { … }`, or leave the arrow away");
      }
      if (known(arrow.before(), labelled) & known(arrow.after(), labelled)) {
        after.computeIfAbsent(arrow.before().text(), _ -> new ArrayList<>()).add(arrow);
      }
    }
    Set<String> done = new HashSet<>();
    for (String name : after.keySet().stream().sorted().toList()) {
      if (circle(name, after, new HashSet<>(), done)) {
        return;
      }
    }
  }

  private boolean known(Tree.Name name, Map<String, Construct.Branch> labelled) {
    Construct.Branch branch = labelled.get(name.text());
    if (branch != null) {
      run.facts.symbolOf(branch).ifPresent(symbol -> run.facts.symbol(name, symbol));
      return true;
    }
    run.report(
        Spelling.suggest(
            Diagnostic.of(
                Code.UNKNOWN_BRANCH, name.span(), "No branch here is named `" + name + "`."),
            name.span(),
            name.text(),
            labelled.keySet()));
    return false;
  }

  /** Follows the arrows from a branch; reports the first that comes back. */
  private boolean circle(
      String name, Map<String, List<Construct.Arrow>> after, Set<String> path, Set<String> done) {
    if (!path.add(name)) {
      return false;
    }
    for (Construct.Arrow arrow : after.getOrDefault(name, List.of())) {
      String next = arrow.after().text();
      if (path.contains(next)) {
        run.report(
            Code.ARROW_CYCLE,
            arrow.span(),
            next.equals(name)
                ? "`" + name + "` waits for itself."
                : "`" + next + "` waits for `" + name + "`, which waits for it.",
            next.equals(name) ? "leave the arrow away" : "leave one of the arrows away");
        return true;
      }
      if (!done.contains(next) && circle(next, after, path, done)) {
        return true;
      }
    }
    path.remove(name);
    done.add(name);
    return false;
  }
}
