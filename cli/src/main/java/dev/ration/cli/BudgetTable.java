package dev.ration.cli;

import dev.ration.plan.Dimension;
import dev.ration.plan.feasible.BudgetLine;
import dev.ration.plan.feasible.FigureText;
import dev.ration.plan.feasible.Need;
import dev.ration.plan.feasible.RobotBudget;
import dev.ration.plan.feasible.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.Collectors;

/** Budget sheets as a table: one line for each activity, indented as they are nested. */
final class BudgetTable {
  /** A column under the word that it shares with its neighbours, which stands over the first. */
  private record Column(String group, String head, Function<BudgetLine, String> cell) {}

  private final List<Column> columns = new ArrayList<>();
  private final List<List<String>> rows = new ArrayList<>();

  private BudgetTable(RobotBudget budget) {
    spread("time", line -> line.sheet().need().time(), FigureText::time, true);
    limit("limit", line -> line.limits().nanos(), FigureText::time);
    columns.add(
        new Column(
            "",
            "kept",
            line ->
                line.sheet().keptNanos() == 0 ? "" : FigureText.time(line.sheet().keptNanos())));
    spread("energy", line -> line.sheet().need().energy(), FigureText::energy, false);
    limit("budget", line -> line.limits().microjoules(), FigureText::energy);
    columns.add(new Column("power", "peak", line -> peak(line.sheet().need())));
    if (budget.policies().stream().anyMatch(BudgetTable::isPaid)) {
      Dimension currency = budget.currency();
      LongFunction<String> money = micros -> FigureText.money(micros, currency);
      columns.add(new Column("money", "least", line -> nonzero(line.money().minimum(), money)));
      limit("spend", BudgetLine::spend, money);
    }
    if (budget.policies().stream().anyMatch(line -> line.memory().bound() > 0)) {
      columns.add(
          new Column(
              "memory", "least", line -> nonzero(line.memory().minimum(), FigureText::memory)));
      columns.add(
          new Column("", "at most", line -> nonzero(line.memory().bound(), FigureText::memory)));
    }
    columns.add(new Column("", "", BudgetTable::remarks));
  }

  /** A robot's table, then what does not work out in words, and which tiers can answer. */
  static String of(RobotBudget budget) {
    var table = new BudgetTable(budget);
    budget.policies().forEach(line -> table.add(line, 0));
    return table.text() + BudgetWords.of(budget);
  }

  private void spread(
      String group, Function<BudgetLine, Spread> figure, LongFunction<String> text, boolean isP95) {
    columns.add(new Column(group, "least", line -> text.apply(figure.apply(line).minimum())));
    columns.add(new Column("", "expected", line -> shown(figure.apply(line).expected(), text)));
    if (isP95) {
      columns.add(new Column("", "95 of 100", line -> shown(figure.apply(line).p95(), text)));
    }
    columns.add(new Column("", "at most", line -> shown(figure.apply(line).bound(), text)));
  }

  private void limit(String head, Function<BudgetLine, Long> figure, LongFunction<String> text) {
    columns.add(
        new Column(
            "",
            head,
            line -> figure.apply(line) == Spread.NONE ? "" : text.apply(figure.apply(line))));
  }

  private static boolean isPaid(BudgetLine line) {
    return line.money().minimum() > 0
        || line.spend() != Spread.NONE
        || line.parts().stream().anyMatch(BudgetTable::isPaid);
  }

  private void add(BudgetLine line, int depth) {
    List<String> row = new ArrayList<>();
    row.add("  ".repeat(depth) + line.name());
    columns.forEach(column -> row.add(column.cell().apply(line)));
    rows.add(row);
    line.parts().forEach(part -> add(part, depth + 1));
  }

  private static String peak(Need need) {
    return shown(need.power().bound(), FigureText::power);
  }

  private static String nonzero(long figure, LongFunction<String> text) {
    return figure <= 0 ? "" : text.apply(figure);
  }

  private static String shown(long figure, LongFunction<String> text) {
    return figure == Spread.NONE ? "?" : text.apply(figure);
  }

  private static String remarks(BudgetLine line) {
    List<String> remarks =
        new ArrayList<>(line.verdicts().stream().map(BudgetLine.Told::title).toList());
    line.notes().stream().map(note -> note.kind().title()).distinct().forEach(remarks::add);
    return remarks.stream().filter(one -> !one.isEmpty()).collect(Collectors.joining("; "));
  }

  private String text() {
    List<String> groups = new ArrayList<>(List.of(""));
    List<String> heads = new ArrayList<>(List.of("activity"));
    for (Column column : columns) {
      groups.add(column.group());
      heads.add(column.head());
    }
    List<List<String>> all = new ArrayList<>(List.of(groups, heads));
    all.addAll(rows);
    int[] widths = new int[heads.size()];
    for (List<String> row : all) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    var text = new StringBuilder();
    for (List<String> row : all) {
      var line = new StringBuilder(padded(row.getFirst(), widths[0], false));
      for (int i = 1; i < widths.length - 1; i++) {
        line.append("  ").append(padded(row.get(i), widths[i], true));
      }
      line.append("  ").append(row.getLast());
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private static String padded(String text, int width, boolean isRight) {
    String gap = " ".repeat(width - text.length());
    return isRight ? gap + text : text + gap;
  }
}
