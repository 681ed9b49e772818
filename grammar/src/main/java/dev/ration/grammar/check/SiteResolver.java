package dev.ration.grammar.check;

import dev.ration.grammar.check.profile.SiteBuilder;
import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.syntax.Declaration;
import dev.ration.plan.profile.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the site of a checked program and puts it into numbers. */
public final class SiteResolver {
  /** The library's module with the site that holds where a program has none. */
  public static final String DEFAULT_MODULE = "std.sites";

  /** The site that holds where a program has none: a simulated robot without a network. */
  public static final String DEFAULT_SITE = "simulated";

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
    List<Declaration.Profile> sites = sites(program);
    List<String> names = sites.stream().map(one -> one.name().text()).toList();
    Optional<Declaration.Profile> chosen =
        sites.stream().filter(one -> site == null || one.name().text().equals(site)).findFirst();
    var profiles = new ProgramProfiles(program.modules(), _ -> {});
    Optional<Site> built = chosen.flatMap(new SiteBuilder(profiles)::site);
    List<Diagnostic> findings =
        built.map(robot -> RobotFit.check(program, robot.robot())).orElse(List.of());
    return new Resolved(built, names, findings);
  }

  private static List<Declaration.Profile> sites(CheckedProgram program) {
    List<Declaration.Profile> chosen = new ArrayList<>();
    List<Declaration.Profile> own = new ArrayList<>();
    List<Declaration.Profile> library = new ArrayList<>();
    for (CheckedModule module : program.modules()) {
      boolean isChosen = program.sites().contains(module);
      for (Symbol symbol : module.symbols().values()) {
        if (symbol instanceof Symbol.ProfileSymbol one
            && one.declaration().kind() == Declaration.Profile.Kind.SITE) {
          boolean isDefault = module.isLibrary() && one.name().equals(DEFAULT_SITE);
          List<Declaration.Profile> list = isChosen ? chosen : module.isLibrary() ? library : own;
          list.add(isDefault ? 0 : list.size(), one.declaration());
        }
      }
    }
    chosen.addAll(own);
    chosen.addAll(library);
    return chosen;
  }
}
