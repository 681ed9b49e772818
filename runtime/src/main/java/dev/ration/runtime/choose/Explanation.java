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
    Decision told = null;
    for (Thought.Attempt attempt : thought.attempts()) {
      Decision decision = attempt.decision();
      if (decision.equals(told)) {
        lines.add("    -> " + attempt.result());
        continue;
      }
      told = decision;
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
      Decision.Worth worth = decision.worth();
      if (worth != null) {
        lines.add("    " + worth(worth));
      }
      for (Candidate candidate : decision.candidates()) {
        lines.add("    " + candidate(candidate, decision));
      }
      if (decision.chosen() != null) {
        lines.add("    -> " + attempt.result());
      }
    }
    return lines;
  }

  /** The prices, in answers for a hundred joules and for one of the currency. */
  private static String worth(Decision.Worth worth) {
    return "at prices: 100 J are worth %s of an answer, 1 money %s"
        .formatted(
            Figures.share(worth.perMicrojoule() * 1e8), Figures.share(worth.perMicroMoney() * 1e6));
  }

  private static String mark(Candidate candidate, Decision decision) {
    if (candidate.equals(decision.chosen())) {
      return "* ";
    }
    if (candidate.tier().equals(decision.beside().floor())
        || candidate.tier().equals(decision.beside().second())) {
      return "& ";
    }
    return candidate.isFeasible() ? "+ " : "- ";
  }

  private static String candidate(Candidate candidate, Decision decision) {
    String mark = mark(candidate, decision);
    String model = candidate.model().isEmpty() ? "" : " (" + candidate.model() + ")";
    Forecast forecast = candidate.forecast();
    String numbers =
        forecast == null ? "" : ": " + Figures.of(forecast, Instants.isSet(decision.leftNanos()));
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
