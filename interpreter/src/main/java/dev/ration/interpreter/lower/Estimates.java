package dev.ration.interpreter.lower;

import dev.ration.grammar.check.Budgets;
import dev.ration.grammar.check.CheckedProgram;
import dev.ration.grammar.syntax.Construct;
import dev.ration.grammar.syntax.Expression;
import dev.ration.grammar.syntax.Tree;
import dev.ration.plan.feasible.Need;
import dev.ration.plan.feasible.Sheet;
import dev.ration.plan.feasible.Spread;
import dev.ration.plan.feasible.Work;
import dev.ration.plan.profile.Site;
import dev.ration.runtime.clock.Instants;
import dev.ration.runtime.scope.ScopeSpec;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the runtime keeps back for handlers and cleanups, and below what it does not start at all:
 * the figures of the budget sheet (S1).
 *
 * <p>One thing differs: what a question to a model takes at least is for the chooser to judge, who
 * learns from what calls took (M2). So nothing is refused for that before it is asked.
 */
final class Estimates {
  private final Budgets least;
  private final Budgets most;

  Estimates(CheckedProgram program, @Nullable Site site) {
    least = Budgets.withoutModels(program, site == null ? null : site.robot());
    most = new Budgets(program, site);
  }

  /** How some work is made from the figures of one robot. */
  @FunctionalInterface
  interface Making extends Function<Budgets, Work> {}

  static final Making NOTHING = _ -> new Work.Computation();

  static Making block(Tree.Block block) {
    return budgets -> budgets.work(block);
  }

  static Making of(Expression expression) {
    return budgets -> budgets.work(expression);
  }

  static Making content(Construct construct) {
    return budgets -> budgets.content(construct);
  }

  /**
   * What an activity needs, and what is kept back for its end.
   *
   * @param effectNanos the least time to its first effect
   */
  record Kept(long minimumNanos, long effectNanos, long minimumMicrojoules, long keptMicrojoules) {}

  Kept kept(Shape shape) {
    Sheet needed = least.sheet(shape.name(), shape.clauses(), List.of(), shape.work().apply(least));
    Sheet kept =
        most.sheet(shape.name(), shape.clauses(), shape.trailers(), shape.work().apply(most));
    Need body = needed.body();
    Work attempt =
        needed.work() instanceof Work.Activity activity ? activity.body() : needed.work();
    return new Kept(
        body.time().minimum(),
        least.toFirstEffect(attempt).minimum(),
        body.startMicrojoules(),
        kept.keptMicrojoules());
  }

  /** What a handler needs; the one of a {@code respond} only until its first effect (T9). */
  ScopeSpec.Handler handler(List<String> reasons, Making content, boolean isResponding) {
    long bound = most.reserveNanos(content.apply(most), isResponding);
    Work work = content.apply(least);
    Spread time = isResponding ? least.toFirstEffect(work) : least.sheet(work).need().time();
    return new ScopeSpec.Handler(
        reasons, bound == Spread.NONE ? Instants.NEVER : bound, time.minimum());
  }

  /** What a branch needs of energy before any of them starts (E3). */
  long startMicrojoules(Expression branch) {
    return least.sheet(least.work(branch)).need().startMicrojoules();
  }
}
