package dev.ration.cli;

import dev.ration.grammar.check.ModuleLoader;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option {@code --site}. */
final class SiteOption {
  @Option(
      names = "--site",
      paramLabel = "SITE",
      description = "a site's file or name; without it, the one of ration.toml")
  private Optional<String> site = Optional.empty();

  /** What was typed. */
  Optional<String> name() {
    return site;
  }

  /** Tells a loader which site it is. */
  void choose(ModuleLoader loader) {
    site.ifPresent(loader::site);
  }
}
