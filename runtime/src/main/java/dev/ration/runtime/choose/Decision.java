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
 * @param beside who works on it as well (M8)
 * @param worth the prices at which it was decided; null where it was by a strict preference
 * @param why in a few words why this one, or why none
 */
public record Decision(
    long atNanos,
    long leftNanos,
    double probability,
    List<Candidate> candidates,
    @Nullable Candidate chosen,
    Beside beside,
    @Nullable Worth worth,
    String why) {
  public Decision {
    candidates = List.copyOf(candidates);
  }

  /**
   * Who works on a call beside the chosen tier.
   *
   * @param second a tier that begins late, if the chosen one has not answered by then; or null
   * @param afterNanos when it begins, from the decision on
   * @param floor the safe tier whose answer counts at the cut; or null
   */
  public record Beside(@Nullable String second, long afterNanos, @Nullable String floor) {
    static final Beside NOBODY = new Beside(null, 0, null);

    boolean isNobody() {
      return second == null && floor == null;
    }
  }

  /**
   * What energy and money are worth at present, in right answers.
   *
   * @param perMicrojoule one microjoule
   * @param perMicroMoney one millionth of the site's currency
   */
  public record Worth(double perMicrojoule, double perMicroMoney) {}

  /** The candidate of a name; null where there is none. */
  @Nullable Candidate candidate(@Nullable String tier) {
    for (Candidate one : candidates) {
      if (one.tier().equals(tier)) {
        return one;
      }
    }
    return null;
  }
}
