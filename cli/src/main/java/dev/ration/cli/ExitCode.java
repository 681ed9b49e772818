package dev.ration.cli;

/** What a command tells the shell. */
final class ExitCode {
  /** Nothing to report. */
  static final int CLEAN = 0;

  /** Findings, or a policy that failed. */
  static final int FOUND = 1;

  /** Wrong use, or a fault inside Ration. */
  static final int FAULT = 2;

  private ExitCode() {}
}
