package dev.ration.runtime.choose;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Servers that asked to be left alone, in one run. Those that failed of late are the breakers' of
 * {@link dev.ration.runtime.choose.core.ChoiceCore}. Used with the scheduler's lock held.
 */
final class Endpoints {
  private final Map<String, Long> restingUntilNanos = new HashMap<>();

  /** Notes that the server of a tier asked to be left alone. */
  void rest(String tier, long nowNanos, Duration asked) {
    restingUntilNanos.put(tier, Math.addExact(nowNanos, asked.toNanos()));
  }

  /** What refuses a tier whose server is left alone; null when nothing does. */
  @Nullable Refusal refusal(String tier, long nowNanos) {
    Long until = restingUntilNanos.get(tier);
    if (until == null || until <= nowNanos) {
      return null;
    }
    long wait = until - nowNanos;
    return new Refusal(
        RefusalCode.RESTING,
        "asked to be left alone for another " + Figures.time(wait),
        new Refusal.Numbers(wait, 0, "ns"));
  }
}
