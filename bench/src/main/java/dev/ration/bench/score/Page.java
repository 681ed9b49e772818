package dev.ration.bench.score;

import dev.ration.bench.score.Tally.Form;
import dev.ration.bench.score.Tally.One;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The score as one page that needs nothing else. */
final class Page {
  private static final int BUDGETS = 3;
  private static final int WIDTH = 900;
  private static final int LEFT = 330;
  private static final int ROW = 24;
  private static final int TOP = 34;
  private static final double LEAST = 0.5;
  private static final double MOST = 1.0;
  private static final String STYLE =
      """
      :root { color-scheme: light dark; --ink: #1d2330; --soft: #6a7282; --line: #d9dde5;
        --paper: #fbfbf9; --card: #fff; --ours: #0b6e4f; --full: #0b6e4f; --half: #d98324; --quarter: #b3324b; }
      @media (prefers-color-scheme: dark) { :root { --ink: #e8eaf0; --soft: #9aa3b5; --line: #343b4a;
        --paper: #14171e; --card: #1c212b; --ours: #56c596; --full: #56c596; --half: #f0a84f; --quarter: #f0718a; } }
      body { font: 15px/1.5 system-ui, sans-serif; margin: 0; background: var(--paper); color: var(--ink); }
      main { max-width: 1040px; margin: 0 auto; padding: 32px 20px 64px; }
      h1 { font-size: 26px; margin: 0 0 4px; } h2 { font-size: 19px; margin: 36px 0 8px; }
      p { max-width: 72ch; } .soft { color: var(--soft); }
      .card { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 12px 16px;
        margin: 12px 0; overflow-x: auto; }
      svg { display: block; width: 100%; min-width: 640px; height: auto; } svg text { fill: var(--ink); font-size: 12.5px; }
      svg .soft { fill: var(--soft); } svg .ours { font-weight: 700; fill: var(--ours); }
      svg line { stroke: var(--line); } .full { fill: var(--full); } .half { fill: var(--half); } .quarter { fill: var(--quarter); }
      svg .gate { stroke-width: 2; } .gate.full { stroke: var(--full); } .gate.half { stroke: var(--half); }
      .gate.quarter { stroke: var(--quarter); }
      table { border-collapse: collapse; font-size: 13px; font-variant-numeric: tabular-nums; white-space: nowrap; }
      th, td { text-align: right; padding: 2px 10px; border-bottom: 1px solid var(--line); }
      th:first-child, td:first-child, th:nth-child(2), td:nth-child(2) { text-align: left; }
      tr.ours td { font-weight: 700; color: var(--ours); } ul { padding-left: 0; list-style: none; columns: 2; }
      .met::before { content: "\\2713  "; color: var(--full); } .unmet::before { content: "\\2717  "; color: var(--quarter); }
      """;

  private final List<Board> boards;
  private final List<Coverage> coverages;
  private final StringBuilder text = new StringBuilder();

  Page(List<Board> boards, List<Coverage> coverages) {
    this.boards = boards;
    this.coverages = coverages;
  }

