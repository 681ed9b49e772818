package dev.ration.bench.score;

/**
 * What a policy does about a call.
 *
 * @param first the tier to start at once; NONE for the floor alone
 * @param second another tier, or NONE
 * @param afterSeconds when the second starts at the latest
 * @param hasFloor whether the rule's answer counts when nothing better is in time
 * @param joules to set aside
 */
record Plan(
    Kind kind, int first, int second, double afterSeconds, boolean hasFloor, double joules) {
  static final int NONE = -1;

  /** How the second tier comes in. */
  enum Kind {
    /** Beside the first, unless that has answered. */
    HEDGE,
    /** Instead of the first, which is stopped. */
    FALLBACK,
    /** After the first, when the checker doubts its answer. */
    CASCADE
  }

  static Plan of(int tier) {
    return new Plan(Kind.HEDGE, tier, NONE, 0, false, 0);
  }

  static Plan of(Kind kind, int first, int second, double afterSeconds) {
    return new Plan(kind, first, second, afterSeconds, false, 0);
  }

  boolean uses(int tier) {
    return first == tier || second == tier;
  }

  Plan withFloor() {
    return new Plan(kind, first, second, afterSeconds, true, joules);
  }
}
