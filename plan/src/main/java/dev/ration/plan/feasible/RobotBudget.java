package dev.ration.plan.feasible;

import dev.ration.plan.Dimension;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The budget sheet of policies on one robot. Immutable.
 *
 * @param robot what it is called; empty when no site says
 * @param site where it stands; empty when nothing says
 * @param board what computes on it; empty for none
 * @param memoryBytes of the board; {@link Spread#NONE} without one
 * @param memoryOrigin where that is written
 * @param currency of the site's money; null when it has none
 * @param policies in the order of the text
 * @param questions which tiers can answer, and when none can
 * @param lacks what the policies want and the robot does not have
 * @param notes what holds for all of it
 */
public record RobotBudget(
    String robot,
    String site,
    String board,
    long memoryBytes,
    String memoryOrigin,
    @Nullable Dimension currency,
    List<BudgetLine> policies,
    List<Standing> questions,
    List<String> lacks,
    List<String> notes) {
  public RobotBudget {
    policies = List.copyOf(policies);
    questions = List.copyOf(questions);
    lacks = List.copyOf(lacks);
    notes = List.copyOf(notes);
  }

  /** Whether the robot does not even have what the policies want. */
  public boolean isUnfit() {
    return !lacks.isEmpty();
  }

  /**
   * Which tiers can answer a question in each state of link and battery.
   *
   * @param question its name
   * @param origin where it is written
   * @param tiers by state, in the order of the states; an empty list is a hole
   */
  public record Standing(String question, String origin, Map<String, List<String>> tiers) {
    /** The tiers by the states in which they are the same, in the order of the states. */
    public Map<String, List<String>> together() {
      Map<List<String>, List<String>> states = new LinkedHashMap<>();
      tiers.forEach(
          (state, able) -> states.computeIfAbsent(able, _ -> new ArrayList<>()).add(state));
      Map<String, List<String>> found = new LinkedHashMap<>();
      states.forEach(
          (able, names) ->
              found.put(states.size() == 1 ? "always" : String.join(", ", names), able));
      return found;
    }
  }
}
