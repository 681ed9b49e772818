package dev.ration.interpreter.lower;

import dev.ration.grammar.check.Symbol;
import dev.ration.grammar.check.Type;
import dev.ration.grammar.syntax.Expression;
import dev.ration.grammar.syntax.Tree;
import dev.ration.plan.Dimension;
import dev.ration.plan.Quantity;
import dev.ration.plan.ResultType;
import dev.ration.plan.Unit;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The types of answers in the terms of models. */
final class ResultTypes {
  private final Constants constants;

  ResultTypes(Constants constants) {
    this.constants = constants;
  }

  ResultType of(Type type) {
    return of(type, null);
  }

  private ResultType of(Type type, Expression.@Nullable Range range) {
    return switch (type) {
      case Type.Bool _ -> new ResultType.Bool();
      case Type.Int _ -> new ResultType.Whole(whole(range, true), whole(range, false));
      case Type.Text _ -> new ResultType.Text();
      case Type.Measure(Dimension dimension) when dimension.isNone() ->
          new ResultType.Number(bound(range, true, null), bound(range, false, null));
      case Type.Measure(Dimension dimension) -> measure(dimension, range);
      case Type.EnumOf(var symbol) -> choice(symbol);
      case Type.RecordOf(var symbol) -> fields(symbol);
      case Type.ListOf(Type element) -> new ResultType.Items(of(element));
      case Type.Maybe(Type element) -> new ResultType.Maybe(of(element, range));
      default -> throw new IllegalStateException("no model can answer with " + type.display());
    };
  }

  private ResultType measure(Dimension dimension, Expression.@Nullable Range range) {
    Unit unit = unit(dimension);
    return new ResultType.Measure(
        dimension, unit, bound(range, true, unit), bound(range, false, unit));
  }

  /** The unit that counts coherent units, or else any unit of the dimension. */
  private static Unit unit(Dimension dimension) {
    Unit found = null;
    for (String symbol : Unit.symbols()) {
      Unit unit = Unit.ofSymbol(symbol).orElseThrow();
      if (unit.dimension().equals(dimension) && !unit.isAffine()) {
        boolean isCoherent =
            unit.numerator().compareTo(BigDecimal.ONE) == 0
                && unit.denominator().equals(BigInteger.ONE);
        if (isCoherent) {
          return unit;
        }
        found = found == null ? unit : found;
      }
    }
    if (found == null) {
      return Unit.ofSymbol(dimension.symbol()).orElseThrow();
    }
    return found;
  }

  private @Nullable Long whole(Expression.@Nullable Range range, boolean isLow) {
    BigDecimal bound = bound(range, isLow, null);
    return bound == null ? null : bound.longValue();
  }

  private @Nullable BigDecimal bound(
      Expression.@Nullable Range range, boolean isLow, @Nullable Unit unit) {
    if (range == null) {
      return null;
    }
    Expression end = isLow ? range.low() : range.high();
    return switch (end) {
      case Expression.IntLiteral literal when unit == null -> new BigDecimal(literal.value());
      case Expression.NumberLiteral literal when unit == null -> literal.value();
      default -> {
        Optional<Quantity> known = constants.quantity(end);
        yield known.isEmpty()
            ? null
            : unit == null ? known.get().toDecimal() : known.get().in(unit);
      }
    };
  }

  private static ResultType choice(Symbol.EnumSymbol symbol) {
    return new ResultType.Choice(
        symbol.name(),
        symbol.cases().stream()
            .map(
                one ->
                    new ResultType.Option(one.name(), one.declaration().doc().orElse("").strip()))
            .toList());
  }

  private ResultType fields(Symbol.RecordSymbol symbol) {
    List<ResultType.Field> fields = new ArrayList<>();
    for (int i = 0; i < symbol.fields().size(); i++) {
      Tree.Parameter declared = symbol.declaration().fields().get(i);
      Expression.Range range = declared.range() instanceof Expression.Range known ? known : null;
      fields.add(
          new ResultType.Field(
              declared.name().text(),
              declared.doc().orElse("").strip(),
              of(symbol.fields().get(i).type(), range)));
    }
    return new ResultType.Fields(symbol.name(), fields);
  }
}