  String text() {
    put("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">");
    put("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
    put(
        "<title>Which tier for this call: the score</title><style>%s</style></head><body><main>",
        STYLE);
    put("<h1>Which tier for this call: the score</h1>");
    put(
        "<p class=\"soft\">Right answers in time, as a share of the most that a chooser could expect who knew every"
            + " latency beforehand (bound D). The clauses' budgets hold for the whole mission; when one runs out, a rule"
            + " answers. Dots further right are better; the short strokes are what the project asks of itself.</p>");
    for (int i = 0; i < boards.size(); i += BUDGETS) {
      group(boards.subList(i, i + BUDGETS));
    }
    put("<h2>How often the latency bound held</h2>");
    coverages.forEach(this::coverage);
    put("</main></body></html>");
    return text.toString();
  }

  private void put(String words, Object... values) {
    text.append(values.length == 0 ? words : String.format(Locale.ROOT, words, values))
        .append('\n');
  }

  private static String escape(String words) {
    return words
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private void group(List<Board> row) {
    Board first = row.getFirst();
    put("<h2>Calls %d s apart, %s traces</h2>", first.gap(), escape(first.traces()));
    put("<div class=\"card\">");
    chart(row);
    put("</div><ul>");
    for (int i = 0; i < row.size(); i++) {
      for (Gates.Gate gate : Gates.of(row.get(i), i)) {
        put(
            "<li class=\"%s\"><span class=\"soft\">%.0f %%:</span> %s</li>",
            gate.isMet() ? "met" : "unmet", 100 * row.get(i).energy(), escape(gate.words()));
      }
    }
    put("</ul>");
    row.forEach(this::detail);
  }

  private static List<Tally> charted(Board board) {
    List<Tally> shown =
        board.tallies().stream()
            .filter(one -> one.form() != Form.ORACLE && one.form() != Form.PACED)
            .filter(one -> one.form() != Form.PLAIN || one.policy().startsWith("rule"))
            .sorted(Comparator.comparingDouble(Tally::aware).reversed())
            .collect(Collectors.toCollection(ArrayList::new));
    return shown;
  }

  private static double x(double share) {
    double place = (Math.clamp(share, LEAST, MOST) - LEAST) / (MOST - LEAST);
    return LEFT + place * (WIDTH - LEFT - 20);
  }

  private void chart(List<Board> row) {
    List<Tally> shown = charted(row.getFirst());
    int bottom = TOP + ROW * shown.size();
    put(
        "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"utility over bound D\">",
        WIDTH, bottom + 8);
    String[] colours = {"full", "half", "quarter"};
    for (int i = 0; i < BUDGETS; i++) {
      int at = LEFT + 150 * i;
      put("<circle cx=\"%d\" cy=\"9\" r=\"5\" class=\"%s\"/>", at, colours[i]);
      put("<text x=\"%d\" y=\"13\">energy %.0f %%</text>", at + 10, 100 * row.get(i).energy());
    }
    for (double tick = LEAST; tick <= MOST + 1e-9; tick += 0.1) {
      put("<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>", x(tick), x(tick), TOP - 4, bottom);
      put(
          "<text class=\"soft\" x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%.1f</text>",
          x(tick), TOP - 8, tick);
    }
    for (int place = 0; place < shown.size(); place++) {
      Tally tally = shown.get(place);
      int y = TOP + ROW * place + ROW / 2;
      boolean isOurs = tally.form() == Form.OURS;
      String kind = tally.form() == Form.LEFT_OUT ? " (ours)" : isOurs ? "" : " + floor";
      String name = tally.policy() + (tally.form() == Form.PLAIN ? "" : kind);
      put(
          "<text x=\"%d\" y=\"%d\" text-anchor=\"end\" class=\"%s\">%s</text>",
          LEFT - 12, y + 4, isOurs ? "ours" : "", escape(name));
      for (int i = BUDGETS - 1; i >= 0; i--) {
        double share = row.get(i).find(tally.policy(), tally.form()).aware();
        put(
            "<circle cx=\"%.1f\" cy=\"%d\" r=\"%d\" class=\"%s\"><title>%s: %.3f</title></circle>",
            x(share), y, isOurs ? 6 : 4, colours[i], escape(name), share);
        if (isOurs) {
          double gate = x(Gates.wanted(row.get(i).gap(), i));
          put(
              "<line class=\"gate %s\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>",
              colours[i], gate, gate, y - 11, y + 11);
        }
      }
    }
    put("</svg>");
  }

  private void detail(Board board) {
    put(
        "<details><summary>All figures, energy %.0f %%</summary><div class=\"card\"><table>",
        100 * board.energy());
    put(
        "<tr><th>policy</th><th></th><th>over C</th><th>over D</th><th>worst</th><th>D, least tails</th><th>missed</th>");
    put("<th>hard</th><th>over budget</th><th>energy</th><th>money</th><th>decision</th></tr>");
    for (Tally tally : board.tallies()) {
      put(
          "<tr class=\"%s\"><td>%s</td><td>%s</td>",
          tally.form() == Form.OURS ? "ours" : "", escape(tally.policy()), tally.form().words());
      put(
          "<td>%.3f</td><td>%.3f</td><td>%.3f</td><td>%.3f</td><td>%.1f %%</td>",
          tally.mean(One::ofClairvoyant),
          tally.aware(),
          tally.least(One::ofAware),
          tally.mean(One::ofTight),
          100 * tally.mean(one -> (double) one.result().misses() / one.calls()));
      put(
          "<td>%.0f</td><td>%.2f %%</td><td>%.1f kJ</td><td>%.2f</td><td>%.1f µs</td></tr>",
          tally.hardMisses(),
          100 * tally.most(One::over),
          tally.mean(one -> one.result().joules()) / 1e3,
          tally.mean(one -> one.result().money()) / 1e6,
          tally.mean(one -> one.result().chooseNanos()) / 1e3);
    }
    put("</table></div></details>");
  }

  private void coverage(Coverage one) {
    put(
        "<p><b>%s</b>: held %.1f %%, worst hundred %.0f %%, median bound %.0f ms, bound over observed %.1f at the 90th"
            + " percentile.</p>",
        escape(one.name()), 100 * one.share(), 100 * one.worst(), one.median(), one.tightness());
    put(
        "<div class=\"card\"><svg viewBox=\"0 0 %d 170\" role=\"img\" aria-label=\"round trips and bound\">",
        WIDTH);
    int size = one.observed().length;
    for (double tick : new double[] {50, 100, 300, 1_000, 3_000}) {
      put("<line x1=\"40\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>", WIDTH, y(tick), y(tick));
      put(
          "<text class=\"soft\" x=\"34\" y=\"%.1f\" text-anchor=\"end\">%.0f</text>",
          y(tick) + 4, tick);
    }
    StringBuilder bound = new StringBuilder();
    for (int i = 0; i < size; i++) {
      double x = 40 + (WIDTH - 44.0) * i / size;
      boolean holds = one.observed()[i] <= one.bounds()[i];
      put(
          "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%s\" class=\"%s\"/>",
          x, y(one.observed()[i]), holds ? "0.8" : "2", holds ? "full" : "quarter");
      bound.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y(one.bounds()[i])));
    }
    put(
        "<polyline points=\"%s\" fill=\"none\" stroke=\"var(--half)\" stroke-width=\"1\"/></svg></div>",
        bound);
  }

  /** A logarithmic height, in milliseconds. */
  private static double y(double millis) {
    double place = Math.log(Math.clamp(millis, 30, 6_000) / 30) / Math.log(6_000.0 / 30);
    return 162 - 155 * place;
  }
}
