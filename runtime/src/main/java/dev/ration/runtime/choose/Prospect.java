package dev.ration.runtime.choose;

import java.util.List;

/**
 * What is against one tier before any figure is looked at (M1). Immutable.
 *
 * @param model the model that serves it; empty when none does
 * @param refusals whatever is left of time and energy
 */
record Prospect(String tier, String model, List<Refusal> refusals) {
  Prospect {
    refusals = List.copyOf(refusals);
  }

  boolean isOut() {
    return !refusals.isEmpty();
  }
}
