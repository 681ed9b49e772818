package dev.ration.grammar.syntax;

import dev.ration.grammar.diag.Span;
import java.util.List;

/** What follows a body or a call and has a body of its own (L4). They read left to right (L7). */
public sealed interface Trailer extends Tree {
  /** {@code soft within D { }} (T12). */
  record Soft(Expression limit, Block body, Span span) implements Trailer {
    @Override
    public Tree[] children() {
      return Children.of(limit, body);
    }
  }

  /** {@code on r1, r2 { }}. */
  record On(List<Path> reasons, Block body, Span span) implements Trailer {
    public On {
      reasons = List.copyOf(reasons);
    }

    @Override
    public Tree[] children() {
      return new Children().addAll(reasons).add(body).toArray();
    }
  }

  /** {@code else x within 2 s} or {@code else { }} (a {@link Construct.Braces}). */
  record Else(Expression value, Span span) implements Trailer {
    @Override
    public Tree[] children() {
      return Children.of(value);
    }
  }

  /** {@code cleanup within C { }}; without a bound the robot's profile gives it. */
  record Cleanup(java.util.Optional<Expression> limit, Block body, Span span) implements Trailer {
    @Override
    public Tree[] children() {
      return Children.of(limit.orElse(null), body);
    }
  }
}
