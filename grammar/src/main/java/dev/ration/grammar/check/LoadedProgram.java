package dev.ration.grammar.check;

import dev.ration.grammar.diag.Diagnostic;
import java.util.List;

/**
 * Parsed modules, ready for {@link Checker#check}.
 *
 * @param modules every module once, a used one before its users; the prelude {@code std.body} first
 * @param sites the modules of the site: what tests and arguments may name besides
 * @param findings of reading, parsing and finding modules
 * @param library where names may come from that no module has brought in
 */
public record LoadedProgram(
    List<LoadedModule> modules,
    List<LoadedModule> sites,
    List<Diagnostic> findings,
    LibrarySource library) {
  public LoadedProgram {
    modules = List.copyOf(modules);
    sites = List.copyOf(sites);
    findings = List.copyOf(findings);
  }
}
