package dev.ration.bench.score;

import dev.ration.bench.score.Tally.Form;
import dev.ration.bench.score.Tally.One;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What the choice has to reach, and whether it did. */
final class Gates {
  private static final double[] NEAR = {0.95, 0.94, 0.90};
  private static final double[] FAR = {0.92, 0.90, 0.80};
  private static final double AHEAD = 0.04;
  private static final double BELOW = 0.05;
  private static final double MOST_OVER = 0.01;

  private Gates() {}

  /** One thing that was asked for. */
  record Gate(String words, boolean isMet) {}

  /** The figure that is asked for: for a gap, and the place of the energy budget. */
  static double wanted(int gap, int budget) {
    return gap == 5 ? NEAR[budget] : FAR[budget];
  }

  /** The gates of one board; {@code budget} is the place of its energy budget. */
  static List<Gate> of(Board board, int budget) {
    double wanted = wanted(board.gap(), budget);
    Tally ours = board.ours();
    List<Gate> gates = new ArrayList<>();
    gates.add(
        gate(
            ours.aware() >= wanted,
            "utility over bound D %.3f, wanted %.2f",
            ours.aware(),
            wanted));
    double least = ours.least(One::ofAware);
    gates.add(
        gate(least >= wanted - BELOW, "worst mission %.3f, wanted %.2f", least, wanted - BELOW));
    Tally best =
        board.tallies().stream()
            .filter(one -> one.form() == Form.FLOOR && !isOwnExtra(one))
            .max(Comparator.comparingDouble(Tally::aware))
            .orElseThrow();
    double ahead = ours.aware() - best.aware();
    gates.add(
        gate(
            ahead >= AHEAD,
            "%.3f ahead of the best baseline with our floor (%s), wanted %.2f",
            ahead,
            best.policy(),
            AHEAD));
    double over = ours.most(One::over);
    gates.add(
        gate(
            over <= MOST_OVER,
            "most over a budget %.2f %%, allowed %.0f %%",
            100 * over,
            100 * MOST_OVER));
    gates.add(gate(ours.hardMisses() == 0, "hard deadlines missed: %.0f", ours.hardMisses()));
    return gates;
  }

  /** The opponent that is ours: it is reported, but nobody ships it. */
  static boolean isOwnExtra(Tally tally) {
    return tally.policy().equals(Baselines.BANDIT_PER_DEADLINE.words());
  }

  private static Gate gate(boolean isMet, String words, Object... values) {
    return new Gate(String.format(Locale.ROOT, words, values), isMet);
  }
}
