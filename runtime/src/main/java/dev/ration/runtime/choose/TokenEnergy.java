package dev.ration.runtime.choose;

import dev.ration.runtime.energy.Accounts;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  private static final double USUAL = 0.5;
  private static final double CAREFUL = 0.95;

  private final Map<String, Deque<Double>> seen = new HashMap<>();
  private final Deque<Pending> pending = new ArrayDeque<>();

  private record Pending(String tier, double profileMicrojoules, Accounts.Draw draw) {}

  /**
   * By how much more or less than by the profile a call's tokens cost, as multiples.
   *
   * @param usual half of the calls cost no more
   * @param careful 95 of 100 calls cost no more
   */
  record Ratios(double usual, double careful) {}

  /**
   * Notes a call that ended.
   *
   * @param profileMicrojoules what the profile makes of its tokens; 0 where it has no rates, and
   *     nothing is learned
   */
  void ended(String tier, double profileMicrojoules, Accounts.Draw draw) {
    if (profileMicrojoules <= 0) {
      return;
    }
    if (pending.size() == MOST_PENDING) {
      pending.removeFirst();
    }
    pending.addLast(new Pending(tier, profileMicrojoules, draw));
  }

  /** What a tier's tokens cost; null as long as too few of its calls were metered. */
  @Nullable Ratios ratios(String tier) {
    collect();
    Deque<Double> window = seen.get(tier);
    if (window == null || window.size() < LEAST) {
      return null;
    }
    List<Double> sorted = new ArrayList<>(window);
    sorted.sort(null);
    return new Ratios(quantile(sorted, USUAL), quantile(sorted, CAREFUL));
  }

  private static double quantile(List<Double> sorted, double p) {
    return sorted.get((int) Math.ceil(p * sorted.size()) - 1);
  }

  private void collect() {
    pending.removeIf(
        call -> {
          call.draw.metered().ifPresent(used -> add(call.tier, used / call.profileMicrojoules));
          return call.draw.metered().isPresent();
        });
  }

  private void add(String tier, double ratio) {
    Deque<Double> window = seen.computeIfAbsent(tier, _ -> new ArrayDeque<>());
    if (window.size() == WINDOW) {
      window.removeFirst();
    }
    window.addLast(ratio);
  }
}
