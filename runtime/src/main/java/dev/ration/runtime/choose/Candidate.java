package dev.ration.runtime.choose;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One tier as the chooser saw it. Immutable.
 *
 * @param tier its dotted name
 * @param model the model that serves it; empty when none does
 * @param forecast what a call would cost; null when no model serves the tier
 * @param refusals why it does not serve; empty when it is feasible
 */
public record Candidate(
    String tier, String model, @Nullable Forecast forecast, List<Refusal> refusals) {
  public Candidate {
    refusals = List.copyOf(refusals);
  }

  /** Whether it may serve. */
  public boolean isFeasible() {
    return refusals.isEmpty();
  }
}
