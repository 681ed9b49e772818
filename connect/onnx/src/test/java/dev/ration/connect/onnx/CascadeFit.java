package dev.ration.connect.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoublePredicate;
import java.util.function.Predicate;

/**
 * Finds the thresholds between two models from what both picked for the same texts. Immutable.
 *
 * <p>The answers of the smaller one stand from the least confidence from which on, at every higher
 * one as well, no more than the share put up with are wrong; none is meant up to the greatest
 * confidence up to which, at every lower one as well, the larger model would be sure and right in
 * no more than that share.
 */
record CascadeFit(List<Pair> pairs) {
  /** Less sure than that the larger model is not held to have found anything. */
  private static final double SURE = 0.5;

  private static final int STEPS = 100;

  /** Nothing is that sure. */
  private static final double NEVER = 1.01;

  CascadeFit {
    pairs = List.copyOf(pairs);
  }

  /** What both models picked for one text. */
  record Pair(Score.Pick small, Score.Pick large) {}

  static CascadeFit of(Map<Weights, List<Score.Pick>> picks) {
    var small = Objects.requireNonNull(picks.get(Weights.MINILM));
    var large = Objects.requireNonNull(picks.get(Weights.E5_SMALL));
    var pairs = new ArrayList<Pair>();
    for (var i = 0; i < small.size(); i++) {
      pairs.add(new Pair(small.get(i), large.get(i)));
    }
    return new CascadeFit(pairs);
  }

  Thresholds thresholds(int percent) {
    var share = percent / 100.0;
    var accept = NEVER;
    for (var step = STEPS; step >= 0 && wrong(step / (double) STEPS) <= share; step--) {
      accept = step / (double) STEPS;
    }
    var dismiss = 0.0;
    for (var step = 0; step <= STEPS && lost(step / (double) STEPS) <= share; step++) {
      dismiss = step / (double) STEPS;
    }
    return new Thresholds(accept, Math.min(dismiss, accept));
  }

  /** Of the smaller model's answers that stand, how many are wrong. */
  double wrong(double accept) {
    return share(c -> c >= accept, pair -> !pair.small().isRight());
  }

  /** Of the texts that are dismissed, how many the larger model would have understood. */
  double lost(double dismiss) {
    return share(
        c -> c <= dismiss, pair -> pair.large().isRight() && pair.large().confidence() >= SURE);
  }

  private double share(DoublePredicate confidence, Predicate<Pair> counted) {
    var chosen = pairs.stream().filter(pair -> confidence.test(pair.small().confidence())).toList();
    return chosen.isEmpty() ? 0 : chosen.stream().filter(counted).count() / (double) chosen.size();
  }

  /** The table of thresholds. */
  String text() {
    var text =
        new StringBuilder(
                "# Made by RefitConfidence from the calibration texts; docs/benchmarks.md")
            .append(" has the command.\n# No held-out text was read for it; what they gave was")
            .append(" seen while the cascade was designed.\n");
    for (var percent : Thresholds.PERCENTS) {
      var row = thresholds(percent);
      text.append(
          String.format(
              Locale.ROOT,
              "accept.%d=%.2f\ndismiss.%d=%.2f\n",
              percent,
              row.accept(),
              percent,
              row.dismiss()));
    }
    return text.toString();
  }
}
