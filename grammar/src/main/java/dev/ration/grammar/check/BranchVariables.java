package dev.ration.grammar.check;

import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.syntax.Construct;
import dev.ration.grammar.syntax.Expression;
import dev.ration.grammar.syntax.Statement;
import dev.ration.grammar.syntax.Trailer;
import dev.ration.grammar.syntax.Tree;
import dev.ration.plan.Code;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reports variables that pieces running side by side both touch (rule P6). */
final class BranchVariables {
  /** What one piece does to variables from outside it; the first place of each. */
  private static final class Touch {
    private final Map<Symbol.Variable, Tree> writes = new IdentityHashMap<>();
    private final Map<Symbol.Variable, Tree> reads = new IdentityHashMap<>();
    private final Set<Symbol> own = Collections.newSetFromMap(new IdentityHashMap<>());
  }

  private final CheckRun run;

  BranchVariables(CheckRun run) {
    this.run = run;
  }

  void check(Outline outline) {
    for (Tree node : outline.nodes()) {
      check(node);
    }
  }

  private void check(Tree node) {
    switch (node) {
      case Construct.Parallel parallel ->
          compare(parallel.branches().stream().map(branch -> of(branch.body())).toList());
      case Tree.Block block -> handlers(block);
      default -> {}
    }
    for (Trailer trailer : Deeds.trailersOf(node)) {
      if (trailer instanceof Trailer.Soft soft) {
        beside(soft, node);
      }
    }
  }

  /** A handler runs beside what follows it in its block. */
  private void handlers(Tree.Block block) {
    for (int i = 0; i < block.statements().size(); i++) {
      if (block.statements().get(i) instanceof Statement.Whenever whenever) {
        Touch rest = new Touch();
        for (Statement after : block.statements().subList(i + 1, block.statements().size())) {
          collect(after, rest);
        }
        compare(List.of(of(whenever), rest));
      }
    }
  }

  private void beside(Trailer.Soft soft, Tree node) {
    Touch rest = new Touch();
    for (Tree part : Parts.of(node)) {
      if (!(part instanceof Trailer)) {
        collect(part, rest);
      }
    }
    compare(List.of(of(soft.body()), rest));
  }

  private Touch of(Tree node) {
    Touch touch = new Touch();
    collect(node, touch);
    return touch;
  }

  private void collect(Tree node, Touch touch) {
    Symbol symbol = run.facts.symbolOf(node).orElse(null);
    if (symbol instanceof Symbol.Variable variable) {
      switch (node) {
        case Statement.Assign _ -> touch.writes.putIfAbsent(variable, node);
        case Expression.Reference _ -> touch.reads.putIfAbsent(variable, node);
        case Statement.Var _, Statement.Let _ -> touch.own.add(variable);
        default -> {}
      }
    }
    for (Tree part : Parts.of(node)) {
      collect(part, touch);
    }
  }

  private void compare(List<Touch> touches) {
    List<Symbol.Variable> reported = new ArrayList<>();
    for (Touch writer : touches) {
      for (Map.Entry<Symbol.Variable, Tree> write : writer.writes.entrySet()) {
        Symbol.Variable variable = write.getKey();
        if (variable.isShared() || writer.own.contains(variable) || reported.contains(variable)) {
          continue;
        }
        for (Touch other : touches) {
          Tree place = other.writes.getOrDefault(variable, other.reads.get(variable));
          if (other != writer && place != null && !reported.contains(variable)) {
            reported.add(variable);
            report(variable, write.getValue(), place);
          }
        }
      }
    }
  }

  private void report(Symbol.Variable variable, Tree write, Tree other) {
    run.report(
        Diagnostic.of(
                Code.BRANCH_VARIABLE,
                write.span(),
                "`" + variable.name() + "` is written here while what runs beside it uses it too.")
            .hint("declare it `shared var`, or give the value as the branch's result")
            .label(other.span(), "used here at the same time"));
  }
}
