package dev.ration.runtime.choose;

import dev.ration.plan.ResultType;
import dev.ration.runtime.spi.AnswerValue;
import dev.ration.runtime.spi.JsonAnswers;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Whether an answer has the shape its type asks for: the last gate before a policy (M6). */
final class AnswerTypes {
  private AnswerTypes() {}

  static boolean fits(AnswerValue value, ResultType type) {
    return switch (type) {
      case ResultType.Bool() -> value instanceof AnswerValue.Bool;
      case ResultType.Whole(var min, var max) ->
          value instanceof AnswerValue.Whole(long number)
              && (min == null || number >= min)
              && (max == null || number <= max);
      case ResultType.Number(var min, var max) ->
          value instanceof AnswerValue.Number(var number) && isWithin(number, min, max);
      case ResultType.Measure(_, _, var min, var max) ->
          value instanceof AnswerValue.Number(var number) && isWithin(number, min, max);
      case ResultType.Text() ->
          value instanceof AnswerValue.Text(var text) && text.length() <= JsonAnswers.MAX_TEXT;
      case ResultType.Choice(_, var options) ->
          value instanceof AnswerValue.Choice(var name)
              && options.stream().anyMatch(option -> option.name().equals(name));
      case ResultType.Fields(_, var fields) ->
          value instanceof AnswerValue.Fields(var values)
              && values.size() == fields.size()
              && fields.stream()
                  .allMatch(
                      field -> {
                        AnswerValue part = values.get(field.name());
                        return part != null && fits(part, field.type());
                      });
      case ResultType.Items(var element) ->
          value instanceof AnswerValue.Items(var values)
              && values.size() <= JsonAnswers.MAX_ITEMS
              && values.stream().allMatch(each -> fits(each, element));
      case ResultType.Maybe(var element) ->
          value instanceof AnswerValue.None || fits(value, element);
    };
  }

  private static boolean isWithin(
      BigDecimal number, @Nullable BigDecimal min, @Nullable BigDecimal max) {
    return (min == null || number.compareTo(min) >= 0)
        && (max == null || number.compareTo(max) <= 0);
  }
}
