package dev.ration.grammar.check;

import dev.ration.grammar.syntax.Tree;
import dev.ration.plan.Code;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/** Finds out what a program means, and everything that is wrong with it. */
public final class Checker {
  /** Deeper trees come from no sensible text. */
  private static final int MOST_LEVELS = 1_200;

  private record Level(Tree node, int depth) {}

  private Checker() {}

  /** Checks every module once; never throws, whatever the text. */
  public static CheckedProgram check(LoadedProgram program) {
    CheckRun run = new CheckRun(new Facts());
    program.findings().forEach(run::report);
    List<LoadedModule> modules =
        program.modules().stream().filter(module -> isShallow(module, run)).toList();
    Declarer declarer = new Declarer(run);
    declarer.declareAll(modules);
    declarer.declareAll(program.sites());
    declarer.connect(program.sites());
    List<ModuleScope> scopes = List.copyOf(run.scopes.values());
    scopes.forEach(run.definitions::signatures);
    scopes.forEach(run.definitions::defaults);
    scopes.forEach(run.definitions::bodies);
    List<CheckedModule> checked = new ArrayList<>();
    for (ModuleScope scope : scopes) {
      LoadedModule module = scope.module();
      checked.add(
          new CheckedModule(
              module.name(),
              module.source(),
              module.tree(),
              module.isLibrary(),
              module.isRoot(),
              Collections.unmodifiableMap(scope.own())));
    }
    return new CheckedProgram(checked, run.facts, run.findings.sorted());
  }

  private static boolean isShallow(LoadedModule module, CheckRun run) {
    Deque<Level> open = new ArrayDeque<>();
    open.push(new Level(module.tree(), 0));
    while (!open.isEmpty()) {
      Level level = open.pop();
      if (level.depth() > MOST_LEVELS) {
        run.report(
            Code.TOO_DEEP,
            level.node().span(),
            "This is nested too deeply to be checked.",
            "give parts of it names of their own");
        return false;
      }
      Parts.of(level.node()).forEach(part -> open.push(new Level(part, level.depth() + 1)));
    }
    return true;
  }
}
