package dev.ration.runtime.spi;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a model answered, in the shape its result type asks for. Immutable. */
public sealed interface AnswerValue {
  /** Yes or no. */
  record Bool(boolean value) implements AnswerValue {}

  /** A whole number. */
  record Whole(long value) implements AnswerValue {}

  /** A number; of a measure, counted in the unit the result type names. */
  record Number(BigDecimal value) implements AnswerValue {}

  /** A text. */
  record Text(String value) implements AnswerValue {}

  /** The name of one option of a choice. */
  record Choice(String name) implements AnswerValue {}

  /** Named parts, in declared order. */
  record Fields(Map<String, AnswerValue> values) implements AnswerValue {
    public Fields {
      values = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
  }

  /** Any number of values. */
  record Items(List<AnswerValue> values) implements AnswerValue {
    public Items {
      values = List.copyOf(values);
    }
  }

  /** An absent value. */
  record None() implements AnswerValue {}
}
