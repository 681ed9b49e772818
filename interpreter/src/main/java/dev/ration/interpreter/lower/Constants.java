package dev.ration.interpreter.lower;

import dev.ration.grammar.check.Facts;
import dev.ration.grammar.syntax.Expression;
import dev.ration.plan.Quantity;
import dev.ration.plan.Unit;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Figures that are known before anything runs. */
final class Constants {
  private final Facts facts;

  Constants(Facts facts) {
    this.facts = facts;
  }

  /** The exact amount an expression always has, in grains; empty where it depends. */
  OptionalLong grains(@Nullable Expression expression) {
    if (expression == null) {
      return OptionalLong.empty();
    }
    return quantity(expression)
        .filter(one -> one.dimension().grain().isExact())
        .map(one -> OptionalLong.of(one.toGrains()))
        .orElseGet(OptionalLong::empty);
  }

  /** The quantity an expression always is. */
  Optional<Quantity> quantity(Expression expression) {
    Optional<Quantity> known = facts.constantOf(expression);
    if (known.isPresent()) {
      return known;
    }
    return switch (expression) {
      case Expression.QuantityLiteral literal ->
          Unit.ofSymbol(literal.unit()).map(unit -> Quantity.of(literal.value(), unit));
      case Expression.Grouped grouped -> quantity(grouped.inner());
      default -> Optional.empty();
    };
  }
}
