package dev.ration.cli;

import dev.ration.plan.feasible.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongFunction;

/** Bars of least, expected, 95th percentile and bound against a limit, as small drawings. */
final class BudgetBars {
  /** Where the limit stands, of a hundred: what goes beyond it must be seen. */
  private static final double LIMIT_AT = 75;

  /**
   * What one bar shows.
   *
   * @param limit what is allowed; {@link Spread#NONE} for no limit
   * @param kept what is kept back of it
   */
  record Bar(Spread need, long limit, long kept, LongFunction<String> text) {
    boolean isNothing() {
      return need.bound() == 0 && limit == Spread.NONE;
    }

    /** In words: what the drawing shows, and what it cannot. */
    String words() {
      List<String> parts = new ArrayList<>();
      parts.add("least " + text.apply(need.minimum()));
      parts.add("expected " + shown(need.expected()));
      parts.add("95 of 100 " + shown(need.p95()));
      parts.add("at most " + shown(need.bound()));
      if (limit != Spread.NONE) {
        parts.add("limit " + text.apply(limit));
      }
      if (kept > 0) {
        parts.add("kept back " + text.apply(kept));
      }
      return String.join(", ", parts);
    }

    String shown(long figure) {
      return figure == Spread.NONE ? "unknown" : text.apply(figure);
    }
  }

  private BudgetBars() {}

  /** The drawing, and the figures below it. */
  static String of(Bar bar) {
    if (bar.isNothing()) {
      return "<span class=\"none\">–</span>";
    }
    StringBuilder out = new StringBuilder();
    out.append("<svg class=\"bar\" viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\"");
    out.append(" role=\"img\" aria-label=\"").append(HtmlText.of(bar.words())).append("\">");
    drawing(bar, out);
    out.append("</svg><span class=\"figures\">");
    Spread need = bar.need();
    boolean isOne = need.minimum() == need.bound();
    out.append(whole(bar.text().apply(need.minimum())));
    if (!isOne) {
      out.append(" · ").append(figure("expected", need.expected(), bar));
      out.append(" · ").append(figure("95 of 100", need.p95(), bar));
      out.append(" · ").append(figure("at most", need.bound(), bar));
    }
    out.append("</span>");
    if (bar.limit() != Spread.NONE) {
      out.append("<span class=\"limit\">of ").append(whole(bar.text().apply(bar.limit())));
      if (bar.kept() > 0) {
        out.append(", ").append(whole(bar.text().apply(bar.kept()))).append(" kept");
      }
      out.append("</span>");
    }
    return out.toString();
  }

  private static String figure(String title, long figure, Bar bar) {
    String text = figure == Spread.NONE ? "?" : bar.text().apply(figure);
    return "<span title=\"" + title + "\">" + whole(text) + "</span>";
  }

  /** A number that is not parted from its unit. */
  private static String whole(String figure) {
    return HtmlText.of(figure.replace(' ', '\u00A0'));
  }

  private static void drawing(Bar bar, StringBuilder out) {
    Spread need = bar.need();
    double scale = scale(bar);
    double least = at(need.minimum(), scale);
    double bound = need.bound() == Spread.NONE ? 100 : at(need.bound(), scale);
    // What nothing tells is not drawn: only a thin line leads on to the bound.
    double likely = need.p95() == Spread.NONE ? least : at(need.p95(), scale);
    box("track", 0, 100, 3, 4, out);
    if (bar.limit() != Spread.NONE) {
      double limit = at(bar.limit(), scale);
      double usable = at(bar.limit() - Math.min(bar.kept(), bar.limit()), scale);
      box("room", 0, usable, 3, 4, out);
      box("kept", usable, limit, 3, 4, out);
    }
    box(need.bound() == Spread.NONE ? "whisker open" : "whisker", least, bound, 4.5, 1, out);
    box("likely", least, likely, 2.5, 5, out);
    box("sure", 0, least, 2.5, 5, out);
    if (need.expected() != Spread.NONE) {
      double expected = at(need.expected(), scale);
      box("mean", Math.max(0, expected - 0.6), Math.min(100, expected + 0.6), 1, 8, out);
    }
    if (bar.limit() != Spread.NONE) {
      double limit = at(bar.limit(), scale);
      box("edge", limit - 0.5, limit + 0.5, 0, 10, out);
    }
  }

  /** How much one hundred stands for. */
  private static double scale(Bar bar) {
    Spread need = bar.need();
    if (bar.limit() > 0) {
      return bar.limit() / LIMIT_AT * 100;
    }
    long most = Math.max(Math.max(need.bound(), need.p95()), need.minimum());
    return Math.max(1, most);
  }

  private static double at(long figure, double scale) {
    return Math.clamp(figure / scale * 100, 0, 100);
  }

  private static void box(
      String kind, double from, double to, double top, double height, StringBuilder out) {
    if (to > from) {
      out.append(
          String.format(
              Locale.ROOT,
              "<rect class=\"%s\" x=\"%.2f\" y=\"%.1f\" width=\"%.2f\" height=\"%.1f\"/>",
              kind,
              from,
              top,
              to - from,
              height));
    }
  }

  /** What the parts of a bar mean. */
  static String legend() {
    String sample =
        "<svg class=\"bar\" viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\""
            + " aria-hidden=\"true\">";
    StringBuilder out = new StringBuilder("<figure class=\"legend\">").append(sample);
    box("track", 0, 100, 3, 4, out);
    box("room", 0, 60, 3, 4, out);
    box("kept", 60, LIMIT_AT, 3, 4, out);
    box("whisker", 15, 90, 4.5, 1, out);
    box("likely", 15, 50, 2.5, 5, out);
    box("sure", 0, 15, 2.5, 5, out);
    box("mean", 31.4, 32.6, 1, 8, out);
    box("edge", LIMIT_AT - 0.5, LIMIT_AT + 0.5, 0, 10, out);
    return out.append("</svg>\n<figcaption>From the left: the least (solid), up to what 95 of 100")
        .append(" stay below (light) with the expected value (tall mark), up to what is never")
        .append(" exceeded (thin line). The full-height line is the limit; what is kept back for")
        .append(
            " the end is outlined with dashes before it. Below each bar: least · expected · 95 of"
                + " 100 · at")
        .append(" most; ? is a figure that nothing tells.</figcaption></figure>\n")
        .toString();
  }
}
