package dev.ration.cli;

import dev.ration.runtime.spi.Secrets;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of every command that moves a robot. */
final class RobotOptions {
  /** Which clock runs are on; lower case, as people type it. */
  enum Clock {
    real,
    virtual
  }

  @Mixin private SiteOption site = new SiteOption();

  @Option(
      names = "--secrets",
      paramLabel = "FILE",
      description = "NAME=value lines; names it lacks come from the environment")
  private Optional<Path> secrets = Optional.empty();

  @Option(
      names = "--clock",
      paramLabel = "CLOCK",
      description = "real (default), or virtual: runs take no time, and can be repeated")
  private Clock clock = Clock.real;

  @Option(names = "--seed", paramLabel = "N", description = "of everything that is drawn by lot")
  private long seed;

  SiteOption site() {
    return site;
  }

  boolean isVirtual() {
    return clock == Clock.virtual;
  }

  long seed() {
    return seed;
  }

  /**
   * The secrets of the file, and of the environment.
   *
   * @throws WrongUse if the file cannot be used
   */
  Secrets secrets() {
    return secrets.map(SecretsFile::read).orElseGet(SecretsFile::environment);
  }
}
