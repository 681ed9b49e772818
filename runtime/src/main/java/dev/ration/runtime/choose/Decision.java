package dev.ration.runtime.choose;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which tier serves a call, with everything that was weighed (M3, M4). Immutable.
 *
 * @param atNanos when it was decided
 * @param leftNanos the time to the cut; NEVER without one
 * @param probability that the answer must come in time, 0 to 1
 * @param candidates every tier the call allows, in the order of its clause
 * @param chosen one of them; null when none is feasible
 * @param floor the tier that stands behind it (M8); null for none
 * @param why in a few words why this one, or why none
 */
public record Decision(
    long atNanos,
    long leftNanos,
    double probability,
    List<Candidate> candidates,
    @Nullable Candidate chosen,
    @Nullable String floor,
    String why) {
  public Decision {
    candidates = List.copyOf(candidates);
  }

  /** The same with a safe tier behind the chosen one. */
  Decision withFloor(String tier) {
    return new Decision(atNanos, leftNanos, probability, candidates, chosen, tier, why);
  }
}
