package dev.ration.runtime.choose;

import org.jspecify.annotations.Nullable;

/**
 * What a call of one tier is expected to cost. Immutable.
 *
 * @param latencyNanos within which it answers with the probability asked for
 * @param typicalNanos within which it answers half of the time
 * @param safeNanos within which 99 of 100 answer
 * @param inTime with which probability it answers before the cut, 0 to 1
 * @param energyMicrojoules for the latency asked for, the link's tail included; never for longer
 *     than is left
 * @param microwatts what it draws while it runs
 * @param tailMicrojoules what the link burns after it
 * @param microMoney at most, in millionths of the site's currency
 * @param quality share of answers that are right, 0 to 1; null when unknown
 * @param samples how many observed calls stand behind the latency; 0 when it is the profile's
 * @param tokenRatio what tokens really cost in energy, as a multiple of what the profile makes of
 *     them; null when no meter said. Where it stands, the energy's grade is attributed, otherwise
 *     modelled
 */
public record Forecast(
    long latencyNanos,
    long typicalNanos,
    long safeNanos,
    double inTime,
    long energyMicrojoules,
    long microwatts,
    long tailMicrojoules,
    long microMoney,
    @Nullable Double quality,
    int samples,
    @Nullable Double tokenRatio) {
  private static final double LIKELY = 0.5;

  /** Whether it is expected to be in time. */
  boolean isLikely() {
    return inTime >= LIKELY;
  }
}
