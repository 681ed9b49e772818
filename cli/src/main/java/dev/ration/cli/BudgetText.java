package dev.ration.cli;

import dev.ration.lint.report.Columns;
import dev.ration.plan.feasible.BudgetLine;
import dev.ration.plan.feasible.RobotBudget;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Budget sheets of one robot or several, as text. */
final class BudgetText {
  private BudgetText() {}

  /**
   * One sheet after the other and, where robots were named, a table of policies and robots.
   *
   * @param isFleet whether robots were named
   */
  static String of(List<RobotBudget> budgets, boolean isFleet) {
    if (!isFleet) {
      return budgets.isEmpty() ? "" : BudgetTable.of(budgets.getFirst());
    }
    StringBuilder out = new StringBuilder();
    for (RobotBudget budget : budgets) {
      out.append("== ").append(title(budget)).append('\n');
      out.append(BudgetTable.of(budget)).append('\n');
    }
    return out.append(matrix(budgets)).toString();
  }

  static String title(RobotBudget budget) {
    boolean isSite = budget.site().isEmpty() || budget.site().equals(budget.robot());
    return isSite ? budget.robot() : budget.robot() + " at " + budget.site();
  }

  /** The policies of all sheets, in order. */
  static Set<String> policies(List<RobotBudget> budgets) {
    Set<String> names = new LinkedHashSet<>();
    budgets.forEach(budget -> budget.policies().forEach(line -> names.add(line.name())));
    return names;
  }

  /** How a policy stands on a robot. */
  static BudgetWords.Standing standing(RobotBudget budget, String policy) {
    if (budget.isUnfit()) {
      return new BudgetWords.Standing("cannot work", "lacks parts");
    }
    return budget.policies().stream()
        .filter(line -> line.name().equals(policy))
        .map((BudgetLine line) -> BudgetWords.standing(line))
        .findFirst()
        .orElse(new BudgetWords.Standing("fits", ""));
  }

  private static String matrix(List<RobotBudget> budgets) {
    List<List<String>> rows = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of(""));
    budgets.forEach(budget -> head.add(budget.robot()));
    rows.add(head);
    for (String policy : policies(budgets)) {
      List<String> row = new ArrayList<>(List.of(policy));
      budgets.forEach(budget -> row.add(standing(budget, policy).text()));
      rows.add(row);
    }
    return Columns.of(rows);
  }
}
