package dev.ration.runtime.choose;

import dev.ration.runtime.clock.Instants;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A model call told in lines of plain text. */
final class Explanation {
  private Explanation() {}

  static List<String> of(Thought thought) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "`"
            + thought.call()
            + "` at "
            + Figures.time(thought.atNanos())
            + ": "
            + thought.outcome());
    for (Thought.Attempt attempt : thought.attempts()) {
      Decision decision = attempt.decision();
      String left =
          Instants.isSet(decision.leftNanos())
              ? Figures.time(decision.leftNanos()) + " left"
              : "no deadline";
      lines.add(
          "  "
              + left
              + ", in time "
              + Figures.share(decision.probability())
              + ": "
              + decision.why());
      for (Candidate candidate : decision.candidates()) {
        lines.add("    " + candidate(candidate, candidate.equals(decision.chosen())));
      }
      if (decision.chosen() != null) {
        lines.add("    -> " + attempt.result());
      }
    }
    return lines;
  }

  private static String candidate(Candidate candidate, boolean isChosen) {
    String mark = isChosen ? "* " : candidate.isFeasible() ? "+ " : "- ";
    String model = candidate.model().isEmpty() ? "" : " (" + candidate.model() + ")";
    Forecast forecast = candidate.forecast();
    String numbers = forecast == null ? "" : ": " + Figures.of(forecast);
    String refused =
        candidate.refusals().stream()
            .map(one -> one.code().word() + ": " + one.words())
            .collect(Collectors.joining("; "));
    return mark
        + candidate.tier()
        + model
        + numbers
        + (refused.isEmpty() ? "" : " | refused, " + refused);
  }
}
