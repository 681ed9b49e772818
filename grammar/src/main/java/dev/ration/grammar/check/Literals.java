package dev.ration.grammar.check;

import dev.ration.grammar.diag.NearUnits;
import dev.ration.grammar.diag.Span;
import dev.ration.grammar.syntax.Expression;
import dev.ration.plan.Code;
import dev.ration.plan.Dimension;
import dev.ration.plan.Quantity;
import dev.ration.plan.Unit;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Numbers and quantities as written, and what can be computed from them before anything runs. */
final class Literals {
  /** Longer fractions come from no sensible text, and cost time. */
  private static final int MOST_BITS = 2_000;

  private static final Map<Dimension, Quantity> MOST =
      Map.of(
          Dimension.TIME, quantity("36525", "d"),
          Dimension.ENERGY, quantity("1000000", "kJ"),
          Dimension.POWER, quantity("1000", "kW"));

  private final CheckRun run;

  Literals(CheckRun run) {
    this.run = run;
  }

  private static Quantity quantity(String value, String unit) {
    return Quantity.of(new BigDecimal(value), Unit.ofSymbol(unit).orElseThrow());
  }

  Type whole(Expression.IntLiteral literal, @Nullable Type expected) {
    if (literal.value().bitLength() > 63) {
      run.report(
          Code.NUMBER_TOO_LARGE,
          literal.span(),
          Mismatch.shown(literal) + " does not fit a whole number of 64 bits.",
          "with a decimal point it is a Number, which is larger but not exact");
      return Type.BROKEN;
    }
    return expected != null && Fit.bare(expected).equals(Type.NUMBER) ? Type.NUMBER : Type.INT;
  }

  Type number(Expression.NumberLiteral literal) {
    if (literal.value().precision() > 300 || Math.abs(literal.value().scale()) > 300) {
      run.report(
          Code.NUMBER_TOO_LARGE, literal.span(), "This number has more digits than can be kept.");
      return Type.BROKEN;
    }
    return Type.NUMBER;
  }

  Type quantity(Expression.QuantityLiteral literal) {
    Unit unit = Unit.ofSymbol(literal.unit()).orElse(null);
    if (unit == null) {
      run.report(NearUnits.unknown(literal.unit(), literal.unitSpan()));
      return Type.BROKEN;
    }
    if (literal.value().precision() > 300 || Math.abs(literal.value().scale()) > 300) {
      run.report(
          Code.NUMBER_TOO_LARGE, literal.span(), "This number has more digits than can be kept.");
      return Type.BROKEN;
    }
    Quantity value = Quantity.of(literal.value(), unit);
    Quantity most = MOST.get(unit.dimension());
    if (most != null && value.compareTo(most) > 0) {
      run.report(
          Code.NUMBER_TOO_LARGE,
          literal.span(),
          Mismatch.shown(literal) + " is more than " + cap(unit.dimension()) + ".",
          "check its unit; where nothing is limited, leave out the clause");
      return Type.BROKEN;
    }
    if (!fits(value, unit.dimension(), literal.span())) {
      return Type.BROKEN;
    }
    if (unit.dimension().grain().isExact() && !value.isWholeGrains()) {
      run.report(
          Code.NUMBER_TOO_FINE,
          literal.span(),
          Mismatch.shown(literal)
              + " is finer than "
              + finest(unit.dimension())
              + ", the finest step of "
              + unit.dimension().display()
              + ".",
          "round it to that step");
    }
    return new Type.Measure(unit.dimension());
  }

  private static String cap(Dimension dimension) {
    if (dimension.equals(Dimension.TIME)) {
      return "100 years";
    }
    return dimension.equals(Dimension.ENERGY) ? "1 GJ" : "1 MW";
  }

  private static String finest(Dimension dimension) {
    if (dimension.equals(Dimension.TIME)) {
      return "1 ns";
    }
    if (dimension.equals(Dimension.DATA)) {
      return "1 bit";
    }
    if (dimension.isMoney()) {
      return "a millionth of " + dimension.symbol();
    }
    return "a millionth of " + (dimension.equals(Dimension.ENERGY) ? "1 J" : "1 W");
  }

  private boolean fits(Quantity value, Dimension dimension, Span at) {
    if (!dimension.grain().isExact()) {
      return true;
    }
    try {
      value.toGrains();
      return true;
    } catch (ArithmeticException tooLarge) {
      run.report(Code.NUMBER_TOO_LARGE, at, "This amount of " + dimension + " is too large.");
      return false;
    }
  }

  /** The value of an expression whose parts are known; null when it is not. */
  @Nullable Quantity fold(Expression expression, Type type) {
    if (!Fit.isNumeric(Fit.bare(type))) {
      return null;
    }
    Quantity value = computed(expression);
    if (value == null) {
      return null;
    }
    if (value.numerator().bitLength() + value.denominator().bitLength() > MOST_BITS) {
      return null;
    }
    if (type instanceof Type.Int && value.numerator().bitLength() > 63) {
      run.report(
          Code.NUMBER_TOO_LARGE,
          expression.span(),
          Mismatch.shown(expression) + " does not fit a whole number of 64 bits.");
      return null;
    }
    return type instanceof Type.Measure(Dimension dimension)
            && !(expression instanceof Expression.QuantityLiteral)
            && !fits(value, dimension, expression.span())
        ? null
        : value;
  }

  private @Nullable Quantity computed(Expression expression) {
    return switch (expression) {
      case Expression.IntLiteral literal -> Quantity.number(new BigDecimal(literal.value()));
      case Expression.NumberLiteral literal -> Quantity.number(literal.value());
      case Expression.QuantityLiteral literal ->
          Unit.ofSymbol(literal.unit())
              .map(unit -> Quantity.of(literal.value(), unit))
              .orElse(null);
      case Expression.Grouped grouped -> known(grouped.inner());
      case Expression.Unary unary -> {
        Quantity value = known(unary.operand());
        yield value == null || unary.operator() != Expression.UnaryOperator.NEGATE
            ? null
            : value.negated();
      }
      case Expression.Binary binary -> binary(binary);
      case Expression.Reference reference -> named(run.facts.symbolOf(reference).orElse(null));
      case Expression.Member member -> named(run.facts.symbolOf(member).orElse(null));
      default -> null;
    };
  }

  private @Nullable Quantity known(Expression expression) {
    return run.facts.constantOf(expression).orElse(null);
  }

  private @Nullable Quantity named(@Nullable Symbol symbol) {
    return switch (symbol) {
      case Symbol.ConstantSymbol constant -> known(constant.declaration().value());
      case Symbol.Variable variable -> run.value(variable);
      case null, default -> null;
    };
  }

  private @Nullable Quantity binary(Expression.Binary binary) {
    Quantity left = known(binary.left());
    Quantity right = known(binary.right());
    if (left == null || right == null) {
      return null;
    }
    boolean same = left.dimension().equals(right.dimension());
    return switch (binary.operator()) {
      case ADD -> same ? left.plus(right) : null;
      case SUBTRACT -> same ? left.minus(right) : null;
      case MULTIPLY -> left.times(right);
      case DIVIDE -> right.signum() == 0 ? null : left.dividedBy(right);
      case OR, AND, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL, EQUAL, NOT_EQUAL, IN -> null;
      case COALESCE, MODULO -> null;
    };
  }
}
