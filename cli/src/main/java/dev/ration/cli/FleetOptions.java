package dev.ration.cli;

import dev.ration.grammar.check.CheckedProgram;
import dev.ration.grammar.check.Fleet;
import dev.ration.grammar.check.ModuleLoader;
import dev.ration.grammar.diag.NearWords;
import dev.ration.plan.Code;
import dev.ration.plan.profile.Site;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options {@code --robot} and {@code --fleet}: which robots a command looks at. */
final class FleetOptions {
  @Option(
      names = "--robot",
      paramLabel = "ROBOT",
      description = "a robot to check against, at the same site; may be given several times")
  private List<String> robots = new ArrayList<>();

  @Option(
      names = "--fleet",
      paramLabel = "FILE",
      description = "checks against every site that this file declares")
  private Optional<Path> fleet = Optional.empty();

  /** Whether anything was said. */
  boolean isGiven() {
    return fleet.isPresent() || !robots.isEmpty();
  }

  /**
   * Refuses options that change files according to one robot when there may be others.
   *
   * @throws ParameterException if they were given together
   */
  void requireAloneFor(LintOptions lint, CommandLine command) {
    boolean isChanging = lint.fixes() || lint.isWritingBaseline || lint.isPruning;
    if (isChanging) {
      throw new ParameterException(
          command,
          "`--fix`, `--fix-unsafe`, `--diff`, `--write-baseline` and `--prune` go by the site that"
              + " holds; leave `--robot` and `--fleet` away with them.");
    }
  }

  /** Refuses one of the options beside the other, or the file of a fleet beside a site. */
  void requireOne(SiteOption site, CommandLine command) {
    if (fleet.isPresent() && (!robots.isEmpty() || site.name().isPresent())) {
      throw new ParameterException(
          command, "A fleet brings its own sites and robots; leave `--site` and `--robot` away.");
    }
  }

  /** Tells a loader which file the sites are in. */
  void choose(ModuleLoader loader) {
    fleet.ifPresent(
        file -> {
          PolicyFiles.requireFile(file);
          loader.site(file.toAbsolutePath().normalize().toString());
        });
  }

  /**
   * What the robots are called: each robot that was named, or each site of the fleet.
   *
   * @throws WrongUse if a robot is not known, or the fleet is empty
   */
  List<String> names(List<CheckedProgram> programs) {
    if (fleet.isPresent()) {
      List<String> sites = programs.isEmpty() ? List.of() : Fleet.sites(programs.getFirst());
      if (sites.isEmpty()) {
        throw new WrongUse(
            Code.NO_SUCH_SITE,
            "`%s` declares no site; each `site` in it is a robot of the fleet."
                .formatted(fleet.get()));
      }
      return sites;
    }
    List<String> names = robots.stream().distinct().toList();
    for (CheckedProgram program : programs) {
      names.forEach(name -> requireKnown(name, Fleet.robots(program)));
    }
    return names;
  }

  private static void requireKnown(String name, List<String> known) {
    if (!known.contains(name)) {
      List<String> near = NearWords.near(name, known);
      throw new WrongUse(
          Code.NO_SUCH_SITE,
          "There is no robot `%s`; %s %s."
              .formatted(
                  name,
                  near.isEmpty() ? "known are" : "did you mean",
                  (near.isEmpty() ? known : near)
                      .stream().map(one -> "`" + one + "`").collect(Collectors.joining(", "))));
    }
  }

  /** The site of one of the names; empty when its figures are wrong, which has been found. */
  Optional<Site> site(CheckedProgram program, String name) {
    return fleet.isPresent() ? Fleet.site(program, name) : Fleet.withRobot(program, name);
  }
}
