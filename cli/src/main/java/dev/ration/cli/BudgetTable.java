package dev.ration.cli;

import dev.ration.plan.feasible.FigureText;
import dev.ration.plan.feasible.Limits;
import dev.ration.plan.feasible.Need;
import dev.ration.plan.feasible.Sheet;
import dev.ration.plan.feasible.Spread;
import dev.ration.plan.feasible.Verdict;
import dev.ration.plan.feasible.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.Collectors;

/** Budget sheets as a table: one line for each activity, indented as they are nested. */
final class BudgetTable {
  private static final List<String> HEADER =
      List.of(
          "activity",
          "least",
          "expected",
          "95 of 100",
          "at most",
          "limit",
          "kept",
          "least",
          "expected",
          "at most",
          "budget",
          "peak",
          "");
  private static final int FIRST_OF_ENERGY = 7;
  private static final int LAST_OF_ENERGY = 10;

  private final List<List<String>> rows = new ArrayList<>();

  private BudgetTable() {}

  static String of(List<Sheet> sheets) {
    var table = new BudgetTable();
    table.rows.add(HEADER);
    sheets.forEach(sheet -> table.add(sheet, 0));
    return table.text();
  }

  private void add(Sheet sheet, int depth) {
    Need need = sheet.need();
    Limits limits =
        sheet.work() instanceof Work.Activity activity ? activity.limits() : Limits.OPEN;
    rows.add(
        List.of(
            "  ".repeat(depth) + sheet.name(),
            FigureText.time(need.time().minimum()),
            shown(need.time().expected(), FigureText::time),
            shown(need.time().p95(), FigureText::time),
            shown(need.time().bound(), FigureText::time),
            limit(limits.nanos(), FigureText::time),
            sheet.keptNanos() == 0 ? "" : FigureText.time(sheet.keptNanos()),
            FigureText.energy(need.energy().minimum()),
            shown(need.energy().expected(), FigureText::energy),
            shown(need.energy().bound(), FigureText::energy),
            limit(limits.microjoules(), FigureText::energy),
            shown(need.power().bound(), FigureText::power),
            notes(sheet)));
    sheet.named().forEach(part -> add(part, depth + 1));
  }

  private static String shown(long figure, LongFunction<String> text) {
    return figure == Spread.NONE ? "?" : text.apply(figure);
  }

  private static String limit(long figure, LongFunction<String> text) {
    return figure == Spread.NONE ? "" : text.apply(figure);
  }

  private static String notes(Sheet sheet) {
    return sheet.verdicts().stream().map(BudgetTable::note).collect(Collectors.joining("; "));
  }

  private static String note(Verdict verdict) {
    return switch (verdict.kind()) {
      case TIME_MINIMUM -> "can never end in time";
      case TIME_EXPECTED -> "expected to be late";
      case TIME_P95 -> "late in more than 5 of 100";
      case EFFECT_MINIMUM -> "can never begin in time";
      case EFFECT_EXPECTED -> "expected to begin late";
      case ENERGY_MINIMUM -> "can never have its energy";
      case ENERGY_EXPECTED -> "expected to use up its energy";
      case POWER_MINIMUM -> "always draws more than it may";
      case NO_TIER, NO_LIKELY_TIER -> "no tier can answer";
      case DEAD_TIER ->
          "never "
              + verdict.shares().stream()
                  .map(Verdict.Share::name)
                  .collect(Collectors.joining(", "));
    };
  }

  private String text() {
    int[] widths = new int[HEADER.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = word(i).length();
    }
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    var text = new StringBuilder();
    text.append(heading(widths)).append('\n');
    for (List<String> row : rows) {
      var line = new StringBuilder(padded(row.getFirst(), widths[0], false));
      for (int i = 1; i < widths.length - 1; i++) {
        line.append("  ").append(padded(row.get(i), widths[i], true));
      }
      line.append("  ").append(row.getLast());
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  /** Which columns are time, which energy, which power. */
  private static String heading(int[] widths) {
    var line = new StringBuilder(" ".repeat(widths[0]));
    for (int i = 1; i < widths.length - 1; i++) {
      line.append("  ").append(padded(word(i), widths[i], true));
    }
    return line.toString().stripTrailing();
  }

  private static String word(int column) {
    return switch (column) {
      case 1 -> "time";
      case FIRST_OF_ENERGY -> "energy";
      case LAST_OF_ENERGY + 1 -> "power";
      default -> "";
    };
  }

  private static String padded(String text, int width, boolean isRight) {
    String gap = " ".repeat(width - text.length());
    return isRight ? gap + text : text + gap;
  }
}
