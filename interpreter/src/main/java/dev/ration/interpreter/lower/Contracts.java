package dev.ration.interpreter.lower;

import dev.ration.grammar.check.Facts;
import dev.ration.grammar.check.Symbol;
import dev.ration.grammar.syntax.Clause;
import dev.ration.grammar.syntax.Expression;
import dev.ration.plan.profile.Distribution;
import dev.ration.plan.profile.Figure;
import dev.ration.plan.profile.RobotProfile;
import dev.ration.runtime.scope.CommandSpec;
import dev.ration.runtime.spi.CommandContract;
import dev.ration.runtime.spi.CommandContract.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What host actions promise: their declarations, amended by the robot's profile. */
final class Contracts {
  private final Facts facts;
  private final Constants constants;
  private final @Nullable RobotProfile robot;

  Contracts(Facts facts, @Nullable RobotProfile robot) {
    this.facts = facts;
    this.constants = new Constants(facts);
    this.robot = robot;
  }

  /** The command of a host action, without arguments. */
  CommandSpec command(Symbol.ActivitySymbol action) {
    CommandContract contract = contract(action);
    RobotProfile profile = robot;
    List<Clause> clauses = action.declaration().clauses();
    return new CommandSpec(
        // A file that names no module gives its actions plain names.
        action.toString().replaceFirst("^\\.", ""),
        List.of(),
        contract,
        profile == null ? 0 : profile.stopTime(contract.holds()),
        new CommandSpec.Traits(
            clauses.stream().anyMatch(Clause.Unfenced.class::isInstance),
            profile != null && isHoldable(profile, contract.holds()),
            clauses.stream().anyMatch(Clause.Preemptible.class::isInstance)));
  }

  /** Whether all that an action holds has a state in which it stands still (C6). */
  private static boolean isHoldable(RobotProfile robot, List<String> holds) {
    return !holds.isEmpty()
        && holds.stream()
            .allMatch(name -> robot.resource(name).map(one -> one.holdState()).isPresent());
  }

  /** What a host action promises on this robot. */
  CommandContract contract(Symbol.ActivitySymbol action) {
    Figures takes = Figures.ZERO;
    Figures begins = Figures.ZERO;
    Figures draws = Figures.ZERO;
    List<String> holds = new ArrayList<>();
    List<String> fails = new ArrayList<>();
    boolean isPure = false;
    for (Clause clause : action.declaration().clauses()) {
      switch (clause) {
        case Clause.Takes one -> takes = figures(one.figure(), one.max());
        case Clause.Begins one -> begins = figures(one.figure(), one.max());
        case Clause.Draws one -> draws = figures(one.figure(), null);
        case Clause.Holds one ->
            one.holdings()
                .forEach(
                    held ->
                        holds.add(
                            facts
                                .symbolOf(held.resource())
                                .map(Symbol::name)
                                .orElseGet(held.resource()::text)));
        case Clause.Fails one ->
            one.reasons().forEach(path -> fails.add(facts.reasonOf(path).orElseGet(path::text)));
        case Clause.Pure _ -> isPure = true;
        default -> {}
      }
    }
    RobotProfile.Contract amended = robot == null ? null : robot.actions().get(action.toString());
    if (amended != null) {
      takes = amended(amended.takes(), takes);
      begins = amended(amended.begins(), begins);
      draws = amended(amended.draws(), draws);
    }
    return new CommandContract(takes, begins, draws, holds, fails, isPure);
  }

  private static Figures amended(@Nullable Figure<Distribution> figure, Figures declared) {
    if (figure == null) {
      return declared;
    }
    Distribution value = figure.value();
    long max = value.max().orElse(declared.max());
    return new Figures(
        value.least(),
        value.typical(),
        value.p95(),
        max == Figures.NO_MAX ? max : Math.max(max, value.p95()));
  }

  /** {@code a .. b .. c max d}: least, typical, p95; {@code a .. b} least and p95 (L21). */
  private Figures figures(Expression figure, @Nullable Expression max) {
    OptionalLong most = constants.grains(max);
    if (!(figure instanceof Expression.Range range)) {
      long value = constants.grains(figure).orElse(0);
      return new Figures(value, value, value, Math.max(value, most.orElse(value)));
    }
    long least = constants.grains(range.low()).orElse(0);
    long p95 = Math.max(least, constants.grains(range.high()).orElse(least));
    Expression middle = range.middle();
    long typical =
        middle == null ? least + (p95 - least) / 2 : constants.grains(middle).orElse(least);
    long between = Math.clamp(typical, least, p95);
    return new Figures(
        least, between, p95, most.isPresent() ? Math.max(p95, most.getAsLong()) : Figures.NO_MAX);
  }
}
