package dev.ration.grammar.check;

import dev.ration.grammar.check.profile.SiteBuilder;
import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.syntax.Declaration;
import dev.ration.plan.profile.Site;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The robots and sites that one program can be checked against, beyond the one it runs on. */
public final class Fleet {
  private Fleet() {}

  /** The robots that are known: those of the program's own modules before the library's. */
  public static List<String> robots(CheckedProgram program) {
    Set<String> names = new LinkedHashSet<>();
    robotProfiles(program).forEach(profile -> names.add(profile.name().text()));
    return List.copyOf(names);
  }

  /** The sites that the file which was chosen as the site declares itself, in its order. */
  public static List<String> sites(CheckedProgram program) {
    return program.sites().stream()
        .limit(1)
        .flatMap(module -> profiles(module, Declaration.Profile.Kind.SITE))
        .map(profile -> profile.name().text())
        .toList();
  }

  /** The site that holds, with another robot in it; empty when there is no such robot or site. */
  public static Optional<Site> withRobot(CheckedProgram program, String robot) {
    var builder = new SiteBuilder(new ProgramProfiles(program.modules(), _ -> {}));
    return robotProfiles(program)
        .filter(profile -> profile.name().text().equals(robot))
        .findFirst()
        .flatMap(builder::robot)
        .flatMap(found -> SiteResolver.site(program, null).map(site -> site.with(found)));
  }

  /** One of the sites that the chosen file declares; empty when the checker found fault with it. */
  public static Optional<Site> site(CheckedProgram program, String name) {
    return SiteResolver.site(program, name);
  }

  /** All findings of a program on one site, those of the checker included. */
  public static List<Diagnostic> findings(CheckedProgram program, Optional<Site> site) {
    List<Diagnostic> all = new ArrayList<>(program.findings());
    if (!program.hasErrors()) {
      site.ifPresent(found -> all.addAll(SiteResolver.fit(program, found)));
    }
    return List.copyOf(all);
  }

  private static Stream<Declaration.Profile> robotProfiles(CheckedProgram program) {
    return Stream.of(
            program.sites(),
            program.modules().stream().filter(module -> !module.isLibrary()).toList(),
            program.modules())
        .flatMap(List::stream)
        .flatMap(module -> profiles(module, Declaration.Profile.Kind.ROBOT));
  }

  private static Stream<Declaration.Profile> profiles(
      CheckedModule module, Declaration.Profile.Kind kind) {
    return module.symbols().values().stream()
        .filter(Symbol.ProfileSymbol.class::isInstance)
        .map(symbol -> ((Symbol.ProfileSymbol) symbol).declaration())
        .filter(profile -> profile.kind() == kind);
  }
}
