package dev.ration.plan;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The type a model's answer must have, in terms a backend can turn into a schema or a grammar (rule
 * M6).
 *
 * <p>Immutable. Names are those of the policy, so that a reply can be matched to them exactly.
 */
public sealed interface ResultType {
  /** Yes or no. */
  record Bool() implements ResultType {}

  /** A whole number, within inclusive bounds where given. */
  record Whole(@Nullable Long min, @Nullable Long max) implements ResultType {}

  /** A number without a unit, within inclusive bounds where given. */
  record Number(@Nullable BigDecimal min, @Nullable BigDecimal max) implements ResultType {}

  /** A number of {@code unit}; the model answers in that unit, bounds are inclusive and in it. */
  record Measure(Dimension dimension, Unit unit, @Nullable BigDecimal min, @Nullable BigDecimal max)
      implements ResultType {}

  /** Free text, one or more lines. */
  record Text() implements ResultType {}

  /** One of a closed list. */
  record Choice(String name, List<Option> options) implements ResultType {
    public Choice {
      options = List.copyOf(options);
    }
  }

  /** One value of a {@link Choice}; {@code doc} is its documentation comment, or empty. */
  record Option(String name, String doc) {}

  /** Named parts. */
  record Fields(String name, List<Field> fields) implements ResultType {
    public Fields {
      fields = List.copyOf(fields);
    }
  }

  /** One part of {@link Fields}; {@code doc} is its documentation comment, or empty. */
  record Field(String name, String doc, ResultType type) {}

  /** Any number of one type, in order. */
  record Items(ResultType element) implements ResultType {}

  /** A value that may be absent. */
  record Maybe(ResultType element) implements ResultType {}
}
