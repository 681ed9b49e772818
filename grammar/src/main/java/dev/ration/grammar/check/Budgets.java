package dev.ration.grammar.check;

import dev.ration.plan.feasible.Feasibility;
import dev.ration.plan.feasible.Sheet;
import dev.ration.plan.profile.Site;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Budget sheets of checked programs: what their activities need on one robot. Thread-safe. */
public final class Budgets {
  private Budgets() {}

  /**
   * The sheet of each policy of the modules that were asked for, in the order of the text.
   *
   * @param site where they run; null for what host actions declare alone
   */
  public static List<Sheet> of(CheckedProgram program, @Nullable Site site) {
    var builder = new WorkBuilder(program.facts(), site);
    var feasibility = new Feasibility();
    return program.roots().stream()
        .flatMap(module -> module.policies().stream())
        .map(policy -> builder.of(policy).map(feasibility::of).orElse(null))
        .filter(Objects::nonNull)
        .toList();
  }
}
