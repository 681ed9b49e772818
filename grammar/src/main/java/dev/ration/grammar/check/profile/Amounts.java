package dev.ration.grammar.check.profile;

import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.diag.NearUnits;
import dev.ration.grammar.diag.Span;
import dev.ration.grammar.syntax.Expression;
import dev.ration.plan.Code;
import dev.ration.plan.Dimension;
import dev.ration.plan.Quantity;
import dev.ration.plan.Unit;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Quantities that are known from the text alone: literals and sums and products of them. */
final class Amounts {
  /** Longer numbers are a slip of the hand, and cost time to compute with. */
  private static final int MOST_DIGITS = 60;

  private final ProfileContext context;

  Amounts(ProfileContext context) {
    this.context = context;
  }

  /** The amount, or empty after a finding, or without one when it is no arithmetic at all. */
  Optional<Quantity> of(Expression expression) {
    return switch (expression) {
      case Expression.IntLiteral(var value, Span span) -> number(new BigDecimal(value), span);
      case Expression.NumberLiteral(BigDecimal value, Span span) -> number(value, span);
      case Expression.QuantityLiteral literal -> quantity(literal);
      case Expression.Grouped(Expression inner, _) -> of(inner);
      case Expression.Unary(var operator, Expression operand, _)
          when operator == Expression.UnaryOperator.NEGATE ->
          of(operand).map(Quantity::negated);
      case Expression.Binary binary -> binary(binary);
      default -> Optional.empty();
    };
  }

  /** Whether the expression is arithmetic, so that {@link #of} made a finding if it is empty. */
  static boolean isArithmetic(Expression expression) {
    return switch (expression) {
      case Expression.IntLiteral _, Expression.NumberLiteral _, Expression.QuantityLiteral _ ->
          true;
      case Expression.Grouped(Expression inner, _) -> isArithmetic(inner);
      case Expression.Unary(var operator, Expression operand, _) ->
          operator == Expression.UnaryOperator.NEGATE && isArithmetic(operand);
      case Expression.Binary(var operator, Expression left, Expression right, _) ->
          isComputing(operator) && isArithmetic(left) && isArithmetic(right);
      default -> false;
    };
  }

  private static boolean isComputing(Expression.BinaryOperator operator) {
    return List.of(
            Expression.BinaryOperator.ADD,
            Expression.BinaryOperator.SUBTRACT,
            Expression.BinaryOperator.MULTIPLY,
            Expression.BinaryOperator.DIVIDE)
        .contains(operator);
  }

  private Optional<Quantity> number(BigDecimal value, Span span) {
    return isShort(value, span) ? Optional.of(Quantity.number(value)) : Optional.empty();
  }

  private boolean isShort(BigDecimal value, Span span) {
    if (value.precision() <= MOST_DIGITS && value.scale() <= MOST_DIGITS) {
      return true;
    }
    context.report(
        Diagnostic.of(
            Code.NUMBER_TOO_LARGE,
            span,
            "This number has more than " + MOST_DIGITS + " digits, which no figure needs."));
    return false;
  }

  private Optional<Quantity> quantity(Expression.QuantityLiteral literal) {
    Optional<Unit> unit = Unit.ofSymbol(literal.unit());
    if (unit.isEmpty()) {
      context.report(NearUnits.unknown(literal.unit(), literal.unitSpan()));
      return Optional.empty();
    }
    return isShort(literal.value(), literal.span())
        ? Optional.of(Quantity.of(literal.value(), unit.get()))
        : Optional.empty();
  }

  private Optional<Quantity> binary(Expression.Binary binary) {
    if (!isComputing(binary.operator())) {
      return Optional.empty();
    }
    Optional<Quantity> left = of(binary.left());
    Optional<Quantity> right = of(binary.right());
    if (left.isEmpty() || right.isEmpty()) {
      return Optional.empty();
    }
    return switch (binary.operator()) {
      case MULTIPLY -> Optional.of(left.get().times(right.get()));
      case DIVIDE -> divide(binary, left.get(), right.get());
      case ADD -> sum(binary, left.get(), right.get());
      default -> sum(binary, left.get(), right.get().negated());
    };
  }

  private Optional<Quantity> divide(Expression.Binary binary, Quantity left, Quantity right) {
    if (right.signum() == 0) {
      context.report(
          Diagnostic.of(
              Code.DIVISION_BY_ZERO,
              binary.span(),
              "`" + binary.span().text() + "` divides by zero."));
      return Optional.empty();
    }
    return Optional.of(left.dividedBy(right));
  }

  private Optional<Quantity> sum(Expression.Binary binary, Quantity left, Quantity right) {
    if (!left.dimension().equals(right.dimension())) {
      context.report(
          Diagnostic.of(
              Code.DIMENSION_MISMATCH,
              binary.span(),
              "`"
                  + binary.left().span().text()
                  + "` is "
                  + Kind.article(left.dimension())
                  + ", but `"
                  + binary.right().span().text()
                  + "` is "
                  + Kind.article(right.dimension())
                  + "."));
      return Optional.empty();
    }
    return Optional.of(left.plus(right));
  }

  /** Grains of an exact dimension, coherent units rounded otherwise; empty when it does not fit. */
  static Optional<Long> grains(Quantity amount) {
    Dimension dimension = amount.dimension();
    try {
      return Optional.of(
          dimension.grain().isExact()
              ? amount.toGrains()
              : amount.toDecimal().setScale(0, java.math.RoundingMode.HALF_EVEN).longValueExact());
    } catch (ArithmeticException tooLarge) {
      return Optional.empty();
    }
  }
}
