package dev.ration.grammar.check;

import dev.ration.grammar.syntax.Expression;
import dev.ration.grammar.syntax.Tree;
import dev.ration.plan.Code;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds activities that call themselves: nothing could bound them. */
final class Recursion {
  private record Edge(Symbol to, Expression.Call call) {}

  private final CheckRun run;
  private final Deeds deeds;
  private final Map<Symbol, List<Edge>> edges = new IdentityHashMap<>();
  private final Map<Symbol, Boolean> isOpen = new IdentityHashMap<>();

  Recursion(CheckRun run) {
    this.run = run;
    this.deeds = new Deeds(run.facts);
  }

  void check(ModuleScope module) {
    for (Symbol symbol : module.own().values()) {
      visit(symbol);
    }
  }

  private void visit(Symbol symbol) {
    if (isOpen.containsKey(symbol)) {
      return;
    }
    isOpen.put(symbol, true);
    for (Edge edge : edgesOf(symbol)) {
      if (Boolean.TRUE.equals(isOpen.get(edge.to()))) {
        run.report(
            Code.RECURSION,
            edge.call().span(),
            edge.to() == symbol
                ? "`" + symbol.name() + "` calls itself, so nothing bounds its time."
                : "`"
                    + symbol.name()
                    + "` calls `"
                    + edge.to().name()
                    + "`, which calls it, so nothing bounds their time.",
            "repeat with `for`, `while` or `retry`");
      } else {
        visit(edge.to());
      }
    }
    isOpen.put(symbol, false);
  }

  private List<Edge> edgesOf(Symbol symbol) {
    List<Edge> found = edges.get(symbol);
    if (found == null) {
      found = new ArrayList<>();
      Tree body = bodyOf(symbol);
      if (body != null) {
        collect(body, found);
      }
      edges.put(symbol, found);
    }
    return found;
  }

  static @Nullable Tree bodyOf(Symbol symbol) {
    return switch (symbol) {
      case Symbol.ActivitySymbol activity -> activity.declaration();
      case Symbol.ThinkSymbol think -> think.declaration();
      default -> null;
    };
  }

  private void collect(Tree node, List<Edge> found) {
    if (node instanceof Expression.Call call
        && deeds.called(call) instanceof Symbol symbol
        && bodyOf(symbol) != null) {
      found.add(new Edge(symbol, call));
    }
    for (Tree part : Parts.of(node)) {
      collect(part, found);
    }
  }
}
