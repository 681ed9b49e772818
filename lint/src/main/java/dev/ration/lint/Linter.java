package dev.ration.lint;

import dev.ration.grammar.check.CheckedModule;
import dev.ration.grammar.check.CheckedProgram;
import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.diag.Source;
import dev.ration.lint.config.Settings;
import dev.ration.lint.rule.Level;
import dev.ration.lint.rule.ProgramIndex;
import dev.ration.lint.rule.Rule;
import dev.ration.lint.rule.RuleContext;
import dev.ration.lint.rule.Traits;
import dev.ration.lint.rules.AllRules;
import dev.ration.plan.Code;
import dev.ration.plan.Severity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/** Adds the findings of rules to those of the checker. */
public final class Linter {
  private final Settings settings;

  /** Lints under some settings. */
  public Linter(Settings settings) {
    this.settings = settings;
  }

  /**
   * The findings of all rules about the modules that were asked for, under preset settings.
   *
   * @param on a rule that is on even if its preset is off
   */
  public static List<Diagnostic> opinions(CheckedProgram program, Optional<Code> on) {
    Settings settings = on.map(Settings::presetWith).orElse(Settings.PRESET);
    return new Linter(settings)
        .lint(program, program.findings(), _ -> true).stream()
            .filter(finding -> AllRules.of(finding.code()).isPresent())
            .toList();
  }

  /** What the rules say about one module. */
  private record Opinion(Source source, List<Diagnostic> findings) {}

  /**
   * All findings, at the levels that are set, by file and place.
   *
   * @param found the checker's findings
   * @param isWanted which modules rules look at; those with errors are left out anyway
   */
  public List<Diagnostic> lint(
      CheckedProgram program, List<Diagnostic> found, Predicate<CheckedModule> isWanted) {
    return lint(program, CompletableFuture.completedFuture(found), isWanted);
  }

  /**
   * The same where the checker's findings are not complete yet: rules look at the modules
   * meanwhile.
   */
  List<Diagnostic> lint(
      CheckedProgram program,
      CompletableFuture<List<Diagnostic>> found,
      Predicate<CheckedModule> isWanted) {
    Set<Source> broken = broken(found.getNow(program.findings()));
    ProgramIndex index = new ProgramIndex(program);
    List<Opinion> opinions =
        program.roots().stream()
            .filter(module -> !broken.contains(module.source()) && isWanted.test(module))
            .toList()
            .parallelStream()
            .map(module -> new Opinion(module.source(), module(module, index)))
            .toList();
    List<Diagnostic> all = new ArrayList<>();
    found.join().forEach(finding -> add(finding, settings.level(finding), all));
    Set<Source> unsound = broken(found.join());
    for (Opinion opinion : opinions) {
      if (!unsound.contains(opinion.source())) {
        all.addAll(opinion.findings());
      }
    }
    return sorted(all);
  }

  private static Set<Source> broken(List<Diagnostic> found) {
    Set<Source> broken = Collections.newSetFromMap(new IdentityHashMap<>());
    found.stream()
        .filter(finding -> finding.severity() == Severity.ERROR)
        .forEach(finding -> broken.add(finding.at().source()));
    return broken;
  }

  private List<Diagnostic> module(CheckedModule module, ProgramIndex index) {
    List<Diagnostic> all = new ArrayList<>();
    RuleContext.Walk walk = new RuleContext.Walk(module.tree());
    for (Rule rule : AllRules.all()) {
      Traits traits = rule.traits();
      Level level = settings.level(traits, module.source());
      if (level != Level.OFF) {
        rule.check(
            new RuleContext(
                module,
                walk,
                index,
                traits,
                option -> settings.option(traits.code(), option, module.source()),
                finding -> add(finding, level, all)));
      }
    }
    return all;
  }

  private static void add(Diagnostic finding, Level level, List<Diagnostic> all) {
    level.severity().ifPresent(severity -> all.add(finding.severity(severity)));
  }

  /** By file in the order of first mention, then by place; stable. */
  static List<Diagnostic> sorted(List<Diagnostic> findings) {
    Map<Source, Integer> order = new IdentityHashMap<>();
    findings.forEach(finding -> order.putIfAbsent(finding.at().source(), order.size()));
    List<Diagnostic> sorted = new ArrayList<>(findings);
    sorted.sort(
        Comparator.<Diagnostic>comparingInt(one -> order.getOrDefault(one.at().source(), 0))
            .thenComparingInt(one -> one.at().start()));
    return List.copyOf(sorted);
  }
}
