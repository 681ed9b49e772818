package dev.ration.bench.score;

import dev.ration.bench.score.Tally.Form;
import dev.ration.bench.score.Tally.One;
import java.util.List;
import java.util.Locale;

/** The score as plain text. */
final class Text {
  private Text() {}

  private static String line(String words, Object... values) {
    return String.format(Locale.ROOT, words, values) + System.lineSeparator();
  }

  /** Utility over bound D, a line for each policy: the boards are those of one gap. */
  static String summary(List<Board> boards) {
    Board first = boards.getFirst();
    StringBuilder text = new StringBuilder();
    text.append(line(""));
    text.append(
        line(
            "Calls %d s apart, utility over bound D; energy 100 / 50 / 25 %% of always-local's",
            first.gap()));
    text.append(
        line(
            "%-52s %-21s  %-21s  %s",
            "policy", "as it is", "with our floor", "with floor and pace"));
    for (Tally tally : first.tallies()) {
      if (tally.form() == Form.PLAIN) {
        String plain = three(boards, tally.policy(), Form.PLAIN);
        boolean isAlone = tally.policy().equals(Baselines.RULE_ONLY.words());
        String floor = isAlone ? "" : three(boards, tally.policy(), Form.FLOOR);
        String paced = isAlone ? "" : three(boards, tally.policy(), Form.PACED);
        text.append(line("%-52s %-21s  %-21s  %s", tally.policy(), plain, floor, paced));
      } else if (tally.form() != Form.FLOOR && tally.form() != Form.PACED) {
        String name = tally.form() == Form.ORACLE ? "oracle, " + tally.policy() : tally.policy();
        text.append(line("%-52s %s", name, three(boards, tally.policy(), tally.form())));
      }
    }
    return text.toString();
  }

  private static String three(List<Board> boards, String policy, Form form) {
    StringBuilder text = new StringBuilder();
    for (Board board : boards) {
      text.append(text.isEmpty() ? "" : " / ");
      text.append(String.format(Locale.ROOT, "%.3f", board.find(policy, form).aware()));
    }
    return text.toString();
  }

  /** Every figure of one budget. */
  static String detail(Board board) {
    StringBuilder text = new StringBuilder();
    text.append(line(""));
    text.append(
        line(
            "Calls %d s apart, energy %.0f %% (over bound C, over D, worst mission, over D with least tails, missed, hard ones,",
            board.gap(), 100 * board.energy()));
    text.append(
        line("most over a budget, of the energy, of the money, kJ, money, time of a decision)"));
    for (Tally tally : board.tallies()) {
      text.append(
          line(
              "%-52s %-22s %.3f %.3f %.3f %.3f %5.1f %% %5.0f %5.2f %% %4.0f %% %4.0f %% %6.1f %6.2f %6.1f us",
              tally.policy(),
              tally.form().words(),
              tally.mean(One::ofClairvoyant),
              tally.aware(),
              tally.least(One::ofAware),
              tally.mean(One::ofTight),
              100 * tally.mean(one -> (double) one.result().misses() / one.calls()),
              tally.hardMisses(),
              100 * tally.most(One::over),
              100 * tally.mean(one -> one.result().joules() / one.bounds().joules()),
              100 * tally.mean(one -> one.result().money() / one.bounds().money()),
              tally.mean(one -> one.result().joules()) / 1e3,
              tally.mean(one -> one.result().money()) / 1e6,
              tally.mean(one -> one.result().chooseNanos()) / 1e3));
    }
    return text.toString();
  }

  static String gates(Board board, int budget) {
    StringBuilder text = new StringBuilder();
    text.append(line(""));
    text.append(line("Asked for, %d s apart, energy %.0f %%:", board.gap(), 100 * board.energy()));
    for (Gates.Gate gate : Gates.of(board, budget)) {
      text.append(line("  %s  %s", gate.isMet() ? "met    " : "NOT MET", gate.words()));
    }
    return text.toString();
  }

  static String coverage(List<Coverage> coverages) {
    StringBuilder text = new StringBuilder();
    text.append(line("Bound on the next round trip, promised for 95 %%, one step ahead"));
    text.append(
        line(
            "%-28s %8s %10s %12s %18s",
            "trace", "held", "worst 100", "median", "bound/observed 90 %"));
    for (Coverage one : coverages) {
      text.append(
          line(
              "%-28s %6.1f %% %8.0f %% %9.0f ms %18.1f",
              one.name(), 100 * one.share(), 100 * one.worst(), one.median(), one.tightness()));
    }
    return text.toString();
  }
}
