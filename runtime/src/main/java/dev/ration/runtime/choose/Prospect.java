package dev.ration.runtime.choose;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One tier before the choice. Immutable.
 *
 * @param model the model that serves it; empty when none does
 * @param forecast what a call would cost; null when no model serves the tier
 * @param refusals what is against it already, whatever is left of time and energy
 * @param powerFits whether the power caps leave room for it now
 */
public record Prospect(
    String tier,
    String model,
    @Nullable Forecast forecast,
    List<Refusal> refusals,
    boolean powerFits) {
  public Prospect {
    refusals = List.copyOf(refusals);
  }
}
