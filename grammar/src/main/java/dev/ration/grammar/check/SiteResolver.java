package dev.ration.grammar.check;

import dev.ration.grammar.check.profile.SiteBuilder;
import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.syntax.Declaration;
import dev.ration.plan.feasible.Feasibility;
import dev.ration.plan.profile.Site;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the site of a checked program and puts it into numbers. */
public final class SiteResolver {
  /** The library's module with the site that holds where a program has none. */
  public static final String DEFAULT_MODULE = "std.sites";

  /**
   * What was found.
   *
   * @param site empty when there is none of that name, or when the checker found fault with it
   * @param names the sites that there are, the program's own before the library's
   * @param findings what the program's policies want and the robot does not have; not those of the
   *     checker
   */
  public record Resolved(Optional<Site> site, List<String> names, List<Diagnostic> findings) {
    public Resolved {
      names = List.copyOf(names);
      findings = List.copyOf(findings);
    }
  }

  private SiteResolver() {}

  /**
   * Resolves a site by name; null is the first one of the files chosen as the site, then the
   * program's first own one, then the library's default.
   */
  public static Resolved resolve(CheckedProgram program, @Nullable String site) {
    List<String> names = sites(program).stream().map(one -> one.name().text()).toList();
    Optional<Site> built = site(program, site);
    return new Resolved(built, names, built.map(found -> fit(program, found)).orElse(List.of()));
  }

  /** The site in numbers; empty when there is none of that name, or when it is not whole. */
  static Optional<Site> site(CheckedProgram program, @Nullable String site) {
    var profiles = new ProgramProfiles(program.modules(), _ -> {});
    return sites(program).stream()
        .filter(one -> site == null || one.name().text().equals(site))
        .findFirst()
        .flatMap(new SiteBuilder(profiles)::site);
  }

  /** What the program's policies want and a site does not have. */
  static List<Diagnostic> fit(CheckedProgram program, Site site) {
    List<Diagnostic> findings = new ArrayList<>(RobotFit.check(program, site.robot()));
    var builder = new WorkBuilder(program.facts(), site);
    var feasibility = new Feasibility();
    findings.addAll(FeasibilityCheck.check(program, site, builder, feasibility));
    sites(program).stream()
        .filter(one -> one.name().text().equals(site.name()))
        .findFirst()
        .ifPresent(
            profile ->
                findings.addAll(SupplyCheck.check(program, site, profile, builder, feasibility)));
    return findings;
  }

  /**
   * All findings of a program: those of the checker and, where it has none that are errors, what
   * its policies want and the robot of its site does not have. A program that neither has nor chose
   * a site is bound to no robot.
   */
  public static List<Diagnostic> findings(CheckedProgram program) {
    boolean hasSite =
        program.sites().stream().anyMatch(site -> !site.name().equals(DEFAULT_MODULE))
            || program.modules().stream()
                .anyMatch(module -> !module.isLibrary() && !sites(module).isEmpty());
    List<Diagnostic> all = new ArrayList<>(program.findings());
    if (!program.hasErrors()) {
      all.addAll(
          hasSite ? resolve(program, null).findings() : FeasibilityCheck.check(program, null));
    }
    return List.copyOf(all);
  }

  /** The sites of the chosen files first, then the program's own, then the library's. */
  private static List<Declaration.Profile> sites(CheckedProgram program) {
    Set<Declaration.Profile> sites = new LinkedHashSet<>();
    // The library's own is chosen only where nobody chose and the program has none.
    program.sites().stream()
        .filter(module -> !module.name().equals(DEFAULT_MODULE))
        .forEach(module -> sites.addAll(sites(module)));
    program.modules().stream()
        .filter(module -> !module.isLibrary())
        .forEach(module -> sites.addAll(sites(module)));
    program.modules().forEach(module -> sites.addAll(sites(module)));
    return List.copyOf(sites);
  }

  private static List<Declaration.Profile> sites(CheckedModule module) {
    return module.symbols().values().stream()
        .filter(Symbol.ProfileSymbol.class::isInstance)
        .map(symbol -> ((Symbol.ProfileSymbol) symbol).declaration())
        .filter(profile -> profile.kind() == Declaration.Profile.Kind.SITE)
        .toList();
  }
}
