package dev.ration.grammar.check;

import dev.ration.plan.Severity;
import dev.ration.plan.feasible.BudgetLine;
import dev.ration.plan.feasible.Feasibility;
import dev.ration.plan.feasible.RobotBudget;
import dev.ration.plan.feasible.Spread;
import dev.ration.plan.profile.BoardProfile;
import dev.ration.plan.profile.MemoryPlan;
import dev.ration.plan.profile.Site;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Budget sheets of checked programs: what their activities need on one robot. Thread-safe. */
public final class BudgetSheets {
  private BudgetSheets() {}

  /**
   * The sheet of each policy of the modules that were asked for, in the order of the text.
   *
   * @param robot what to call the robot
   * @param site where they run; null for what host actions declare alone
   */
  public static RobotBudget of(CheckedProgram program, String robot, @Nullable Site site) {
    var builder = new WorkBuilder(program.facts(), site);
    var feasibility = new Feasibility();
    var lines = new BudgetLines(program.facts(), builder, site);
    List<BudgetLine> policies = new ArrayList<>();
    for (CheckedModule module : program.roots()) {
      for (Symbol.ActivitySymbol policy : module.policies()) {
        builder.of(policy).ifPresent(work -> policies.add(lines.policy(feasibility.of(work))));
      }
    }
    BoardProfile board = site == null ? null : site.robot().board();
    return new RobotBudget(
        robot,
        site == null ? "" : site.name(),
        board == null ? "" : board.name(),
        board == null ? Spread.NONE : board.memory().value(),
        board == null ? "" : board.memory().origin(),
        lines.currency(),
        policies,
        lines.standings(),
        site == null ? List.of() : lacks(program, site),
        site == null ? List.of() : notes(site));
  }

  private static List<String> lacks(CheckedProgram program, Site site) {
    return RobotFit.check(program, site.robot()).stream()
        .filter(finding -> finding.severity() == Severity.ERROR)
        .map(finding -> finding.at() + ": " + finding.message())
        .toList();
  }

  /** What of a site serves nobody, whatever a policy asks. */
  private static List<String> notes(Site site) {
    List<String> notes = new ArrayList<>();
    MemoryPlan memory = MemoryPlan.of(site);
    for (Site.Serve serve : site.serves()) {
      if (!memory.fits(serve)) {
        notes.add("`" + serve.tier().name() + "`: " + ServeFigures.noRoom(site, serve.model()));
      }
      if (ServeFigures.currency(serve.model()) != null && site.money() == null) {
        notes.add("`" + serve.tier().name() + "` is paid, and the site gives a mission no money");
      }
    }
    return notes;
  }
}
