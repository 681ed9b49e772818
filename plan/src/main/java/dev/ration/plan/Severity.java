package dev.ration.plan;

/** How much a finding matters. */
public enum Severity {
  /** The policy cannot be run as it stands. */
  ERROR,
  /** The policy runs, but a person should look. */
  WARNING,
  /** Worth knowing; never changes an exit code. */
  INFO
}
