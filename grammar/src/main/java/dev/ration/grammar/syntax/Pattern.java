package dev.ration.grammar.syntax;

import dev.ration.grammar.diag.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a value can look like, in {@code when} and {@code is}. */
public sealed interface Pattern extends Tree {
  /** An enum case or a constant, as in {@code directions} or {@code Errand.directions}. */
  record Named(Path name, Span span) implements Pattern {
    @Override
    public Tree[] children() {
      return Children.of(name);
    }
  }

  /** A literal: number, quantity, text, true, false, none, unknown. */
  record Literal(Expression value, Span span) implements Pattern {
    @Override
    public Tree[] children() {
      return Children.of(value);
    }
  }

  /** {@code 1 .. 3}, both ends included. */
  record Between(Expression low, Expression high, Span span) implements Pattern {
    @Override
    public Tree[] children() {
      return Children.of(low, high);
    }
  }

  /** {@code < 5 s}. */
  record Compare(Expression.BinaryOperator operator, Expression value, Span span)
      implements Pattern {
    @Override
    public Tree[] children() {
      return Children.of(value);
    }
  }

  /** {@code Verdict(decision: hold)}. */
  record Fields(Path type, List<FieldPattern> fields, Span span) implements Pattern {
    public Fields {
      fields = List.copyOf(fields);
    }

    @Override
    public Tree[] children() {
      Children all = new Children().add(type);
      for (FieldPattern field : fields) {
        all.add(field.pattern());
      }
      return all.toArray();
    }
  }

  /** One field of a record pattern; a positional one has no name. */
  record FieldPattern(@Nullable Name name, Pattern pattern, Span span) {}

  /** {@code let x}: anything but {@code none}, under a name. */
  record Bind(Name name, Span span) implements Pattern {
    @Override
    public Tree[] children() {
      return Children.of(name);
    }
  }

  /** {@code a or b}. */
  record Either(List<Pattern> options, Span span) implements Pattern {
    public Either {
      options = List.copyOf(options);
    }

    @Override
    public Tree[] children() {
      return Children.of(options);
    }
  }
}
