package dev.ration.grammar.syntax;

import dev.ration.grammar.diag.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a value can look like, in {@code when} and {@code is}. */
public sealed interface Pattern extends Tree {
  /** An enum case or a constant, as in {@code directions} or {@code Errand.directions}. */
  record Named(Path name, Span span) implements Pattern {}

  /** A literal: number, quantity, text, true, false, none, unknown. */
  record Literal(Expression value, Span span) implements Pattern {}

  /** {@code 1 .. 3}, both ends included. */
  record Between(Expression low, Expression high, Span span) implements Pattern {}

  /** {@code < 5 s}. */
  record Compare(Expression.BinaryOperator operator, Expression value, Span span)
      implements Pattern {}

  /** {@code Verdict(decision: hold)}. */
  record Fields(Path type, List<FieldPattern> fields, Span span) implements Pattern {
    public Fields {
      fields = List.copyOf(fields);
    }
  }

  /** One field of a record pattern; a positional one has no name. */
  record FieldPattern(@Nullable Name name, Pattern pattern, Span span) {}

  /** {@code let x}: anything but {@code none}, under a name. */
  record Bind(Name name, Span span) implements Pattern {}

  /** {@code a or b}. */
  record Either(List<Pattern> options, Span span) implements Pattern {
    public Either {
      options = List.copyOf(options);
    }
  }
}
