package dev.ration.grammar.check;

import dev.ration.grammar.diag.Diagnostic;
import dev.ration.plan.Severity;
import java.util.List;
import java.util.Optional;

/**
 * What the checker made of a program: modules, facts about their trees, and findings.
 *
 * @param modules every module, a used one before its users
 * @param sites those of {@code modules} that belong to the site that was chosen, its own file first
 * @param facts about the trees of all modules
 * @param findings sorted by file and place, those of reading and parsing included
 */
public record CheckedProgram(
    List<CheckedModule> modules,
    List<CheckedModule> sites,
    Facts facts,
    List<Diagnostic> findings) {
  public CheckedProgram {
    modules = List.copyOf(modules);
    sites = List.copyOf(sites);
    findings = List.copyOf(findings);
  }

  /** The modules that were asked for. */
  public List<CheckedModule> roots() {
    return modules.stream().filter(CheckedModule::isRoot).toList();
  }

  /** Finds a module by its dotted name. */
  public Optional<CheckedModule> module(String name) {
    return modules.stream().filter(module -> module.name().equals(name)).findFirst();
  }

  /** Whether anything was found that keeps the program from running. */
  public boolean hasErrors() {
    return findings.stream().anyMatch(finding -> finding.severity() == Severity.ERROR);
  }
}
