package dev.ration.connect.onnx;

import java.util.List;
import java.util.function.Predicate;

/** How well a model picked, over texts whose answers are known. Immutable. */
record Score(List<Pick> picks) {
  private static final int BINS = 10;

  Score {
    picks = List.copyOf(picks);
  }

  /** One answer of a model. */
  record Pick(IntentFixture.Heard heard, String answer, double confidence) {
    boolean isRight() {
      return answer.equals(heard.answer());
    }
  }

  Score of(Predicate<IntentFixture.Heard> chosen) {
    return new Score(picks.stream().filter(pick -> chosen.test(pick.heard())).toList());
  }

  /** The share whose best option is right, however unsure. */
  double accuracy() {
    return share(Pick::isRight);
  }

  /** The share that a {@code confirm} with this threshold lets through, right or wrong. */
  double acted(double threshold) {
    return share(pick -> pick.confidence() >= threshold);
  }

  /** The share that it lets through and that is right. */
  double actedRightly(double threshold) {
    return share(pick -> pick.confidence() >= threshold && pick.isRight());
  }

  /** The share that it lets through and that is wrong. */
  double actedWrongly(double threshold) {
    return share(pick -> pick.confidence() >= threshold && !pick.isRight());
  }

  /** The expected calibration error: how far confidence is from being right, over ten bins. */
  double calibrationError() {
    var error = 0.0;
    for (var bin = 0; bin < BINS; bin++) {
      var number = bin;
      var inBin =
          picks.stream()
              .filter(pick -> Math.min((int) (pick.confidence() * BINS), BINS - 1) == number)
              .toList();
      error +=
          Math.abs(
              inBin.stream().mapToDouble(Pick::confidence).sum()
                  - inBin.stream().filter(Pick::isRight).count());
    }
    return error / picks.size();
  }

  private double share(Predicate<Pick> chosen) {
    return picks.stream().filter(chosen).count() / (double) picks.size();
  }
}
