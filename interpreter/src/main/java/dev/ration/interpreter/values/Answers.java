package dev.ration.interpreter.values;

import dev.ration.grammar.check.Symbol;
import dev.ration.grammar.check.Type;
import dev.ration.plan.Dimension;
import dev.ration.plan.Quantity;
import dev.ration.plan.ResultType;
import dev.ration.plan.Unit;
import dev.ration.runtime.spi.AnswerValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Models' answers as guest values, and worked examples the other way. */
public final class Answers {
  private Answers() {}

  /** Turns an answer of a result type, which it fits, into a value of the guest type. */
  public static Object toGuest(AnswerValue answer, ResultType result, Type type) {
    return switch (answer) {
      case AnswerValue.Bool(boolean value) -> value;
      case AnswerValue.Whole(long value) ->
          type instanceof Type.Int
              ? (Object) value
              : amount(BigDecimal.valueOf(value), result, type);
      case AnswerValue.Number(BigDecimal value) -> amount(value, result, type);
      case AnswerValue.Text(String value) -> value;
      case AnswerValue.Choice(String name) -> new EnumValue(enumName(type), name);
      case AnswerValue.Fields(Map<String, AnswerValue> values) -> record(values, result, type);
      case AnswerValue.Items(List<AnswerValue> items) -> {
        List<Object> guests = new ArrayList<>();
        for (AnswerValue item : items) {
          guests.add(toGuest(item, element(result), Rendering.element(type)));
        }
        yield ListValue.copyOf(guests);
      }
      case AnswerValue.None() -> NoneValue.NONE;
    };
  }

  private static Type plain(Type type) {
    return type instanceof Type.Maybe(Type element) ? element : type;
  }

  private static ResultType plain(ResultType result) {
    return result instanceof ResultType.Maybe(ResultType element) ? element : result;
  }

  private static ResultType element(ResultType result) {
    return plain(result) instanceof ResultType.Items(ResultType element) ? element : result;
  }

  private static String enumName(Type type) {
    return plain(type) instanceof Type.EnumOf(var symbol) ? symbol.toString() : "";
  }

  private static Object amount(BigDecimal value, ResultType result, Type type) {
    return switch (plain(type)) {
      case Type.Int _ -> value.longValueExact();
      case Type.Measure(Dimension dimension) -> {
        Quantity amount =
            plain(result) instanceof ResultType.Measure(_, Unit unit, _, _)
                ? Quantity.of(value, unit)
                : Amounts.ofDecimal(value, dimension);
        yield Amounts.of(amount);
      }
      default -> throw new IllegalStateException("no number: " + type.display());
    };
  }

  private static Object record(Map<String, AnswerValue> values, ResultType result, Type type) {
    Symbol.RecordSymbol symbol = ((Type.RecordOf) plain(type)).symbol();
    List<ResultType.Field> parts = ((ResultType.Fields) plain(result)).fields();
    Object[] fields = new Object[symbol.fields().size()];
    List<String> names = new ArrayList<>();
    for (int i = 0; i < fields.length; i++) {
      Symbol.Variable field = symbol.fields().get(i);
      names.add(field.name());
      AnswerValue given = values.get(field.name());
      fields[i] =
          given == null ? NoneValue.NONE : toGuest(given, parts.get(i).type(), field.type());
    }
    return new RecordValue(new RecordShape(symbol.toString(), names), fields);
  }

  /** Turns a guest value into the answer a model would have to give. */
  public static AnswerValue toAnswer(Object value, ResultType result, Type type) {
    return switch (value) {
      case NoneValue _ -> new AnswerValue.None();
      case Boolean truth -> new AnswerValue.Bool(truth);
      case String text -> new AnswerValue.Text(text);
      case EnumValue one -> new AnswerValue.Choice(one.name());
      case Long whole when plain(type) instanceof Type.Int -> new AnswerValue.Whole(whole);
      case Long _, Double _ -> new AnswerValue.Number(number(value, result, type));
      case ListValue list ->
          new AnswerValue.Items(
              list.stream()
                  .map(item -> toAnswer(item, element(result), Rendering.element(type)))
                  .toList());
      case RecordValue record -> fields(record, result, type);
      default -> throw new IllegalStateException("no answer: " + type.display());
    };
  }

  private static BigDecimal number(Object value, ResultType result, Type type) {
    Dimension dimension =
        plain(type) instanceof Type.Measure(Dimension known) ? known : Dimension.NONE;
    Quantity amount = Amounts.quantity(value, dimension);
    return plain(result) instanceof ResultType.Measure(_, Unit unit, _, _)
        ? amount.in(unit)
        : amount.toDecimal();
  }

  private static AnswerValue fields(RecordValue record, ResultType result, Type type) {
    List<Symbol.Variable> declared = Rendering.fields(type);
    List<ResultType.Field> parts = ((ResultType.Fields) plain(result)).fields();
    Map<String, AnswerValue> fields = new LinkedHashMap<>();
    for (int i = 0; i < record.size(); i++) {
      fields.put(
          parts.get(i).name(),
          toAnswer(record.field(i), parts.get(i).type(), declared.get(i).type()));
    }
    return new AnswerValue.Fields(fields);
  }
}
