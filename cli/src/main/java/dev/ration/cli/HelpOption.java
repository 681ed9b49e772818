package dev.ration.cli;

import picocli.CommandLine.Option;

/**
 * The help of one command. Subcommands have no version, so that they start no engine to tell it.
 */
final class HelpOption {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this help.")
  private boolean isWanted;

  boolean isWanted() {
    return isWanted;
  }
}
