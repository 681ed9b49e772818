package dev.ration.bench.score;

/** A way to choose tiers, on one mission. */
interface Policy {
  /** Decides about a call. */
  Plan choose(View view);

  /** Is told how an attempt ended, at that instant. */
  default void ended(Attempt attempt) {}
}
