package dev.ration.lint.rule;

/** Whether a rule's findings mend themselves. */
public enum FixKind {
  /** Somebody has to decide. */
  NONE,
  /** The policy does the same afterwards. */
  SAFE,
  /** The policy does what was probably meant. */
  UNSAFE
}
