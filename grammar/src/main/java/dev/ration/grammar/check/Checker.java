package dev.ration.grammar.check;

import dev.ration.grammar.check.profile.ProfileChecker;
import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.diag.Source;
import dev.ration.grammar.diag.Span;
import dev.ration.grammar.syntax.ParsedExpression;
import dev.ration.grammar.syntax.Parser;
import dev.ration.grammar.syntax.Tree;
import dev.ration.plan.Code;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Finds out what a program means, and everything that is wrong with it. */
public final class Checker {
  private record Level(Tree node, int depth) {}

  private record Outlined(LoadedModule module, Outline outline) {
    Outlined(LoadedModule module) {
      this(module, Outline.of(module.tree()));
    }
  }

  private Checker() {}

  /** Checks every module once; never throws, whatever the text. */
  public static CheckedProgram check(LoadedProgram program) {
    CheckRun run =
        new CheckRun(new Facts(characters(program)), new LibraryNames(program.library()));
    program.findings().forEach(run::report);
    List<LoadedModule> modules =
        program.modules().parallelStream().map(Outlined::new).toList().stream()
            .filter(one -> keep(one, run))
            .map(Outlined::module)
            .toList();
    Declarer declarer = new Declarer(run);
    declarer.declareAll(modules);
    declarer.declareAll(program.sites());
    declarer.connect(program.sites());
    List<ModuleScope> scopes = List.copyOf(run.scopes.values());
    scopes.forEach(run.definitions::signatures);
    scopes.forEach(run.definitions::defaults);
    scopes.forEach(run.definitions::bodies);
    follow(scopes, run);
    run.facts.keep(run);
    List<CheckedModule> checked = scopes.stream().map(Checker::checked).toList();
    List<CheckedModule> chosen =
        program.sites().stream()
            .flatMap(site -> checked.stream().filter(one -> one.name().equals(site.name())))
            .toList();
    ProgramProfiles profiles = new ProgramProfiles(checked, run::report);
    checked.forEach(module -> ProfileChecker.check(module.tree(), profiles));
    return new CheckedProgram(checked, chosen, run.facts, run.findings.sorted());
  }

  private static int characters(LoadedProgram program) {
    return program.modules().stream().mapToInt(one -> one.source().text().length()).sum();
  }

  private static boolean keep(Outlined one, CheckRun run) {
    run.outlines.put(one.module(), one.outline());
    return !one.outline().isTooDeep() || isShallow(one.module().tree(), run);
  }

  /** What needs the types of everything: where values, failures and time go. */
  private static void follow(List<ModuleScope> scopes, CheckRun run) {
    var privacy = CompletableFuture.supplyAsync(() -> new Privacy(run).check(scopes));
    Recursion recursion = new Recursion(run);
    scopes.forEach(recursion::check);
    Escapes escapes = new Escapes(run);
    scopes.forEach(escapes::check);
    new Readings(run).check(scopes);
    for (ModuleScope scope : scopes) {
      Outline outline = run.outlineOf(scope.module());
      new WindDown(run).check(outline);
      new Contents(run).check(outline);
      new BranchVariables(run).check(outline);
    }
    privacy.join().forEach(run::report);
  }

  private static CheckedModule checked(ModuleScope scope) {
    LoadedModule module = scope.module();
    return new CheckedModule(
        module.name(),
        module.source(),
        module.tree(),
        module.isLibrary(),
        module.isRoot(),
        Collections.unmodifiableMap(scope.own()));
  }

  /**
   * Checks an argument that was given for a parameter of an activity; the site's names are known in
   * it. What is found out about it goes to the program's facts.
   *
   * <p>Not to be called while another thread uses the program.
   *
   * @param text the expression, as in {@code Person(name: "Sam")}
   */
  public static CheckedArgument argument(
      CheckedProgram program, Symbol.ActivitySymbol activity, String parameter, Source text) {
    CheckRun before = program.facts().run();
    if (before == null) {
      throw new IllegalArgumentException("a program that was not checked");
    }
    CheckRun run = CheckRun.after(before);
    ParsedExpression parsed = Parser.parseExpression(text);
    parsed.findings().forEach(run::report);
    Span whole = new Span(text, 0, text.text().length());
    Symbol.Variable wanted = null;
    Tree.Parameter declared = null;
    for (int i = 0; i < activity.parameters().size(); i++) {
      if (activity.parameters().get(i).name().equals(parameter)) {
        wanted = activity.parameters().get(i);
        declared = activity.declaredParameters().get(i);
      }
    }
    if (wanted == null || declared == null) {
      run.report(
          Spelling.suggest(
              Diagnostic.of(
                  Code.WRONG_ARGUMENTS,
                  whole,
                  "`" + activity.name() + "` has no parameter `" + parameter + "`."),
              whole,
              parameter,
              activity.parameters().stream().map(Symbol::name).toList()));
    } else if (isShallow(parsed.expression(), run)) {
      Setting setting = Setting.of(before.home(activity), Setting.Kind.ARGUMENT, wanted.type());
      run.expressions.want(parsed.expression(), wanted.type(), LocalScope.of(setting));
      run.calls.inRange(parsed.expression(), declared);
    }
    return new CheckedArgument(parameter, parsed.expression(), run.findings.sorted());
  }

  private static boolean isShallow(Tree tree, CheckRun run) {
    Deque<Level> open = new ArrayDeque<>();
    open.push(new Level(tree, 0));
    while (!open.isEmpty()) {
      Level level = open.pop();
      if (level.depth() > Outline.MOST_LEVELS) {
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
