package dev.ration.cli;

import dev.ration.plan.Dimension;
import dev.ration.plan.feasible.BudgetLine;
import dev.ration.plan.feasible.FigureText;
import dev.ration.plan.feasible.RobotBudget;
import dev.ration.plan.feasible.Sheet;
import dev.ration.plan.feasible.Spread;
import dev.ration.plan.feasible.Work;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Budget sheets as one page of HTML that needs nothing beside itself: no script, no network. */
final class BudgetPage {
  private final StringBuilder out = new StringBuilder();
  private final List<RobotBudget> budgets;

  private BudgetPage(List<RobotBudget> budgets) {
    this.budgets = budgets;
  }

  static String of(String file, List<RobotBudget> budgets) throws IOException {
    var page = new BudgetPage(budgets);
    page.head(file);
    page.summary();
    for (int i = 0; i < budgets.size(); i++) {
      page.robot(budgets.get(i), "r" + i);
    }
    page.out.append("</main>\n</body>\n</html>\n");
    return page.out.toString();
  }

  private static String style() throws IOException {
    try (InputStream file = BudgetPage.class.getResourceAsStream("budget.css")) {
      return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private void head(String file) throws IOException {
    String name = HtmlText.of(file);
    out.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    out.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    out.append("<meta name=\"color-scheme\" content=\"light dark\">\n");
    out.append("<title>Budget of ").append(name).append("</title>\n<style>\n").append(style());
    out.append(
        "</style>\n</head>\n<body>\n<main>\n<header>\n<p class=\"over\">Ration budget</p>\n");
    out.append("<h1>").append(name).append("</h1>\n");
    out.append("<p>What every activity needs, before anything runs: the least it succeeds with, ");
    out.append("what is expected, what 95 of 100 stay below, and what is never exceeded, ");
    out.append("against what its clauses allow.</p>\n");
    out.append(BudgetBars.legend()).append("</header>\n");
  }

  private void summary() {
    Set<String> policies = BudgetText.policies(budgets);
    out.append(
        "<section>\n<h2>At a glance</h2>\n<div class=\"wide\" tabindex=\"0\" role=\"region\"");
    out.append(" aria-label=\"Policies and robots\">\n<table>\n");
    out.append("<caption>Each policy on each robot</caption>\n<thead><tr>");
    out.append("<th scope=\"col\">policy</th>");
    for (int i = 0; i < budgets.size(); i++) {
      out.append("<th scope=\"col\"><a href=\"#r").append(i).append("\">");
      out.append(HtmlText.of(named(budgets.get(i)))).append("</a></th>");
    }
    out.append("</tr></thead>\n<tbody>\n");
    for (String policy : policies) {
      out.append("<tr><th scope=\"row\">").append(HtmlText.of(policy)).append("</th>");
      for (RobotBudget budget : budgets) {
        BudgetWords.Standing standing = BudgetText.standing(budget, policy);
        out.append("<td>").append(chip(standing.kind(), standing.text())).append("</td>");
      }
      out.append("</tr>\n");
    }
    out.append("</tbody>\n</table>\n</div>\n</section>\n");
  }

  private static String named(RobotBudget budget) {
    return budget.robot().isEmpty() ? "no robot" : BudgetText.title(budget);
  }

  /** A verdict by sign, word and colour, so that none of them is needed. */
  private static String chip(String kind, String text) {
    String sign =
        switch (kind) {
          case "cannot work" -> "✕";
          case "doubtful" -> "!";
          case "holes" -> "○";
          default -> "✓";
        };
    return "<span class=\"chip "
        + kind.replace(' ', '-')
        + "\"><span aria-hidden=\"true\">"
        + sign
        + "</span> "
        + HtmlText.of(text)
        + "</span>";
  }

  private void robot(RobotBudget budget, String id) {
    out.append("<section id=\"").append(id).append("\">\n<h2>");
    out.append(HtmlText.of(named(budget))).append("</h2>\n");
    if (!budget.board().isEmpty()) {
      out.append("<p class=\"origin\">Board ").append(HtmlText.of(budget.board())).append(", ");
      out.append(FigureText.memory(budget.memoryBytes())).append(" of memory (");
      out.append(HtmlText.of(budget.memoryOrigin())).append(")</p>\n");
    }
    list("It lacks what the policies want", budget.lacks());
    verdicts(budget);
    for (BudgetLine policy : budget.policies()) {
      tree(policy, budget, id);
    }
    questions(budget);
    list("Worth knowing", BudgetWords.notes(budget));
    sources(budget);
    out.append("</section>\n");
  }

  private void list(String title, List<String> items) {
    if (items.isEmpty()) {
      return;
    }
    out.append("<h3>").append(title).append("</h3>\n<ul>\n");
    items.forEach(item -> out.append("<li>").append(HtmlText.code(item)).append("</li>\n"));
    out.append("</ul>\n");
  }

  private void verdicts(RobotBudget budget) {
    List<BudgetWords.Found> found = BudgetWords.verdicts(budget);
    out.append("<h3>What does not work out</h3>\n");
    if (found.isEmpty()) {
      out.append("<p>Nothing: every limit holds what is expected.</p>\n");
      return;
    }
    out.append("<div class=\"cards\">\n");
    for (BudgetWords.Found one : found) {
      BudgetLine.Told told = one.told();
      boolean isError = told.level() == BudgetLine.Level.ERROR;
      out.append("<article class=\"card\">\n<h4>");
      out.append(chip(isError ? "cannot work" : "doubtful", isError ? "cannot work" : "doubtful"));
      out.append(" <code>").append(HtmlText.of(one.line().name())).append("</code> ");
      out.append(HtmlText.of(told.title())).append("</h4>\n");
      out.append("<p class=\"number\">").append(HtmlText.code(told.number())).append("</p>\n");
      if (!told.sources().isEmpty()) {
        out.append("<ul>\n");
        told.sources()
            .forEach(source -> out.append("<li>").append(HtmlText.code(source)).append("</li>\n"));
        out.append("</ul>\n");
      }
      out.append("<p><strong>Mended by</strong> ").append(HtmlText.code(told.change()));
      out.append("</p>\n");
      if (!one.line().origin().isEmpty()) {
        out.append("<p class=\"origin\">").append(HtmlText.of(one.line().origin()));
        out.append("</p>\n");
      }
      out.append("</article>\n");
    }
    out.append("</div>\n");
  }

  private void tree(BudgetLine policy, RobotBudget budget, String id) {
    boolean isPaid = policy.money().minimum() > 0 || policy.spend() != Spread.NONE;
    boolean isModelled = policy.memory().bound() > 0;
    String name = HtmlText.of(policy.name());
    out.append("<h3>Policy <code>").append(name).append("</code></h3>\n");
    out.append("<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Activities of ");
    out.append(name)
        .append(" on ")
        .append(HtmlText.of(named(budget)))
        .append("\">\n<table class=\"sheet\" role=\"table\">\n<caption>");
    out.append("Activities, each under the one that contains it</caption>\n");
    out.append("<thead role=\"rowgroup\"><tr role=\"row\">");
    List<String> heads = new ArrayList<>(List.of("activity", "time", "energy", "peak draw"));
    if (isPaid) {
      heads.add("money");
    }
    if (isModelled) {
      heads.add("memory");
    }
    heads.add("verdict");
    for (String head : heads) {
      out.append("<th role=\"columnheader\" scope=\"col\">").append(head).append("</th>");
    }
    out.append("</tr></thead>\n<tbody role=\"rowgroup\">\n");
    String place = id + "-" + budget.policies().indexOf(policy);
    row(new Row(policy, budget, place, isPaid, isModelled), 0, new IdentityHashMap<>());
    out.append("</tbody>\n</table>\n</div>\n");
  }

  /** A line, and which columns the table has. */
  private record Row(
      BudgetLine line, RobotBudget budget, String id, boolean isPaid, boolean isModelled) {
    Row with(BudgetLine other) {
      return new Row(other, budget, id, isPaid, isModelled);
    }
  }

  private void row(Row row, int depth, Map<Sheet, String> shown) {
    BudgetLine line = row.line();
    String before = shown.get(line.sheet());
    String anchor = row.id() + "-" + shown.size();
    out.append("<tr role=\"row\"");
    if (before == null) {
      shown.put(line.sheet(), anchor);
      out.append(" id=\"").append(anchor).append('"');
    }
    out.append("><th role=\"rowheader\" scope=\"row\" style=\"--depth:").append(depth);
    out.append("\"><span class=\"level\">level ").append(depth + 1).append(" </span><code>");
    out.append(HtmlText.of(line.name())).append("</code> <span class=\"kind\">");
    out.append(line.kind()).append("</span>");
    if (!line.origin().isEmpty()) {
      out.append("<span class=\"origin\">").append(HtmlText.of(line.origin())).append("</span>");
    }
    boolean isRepeated = before != null && !line.parts().isEmpty();
    if (isRepeated) {
      out.append("<a class=\"again\" href=\"#").append(before).append("\">parts as above</a>");
    }
    out.append("</th>");
    cells(row);
    out.append("</tr>\n");
    if (!isRepeated) {
      line.parts().forEach(part -> row(row.with(part), depth + 1, shown));
    }
  }

  private void cells(Row row) {
    BudgetLine line = row.line();
    Sheet sheet = line.sheet();
    boolean isRespond = sheet.work() instanceof Work.Activity activity && activity.isRespond();
    long within = isRespond ? Spread.NONE : line.limits().nanos();
    String first =
        isRespond && line.limits().nanos() != Spread.NONE
            ? "<span class=\"limit\">first effect within "
                + HtmlText.of(FigureText.time(line.limits().nanos()))
                + "</span>"
            : "";
    cell(
        "time",
        new BudgetBars.Bar(
            sheet.need().time(), within, isRespond ? 0 : sheet.keptNanos(), FigureText::time),
        first);
    cell(
        "energy",
        new BudgetBars.Bar(
            sheet.need().energy(),
            line.limits().microjoules(),
            sheet.keptMicrojoules(),
            FigureText::energy),
        "");
    cell(
        "peak draw",
        new BudgetBars.Bar(sheet.need().power(), line.limits().microwatts(), 0, FigureText::power),
        "");
    if (row.isPaid()) {
      Dimension currency = row.budget().currency();
      LongFunction<String> money = micros -> FigureText.money(micros, currency);
      long spend = line.money().bound() == 0 ? Spread.NONE : line.spend();
      cell("money", new BudgetBars.Bar(line.money(), spend, 0, money), "");
    }
    if (row.isModelled()) {
      long board = line.memory().bound() == 0 ? Spread.NONE : row.budget().memoryBytes();
      cell("memory", new BudgetBars.Bar(line.memory(), board, 0, FigureText::memory), "");
    }
    out.append("<td role=\"cell\" data-head=\"verdict\">");
    Set<String> said = new LinkedHashSet<>();
    for (BudgetLine.Told told : line.verdicts()) {
      boolean isError = told.level() == BudgetLine.Level.ERROR;
      said.add(chip(isError ? "cannot work" : "doubtful", told.title()));
    }
    for (BudgetLine.Note note : line.notes()) {
      boolean isHole = note.kind() == BudgetLine.Note.Kind.HOLE;
      said.add(chip(isHole ? "holes" : "doubtful", note.kind().title()));
    }
    boolean isLimited = line.clauses().containsKey("within") || !line.tiers().isEmpty();
    if (said.isEmpty() && isLimited) {
      said.add(chip("fits", "fits"));
    }
    said.forEach(out::append);
    out.append("</td>");
  }

  private void cell(String head, BudgetBars.Bar bar, String more) {
    out.append("<td role=\"cell\" data-head=\"").append(head).append("\">");
    out.append(BudgetBars.of(bar)).append(more).append("</td>");
  }

  private void questions(RobotBudget budget) {
    for (RobotBudget.Standing standing : budget.questions()) {
      out.append("<h3>Which tiers can answer <code>").append(HtmlText.of(standing.question()));
      out.append("</code></h3>\n<p class=\"origin\">").append(HtmlText.of(standing.origin()));
      out.append("</p>\n<dl class=\"states\">\n");
      standing
          .together()
          .forEach(
              (state, tiers) -> {
                out.append("<div><dt>").append(HtmlText.code(state)).append("</dt><dd>");
                out.append(
                    tiers.isEmpty()
                        ? chip("holes", "none: a hole")
                        : HtmlText.of(String.join(", ", tiers)));
                out.append("</dd></div>\n");
              });
      out.append("</dl>\n");
    }
  }

  private void sources(RobotBudget budget) {
    Set<String> lines = new LinkedHashSet<>();
    budget.policies().forEach(line -> sources(line, budget.currency(), lines));
    if (lines.isEmpty()) {
      return;
    }
    out.append("<details>\n<summary>Where the figures come from</summary>\n<ul>\n");
    lines.forEach(line -> out.append("<li>").append(HtmlText.code(line)).append("</li>\n"));
    out.append("</ul>\n</details>\n");
  }

  private static void sources(BudgetLine line, @Nullable Dimension currency, Set<String> lines) {
    for (BudgetLine.TierLine tier : line.tiers()) {
      String text =
          "`"
              + line.name()
              + "` by `"
              + tier.tier()
              + "` (`"
              + tier.model()
              + "`): answers within "
              + FigureText.time(tier.nanos())
              + ", draws "
              + FigureText.power(tier.microwatts())
              + (tier.microMoney() == 0
                  ? ""
                  : ", costs at least " + FigureText.money(tier.microMoney(), currency))
              + (tier.bytes() == 0 ? "" : ", takes " + FigureText.memory(tier.bytes()))
              + (tier.refusal().isEmpty() ? "" : "; never: " + tier.refusal())
              + (tier.source().isEmpty() ? "" : " (" + tier.source() + ")");
      lines.add(text);
    }
    if (line.tiers().isEmpty()) {
      line.sources().forEach(source -> lines.add("`" + line.name() + "` " + source));
    }
    line.parts().forEach(part -> sources(part, currency, lines));
  }
}
