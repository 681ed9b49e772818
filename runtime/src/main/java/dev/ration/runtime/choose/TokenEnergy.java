package dev.ration.runtime.choose;

import dev.ration.plan.profile.Figure;
import dev.ration.plan.profile.ModelProfile;
import dev.ration.plan.profile.Rate;
import dev.ration.runtime.energy.Accounts;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What tokens really cost in energy, tier by tier, where a meter says (E4, E7): the last {@value
 * #WINDOW} calls, each as a multiple of what the profile's power and rates make of its tokens. Used
 * with the scheduler's lock held.
 *
 * <p>What a meter says of a call comes after its end, so calls wait here for their readings. It is
 * of one run: readings are inputs of the run, so a replay learns the same.
 */
final class TokenEnergy {
  private static final int WINDOW = 64;

  /** Fewer calls say more about what ran beside them than about the model. */
  static final int LEAST = 4;

  /** A call that no reading has covered until so many others ended will not be covered. */
  private static final int MOST_PENDING = 256;

  private static final double CAREFUL = 0.95;

  private final Map<String, Deque<Double>> ratios = new HashMap<>();
  private final Deque<Pending> pending = new ArrayDeque<>();

  private record Pending(String key, double profileMicrojoules, Accounts.Draw draw) {}

  /** By the profile; 0 where it has no power or no rates. */
  static double profileMicrojoules(
      ModelProfile model, long microwatts, long inputTokens, long outputTokens) {
    if (model.decode() == null) {
      return 0;
    }
    return microwatts
        * (seconds(inputTokens, model.prefill()) + seconds(outputTokens, model.decode()));
  }

  private static double seconds(long tokens, @Nullable Figure<Rate> rate) {
    return rate == null ? 0 : tokens / rate.value().perUnit();
  }

  /**
   * What to set aside for a call: what its tokens cost by the meter, but no less than its power for
   * its time, with which it is charged until a reading puts that right.
   */
  static long needed(long byTimeMicrojoules, OptionalDouble ratio, double profileMicrojoules) {
    return Math.max(byTimeMicrojoules, Math.round(ratio.orElse(0) * profileMicrojoules));
  }

  /**
   * Notes a call that ended; {@code profileMicrojoules} is what the profile makes of its tokens.
   */
  void ended(String key, double profileMicrojoules, Accounts.Draw draw) {
    if (profileMicrojoules <= 0) {
      return;
    }
    if (pending.size() == MOST_PENDING) {
      pending.removeFirst();
    }
    pending.addLast(new Pending(key, profileMicrojoules, draw));
  }

  /**
   * By how much more or less than by the profile a call's tokens cost, with a probability of 95 %;
   * empty as long as too few were metered.
   */
  OptionalDouble ratio(String key) {
    collect();
    Deque<Double> seen = ratios.get(key);
    if (seen == null || seen.size() < LEAST) {
      return OptionalDouble.empty();
    }
    List<Double> sorted = new ArrayList<>(seen);
    sorted.sort(null);
    return OptionalDouble.of(sorted.get((int) Math.ceil(CAREFUL * sorted.size()) - 1));
  }

  private void collect() {
    pending.removeIf(
        call -> {
          call.draw.metered().ifPresent(used -> add(call.key, used / call.profileMicrojoules));
          return call.draw.metered().isPresent();
        });
  }

  private void add(String key, double ratio) {
    Deque<Double> window = ratios.computeIfAbsent(key, _ -> new ArrayDeque<>());
    if (window.size() == WINDOW) {
      window.removeFirst();
    }
    window.addLast(ratio);
  }
}
