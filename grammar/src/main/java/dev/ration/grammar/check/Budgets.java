package dev.ration.grammar.check;

import dev.ration.grammar.syntax.Clause;
import dev.ration.grammar.syntax.Construct;
import dev.ration.grammar.syntax.Expression;
import dev.ration.grammar.syntax.Trailer;
import dev.ration.grammar.syntax.Tree;
import dev.ration.plan.feasible.Feasibility;
import dev.ration.plan.feasible.Sheet;
import dev.ration.plan.feasible.Spread;
import dev.ration.plan.feasible.Work;
import dev.ration.plan.profile.RobotProfile;
import dev.ration.plan.profile.Site;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Budget sheets of a checked program: what its activities need on one robot. Used by one thread.
 */
public final class Budgets {
  private final WorkBuilder builder;
  private final Feasibility feasibility = new Feasibility();

  /**
   * @param site where it runs; null for what host actions declare alone
   */
  public Budgets(CheckedProgram program, @Nullable Site site) {
    this(program, site == null ? null : site.robot(), site);
  }

  private Budgets(CheckedProgram program, @Nullable RobotProfile robot, @Nullable Site site) {
    builder = new WorkBuilder(program.facts(), robot, site);
  }

  /** The same program on a robot whose models nothing is known of. */
  public static Budgets withoutModels(CheckedProgram program, @Nullable RobotProfile robot) {
    return new Budgets(program, robot, null);
  }

  /** The sheet of a policy, an action or a think; empty for anything else, and for the host's. */
  public Optional<Sheet> of(Symbol symbol) {
    return builder.of(symbol).map(feasibility::of);
  }

  /** What a block does. */
  public Work work(Tree.Block block) {
    return builder.block(block);
  }

  /** What an expression does, under its own clauses. */
  public Work work(Expression expression) {
    return builder.of(expression);
  }

  /** What a construct does by itself, without its clauses and trailers. */
  public Work content(Construct construct) {
    return builder.content(construct);
  }

  /** What a host action does by itself, without what its head demands. */
  public Work command(Symbol.ActivitySymbol action) {
    return builder.promised(action);
  }

  /** The sheet of some work of this program. */
  public Sheet sheet(Work work) {
    return feasibility.of(work);
  }

  /**
   * The sheet of an activity with one list of cases: a chain of `else` is a scope for each (L7).
   */
  public Sheet sheet(String name, List<Clause> clauses, List<Trailer> trailers, Work content) {
    return feasibility.of(builder.activity(name, clauses, trailers, content));
  }

  /** When the first of some work is heard or seen; when it ends, where nothing is (T9). */
  public Spread toFirstEffect(Work work) {
    return feasibility.toFirstEffect(work);
  }

  /** The longest that some work takes where nobody else holds what it needs (T3). */
  public long reserveNanos(Work work, boolean isToFirstEffect) {
    return feasibility.reserveNanos(work, isToFirstEffect);
  }

  /** All activities that a sheet leads to, itself included, by the nodes they were made from. */
  public Map<Tree, Sheet> activities(Sheet sheet) {
    Map<Tree, Sheet> found = new IdentityHashMap<>();
    collect(sheet, Collections.newSetFromMap(new IdentityHashMap<>()), found);
    return found;
  }

  private void collect(Sheet sheet, Set<Sheet> seen, Map<Tree, Sheet> found) {
    if (!seen.add(sheet)) {
      return;
    }
    Tree tree = sheet.work() instanceof Work.Activity activity ? builder.treeOf(activity) : null;
    if (tree != null) {
      // The outermost of several: a list of cases around another, or a loop around its rounds.
      found.putIfAbsent(tree, sheet);
    }
    sheet.parts().forEach(part -> collect(part, seen, found));
  }
}
