package dev.ration.runtime.choose;

import dev.ration.runtime.choose.core.Breaker;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Servers that failed of late, or asked to be left alone, in one run. Used with the scheduler's
 * lock held.
 */
final class Endpoints {
  /** How long a server is left alone to which no connection comes about, as is told at once. */
  private static final long ABSENT_NANOS = 2_000_000_000L;

  private final Map<String, Long> restingUntilNanos = new HashMap<>();
  private final Map<String, Breaker> breakers = new HashMap<>();

  /** Notes that the server of a tier asked to be left alone. */
  void rest(String tier, long nowNanos, Duration asked) {
    restingUntilNanos.put(tier, Math.addExact(nowNanos, asked.toNanos()));
  }

  /** Notes that the server of a model is asked, and when the answer is wanted at the latest. */
  void asked(String model, long nowNanos, long backNanos) {
    Breaker breaker = breaker(model);
    if (breaker.state(nowNanos) == Breaker.State.HALF_OPEN) {
      breaker.probing(nowNanos, backNanos);
    }
  }

  /** Notes that it answered. */
  void answered(String model, long nowNanos) {
    breaker(model).hit(nowNanos);
  }

  /** Notes that it failed, or did not answer in time. */
  void missed(String model, long nowNanos) {
    breaker(model).miss(nowNanos);
  }

  /** Notes that nobody was there, which cost next to nothing to find out. */
  void absent(String model, long nowNanos) {
    breaker(model).miss(nowNanos, ABSENT_NANOS);
  }

  /**
   * What refuses a tier that is left alone; null when nothing does.
   *
   * @param mayProbe whether this call may find out if the server is well again
   */
  @Nullable Refusal refusal(String tier, String model, long nowNanos, BooleanSupplier mayProbe) {
    Long until = restingUntilNanos.get(tier);
    if (until != null && until > nowNanos) {
      return new Refusal(
          RefusalCode.RESTING,
          "asked to be left alone for another " + Figures.time(until - nowNanos));
    }
    Breaker breaker = breaker(model);
    return switch (breaker.state(nowNanos)) {
      case CLOSED -> null;
      case OPEN ->
          new Refusal(
              RefusalCode.BREAKER,
              "has failed of late, and is left alone for another "
                  + Figures.time(breaker.untilNanos() - nowNanos));
      case HALF_OPEN ->
          mayProbe.getAsBoolean()
              ? null
              : new Refusal(
                  RefusalCode.BREAKER,
                  "has failed of late, and a hard deadline leaves no time to try it");
    };
  }

  private Breaker breaker(String model) {
    return breakers.computeIfAbsent(model, _ -> new Breaker());
  }
}
