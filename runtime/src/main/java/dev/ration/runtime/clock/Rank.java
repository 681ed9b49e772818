package dev.ration.runtime.clock;

/** The order in which one instant is worked off (rule T4), first to last. */
public enum Rank {
  /** The operator's stop. */
  STOP,
  /** Readings, and the conditions they break. */
  CONDITION,
  /** Completions, timers that end a wait, and events; innermost first. */
  COMPLETION,
  /** Decisions of parallel constructs, by program order. */
  DECISION,
  /** Grants of resources and power. */
  GRANT,
  /** Limits, outermost first. */
  LIMIT,
  /** Exhausted accounts, outermost first. */
  ACCOUNT
}
