package dev.ration.connect.onnx;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The tables of docs/benchmarks.md about the accuracy of the embedded models. Stateless. */
final class IntentReport {
  static final String BEGIN = "<!-- intent accuracy: begin -->";
  static final String END = "<!-- intent accuracy: end -->";

  /** The threshold of {@code confirm errand(want) at …} in policies/reception. */
  static final double THRESHOLD = 0.9;

  private static final String ENGLISH = "english";
  private static final String OTHER_LANGUAGES = "other languages";

  private IntentReport() {}

  static Score inScope(Score score) {
    return score.of(heard -> heard.isInScope() && heard.section().equals(ENGLISH));
  }

  static Score foreign(Score score) {
    return score.of(heard -> heard.isInScope() && heard.section().equals(OTHER_LANGUAGES));
  }

  static Score outOfScope(Score score) {
    return score.of(heard -> !heard.isInScope());
  }

  /** The text between the marks, for the scores of each model. */
  static String of(Map<Weights, Score> scores) {
    return String.join(
        "\n",
        BEGIN,
        "",
        heading(scores),
        row(scores, "the best option is the right one, however unsure", s -> inScope(s).accuracy()),
        row(scores, "acted on, rightly", s -> inScope(s).actedRightly(THRESHOLD)),
        row(scores, "acted on, wrongly", s -> inScope(s).actedWrongly(THRESHOLD)),
        row(scores, "asked again", s -> 1 - inScope(s).acted(THRESHOLD)),
        row(scores, "other languages: acted on, rightly", s -> foreign(s).actedRightly(THRESHOLD)),
        row(scores, "other languages: acted on, wrongly", s -> foreign(s).actedWrongly(THRESHOLD)),
        row(scores, "**out of scope: acted on**", s -> outOfScope(s).acted(THRESHOLD)),
        row(scores, "of all: acted on, wrongly", s -> s.actedWrongly(THRESHOLD)),
        row(scores, "calibration error (ECE, ten bins)", Score::calibrationError),
        "",
        thresholds(scores),
        "",
        END);
  }

  private static String heading(Map<Weights, Score> scores) {
    var counts = scores.values().iterator().next();
    return """
    At the threshold %s; %d texts in English about an errand, %d in other languages, %d out of scope.

    | | %s |
    |---|%s"""
        .formatted(
            THRESHOLD,
            inScope(counts).picks().size(),
            foreign(counts).picks().size(),
            outOfScope(counts).picks().size(),
            scores.keySet().stream().map(Weights::id).collect(Collectors.joining(" | ")),
            "---:|".repeat(scores.size()));
  }

  private static String row(
      Map<Weights, Score> scores, String title, Function<Score, Double> figure) {
    return scores.values().stream()
        .map(score -> percent(figure.apply(score)))
        .collect(Collectors.joining(" | ", "| " + title + " | ", " |"));
  }

  private static String thresholds(Map<Weights, Score> scores) {
    var table =
        new StringBuilder("What other thresholds would do, in English and out of scope:\n\n");
    table.append(
        "| threshold | model | acted on, rightly | acted on, wrongly | out of scope: acted on |\n");
    table.append("|---:|---|---:|---:|---:|\n");
    for (var threshold : List.of(0.5, 0.6, 0.7, 0.8, 0.85)) {
      scores.forEach(
          (weights, score) ->
              table.append(
                  "| %s | %s | %s | %s | %s |%n"
                      .formatted(
                          threshold,
                          weights.id(),
                          percent(inScope(score).actedRightly(threshold)),
                          percent(inScope(score).actedWrongly(threshold)),
                          percent(outOfScope(score).acted(threshold)))));
    }
    return table.toString().strip();
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", share * 100);
  }
}
