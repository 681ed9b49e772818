package dev.ration.grammar.check;

import dev.ration.grammar.syntax.Clause;
import dev.ration.grammar.syntax.Expression;
import dev.ration.plan.Grade;
import dev.ration.plan.Quantity;
import dev.ration.plan.Unit;
import dev.ration.plan.feasible.Work;
import dev.ration.plan.profile.Distribution;
import dev.ration.plan.profile.Figure;
import dev.ration.plan.profile.RobotProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What host actions promise, in numbers: their declarations, amended by the robot's profile. */
final class Promises {
  private static final Distribution NOTHING = Distribution.constant(0);

  private final Facts facts;
  private final @Nullable RobotProfile robot;

  Promises(Facts facts, @Nullable RobotProfile robot) {
    this.facts = facts;
    this.robot = robot;
  }

  Work.Command command(Symbol.ActivitySymbol action) {
    List<Clause> clauses = action.declaration().clauses();
    Clause.Takes takes = Deeds.clause(clauses, Clause.Takes.class);
    Clause.Begins begins = Deeds.clause(clauses, Clause.Begins.class);
    Clause.Draws draws = Deeds.clause(clauses, Clause.Draws.class);
    Figure<Distribution> time =
        takes == null ? Figure.byDefault(NOTHING) : figure(takes, takes.figure(), takes.max());
    Figure<Distribution> effect =
        begins == null ? null : figure(begins, begins.figure(), begins.max());
    Figure<Distribution> power =
        draws == null ? Figure.byDefault(NOTHING) : figure(draws, draws.figure(), null);
    RobotProfile profile = robot;
    if (profile == null) {
      return new Work.Command(action.name(), time, effect, power, 0);
    }
    RobotProfile.Contract amended = profile.actions().get(action.toString());
    if (amended != null) {
      time = amended(amended.takes(), time);
      effect = amended.begins() == null ? effect : amended(amended.begins(), effect);
      power = amended(amended.draws(), power);
    }
    return new Work.Command(action.name(), time, effect, power, profile.stopTime(held(clauses)));
  }

  private List<String> held(List<Clause> clauses) {
    List<String> held = new ArrayList<>();
    Clause.Holds holds = Deeds.clause(clauses, Clause.Holds.class);
    if (holds != null) {
      for (Clause.Holding one : holds.holdings()) {
        held.add(facts.symbolOf(one.resource()).map(Symbol::name).orElseGet(one.resource()::text));
      }
    }
    return held;
  }

  /** The profile's figure; the maximum that the declaration enforces stays. */
  private static Figure<Distribution> amended(
      @Nullable Figure<Distribution> profile, @Nullable Figure<Distribution> declared) {
    if (profile == null) {
      return declared == null ? Figure.byDefault(NOTHING) : declared;
    }
    Distribution value = profile.value();
    if (value.max().isPresent() || declared == null || declared.value().max().isEmpty()) {
      return profile;
    }
    long max = Math.max(value.p95(), declared.value().max().getAsLong());
    return profile.map(one -> one.atMost(max));
  }

  /** {@code a .. b .. c max d}: least, typical, p95; {@code a .. b} least and p95 (L21). */
  private Figure<Distribution> figure(Clause clause, Expression points, @Nullable Expression max) {
    OptionalLong most = grains(max);
    Distribution value;
    if (points instanceof Expression.Range range) {
      long least = grains(range.low()).orElse(0);
      long p95 = Math.max(least, grains(range.high()).orElse(least));
      long middle = least + (p95 - least) / 2;
      Expression given = range.middle();
      long typical = given == null ? middle : Math.clamp(grains(given).orElse(least), least, p95);
      value = Distribution.of(least, typical, p95);
      if (most.isPresent()) {
        value = value.atMost(Math.max(p95, most.getAsLong()));
      }
    } else {
      long constant = grains(points).orElse(0);
      value = Distribution.constant(constant);
      if (most.isPresent() && most.getAsLong() > constant) {
        value = Distribution.of(constant, constant, constant).atMost(most.getAsLong());
      }
    }
    return new Figure<>(value, Grade.STATED, "", clause.span().toString());
  }

  /** The exact amount an expression always has, in grains; empty where it depends. */
  OptionalLong grains(@Nullable Expression expression) {
    if (expression == null) {
      return OptionalLong.empty();
    }
    Optional<Quantity> known = facts.constantOf(expression);
    if (known.isEmpty() && expression instanceof Expression.QuantityLiteral literal) {
      known = Unit.ofSymbol(literal.unit()).map(unit -> Quantity.of(literal.value(), unit));
    }
    if (known.isEmpty() && expression instanceof Expression.Grouped grouped) {
      return grains(grouped.inner());
    }
    return known
        .filter(one -> one.dimension().grain().isExact())
        .map(one -> OptionalLong.of(one.toGrains()))
        .orElseGet(OptionalLong::empty);
  }
}
