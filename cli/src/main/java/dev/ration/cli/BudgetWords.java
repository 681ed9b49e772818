package dev.ration.cli;

import dev.ration.plan.feasible.BudgetLine;
import dev.ration.plan.feasible.RobotBudget;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a budget sheet says in words: verdicts with their numbers, holes, and tiers. */
final class BudgetWords {
  /** A verdict, and the activity that it is about. */
  record Found(BudgetLine line, BudgetLine.Told told) {}

  private BudgetWords() {}

  /** Every verdict once, however often its activity stands in the tree; the worst first. */
  static List<Found> verdicts(RobotBudget budget) {
    Map<String, Found> found = new LinkedHashMap<>();
    budget.policies().forEach(line -> collect(line, found));
    List<Found> all = new ArrayList<>(found.values());
    all.sort((one, other) -> one.told().level().compareTo(other.told().level()));
    return all;
  }

  private static void collect(BudgetLine line, Map<String, Found> found) {
    for (BudgetLine.Told told : line.verdicts()) {
      found.putIfAbsent(
          line.origin() + line.name() + told.kind() + told.number(), new Found(line, told));
    }
    line.parts().forEach(part -> collect(part, found));
  }

  /** Every note once, with its activity. */
  static List<String> notes(RobotBudget budget) {
    List<String> notes = new ArrayList<>(budget.notes());
    budget.policies().forEach(line -> notes(line, notes));
    return notes.stream().distinct().toList();
  }

  private static void notes(BudgetLine line, List<String> notes) {
    for (BudgetLine.Note note : line.notes()) {
      notes.add("`" + line.name() + "`" + at(line.origin()) + ": " + note);
    }
    line.parts().forEach(part -> notes(part, notes));
  }

  private static String at(String origin) {
    return origin.isEmpty() ? "" : " (" + origin + ")";
  }

  static String of(RobotBudget budget) {
    StringBuilder out = new StringBuilder();
    List<Found> verdicts = verdicts(budget);
    if (!verdicts.isEmpty()) {
      out.append("\nWhat does not work out\n");
    }
    for (Found one : verdicts) {
      out.append("  `").append(one.line().name()).append('`').append(at(one.line().origin()));
      out.append(": ").append(one.told().title()).append('\n');
      out.append("    ").append(one.told().number()).append('\n');
      one.told().sources().forEach(source -> out.append("    ").append(source).append('\n'));
      out.append("    mended by: ").append(one.told().change()).append('\n');
    }
    if (!budget.questions().isEmpty()) {
      out.append("\nWhich tiers can answer\n");
    }
    for (RobotBudget.Standing standing : budget.questions()) {
      out.append("  `").append(standing.question()).append('`').append(at(standing.origin()));
      out.append('\n');
      standing
          .together()
          .forEach(
              (state, tiers) -> {
                String able = tiers.isEmpty() ? "none" : String.join(", ", tiers);
                out.append("    ").append(state).append(": ").append(able).append('\n');
              });
    }
    List<String> notes = notes(budget);
    if (!notes.isEmpty()) {
      out.append("\nWorth knowing\n");
      notes.forEach(note -> out.append("  ").append(note).append('\n'));
    }
    return out.toString();
  }

  /** How a policy stands on a robot: the worst of its verdicts and holes, in a few words. */
  static Standing standing(BudgetLine line) {
    long errors = count(line, BudgetLine.Level.ERROR);
    long warnings = count(line, BudgetLine.Level.WARNING);
    long holes = holes(line);
    if (errors > 0) {
      return new Standing("cannot work", errors + " cannot work out");
    }
    if (warnings > 0) {
      return new Standing("doubtful", warnings + " doubtful");
    }
    return holes > 0
        ? new Standing("holes", holes == 1 ? "1 hole" : holes + " holes")
        : new Standing("fits", "fits");
  }

  /** A word for its kind, and the words that are shown. */
  record Standing(String kind, String text) {}

  private static long count(BudgetLine line, BudgetLine.Level level) {
    Map<String, Found> found = new LinkedHashMap<>();
    collect(line, found);
    return found.values().stream().filter(one -> one.told().level() == level).count();
  }

  private static long holes(BudgetLine line) {
    Set<Hole> holes = new HashSet<>();
    holes(line, holes);
    return holes.size();
  }

  /** A hole, once for its activity however often that stands in the tree. */
  private record Hole(String activity, String origin, BudgetLine.Note note) {}

  private static void holes(BudgetLine line, Set<Hole> holes) {
    line.notes().stream()
        .filter(note -> note.kind() == BudgetLine.Note.Kind.HOLE)
        .forEach(note -> holes.add(new Hole(line.name(), line.origin(), note)));
    line.parts().forEach(part -> holes(part, holes));
  }
}
