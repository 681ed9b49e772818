package dev.ration.runtime.choose;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tiers whose servers asked to be left alone. Used with the scheduler's lock held. */
final class Resting {
  private final Map<String, Long> untilNanos = new HashMap<>();

  void rest(String tier, long nowNanos, Duration asked) {
    untilNanos.put(tier, Math.addExact(nowNanos, asked.toNanos()));
  }

  /** What refuses a tier that rests; null when it does not. */
  @Nullable Refusal refusal(String tier, long nowNanos) {
    Long until = untilNanos.get(tier);
    if (until == null || until <= nowNanos) {
      return null;
    }
    return new Refusal(
        RefusalCode.RESTING,
        "asked to be left alone for another " + Figures.time(until - nowNanos));
  }
}
