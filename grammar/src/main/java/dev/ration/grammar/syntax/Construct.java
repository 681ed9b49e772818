package dev.ration.grammar.syntax;

import dev.ration.grammar.diag.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An expression with a body. It stands on a line of its own, after {@code =} or {@code return}, or
 * as an arm of {@code when}; never inside another expression.
 */
public sealed interface Construct extends Expression {
  /** {@code if c { } else if d { } else { } else unknown { }} (P3). */
  record If(
      Expression condition,
      Block then,
      @Nullable Expression otherwise,
      @Nullable Block unknown,
      Span span)
      implements Construct {
    @Override
    public Tree[] children() {
      return new Children().add(condition).add(then).add(otherwise).add(unknown).toArray();
    }
  }

  /** A block where an expression is wanted: the last {@code else} of an {@code if}, an arm. */
  record Braces(Block block, Span span) implements Construct {
    @Override
    public Tree[] children() {
      return Children.of(block);
    }
  }

  /** {@code when x { pattern -> … }} (L10). */
  record When(Expression subject, List<Arm> arms, Span span) implements Construct {
    public When {
      arms = List.copyOf(arms);
    }

    @Override
    public Tree[] children() {
      Children all = new Children().add(subject);
      for (Arm arm : arms) {
        all.add(arm.pattern()).add(arm.guard()).add(arm.value());
      }
      return all.toArray();
    }
  }

  /** One line of {@code when}. */
  record Arm(
      ArmKind kind,
      @Nullable Pattern pattern,
      @Nullable Expression guard,
      Expression value,
      Span span) {}

  /** What makes an arm taken. */
  enum ArmKind {
    PATTERN,
    UNSURE,
    OTHERWISE
  }

  /** {@code step "walk" within 45 s { }}. */
  record Step(
      @Nullable String label, List<Clause> clauses, Block body, List<Trailer> trailers, Span span)
      implements Construct {
    public Step {
      clauses = List.copyOf(clauses);
      trailers = List.copyOf(trailers);
    }

    @Override
    public Tree[] children() {
      return new Children().addAll(clauses).add(body).addAll(trailers).toArray();
    }

    @Override
    public boolean isScope() {
      return true;
    }
  }

  /** {@code for item in items within 5 min { }}. */
  record For(
      Name variable,
      Expression items,
      List<Clause> clauses,
      Block body,
      List<Trailer> trailers,
      Span span)
      implements Construct {
    public For {
      clauses = List.copyOf(clauses);
      trailers = List.copyOf(trailers);
    }

    @Override
    public Tree[] children() {
      return new Children().add(items).addAll(clauses).add(body).addAll(trailers).toArray();
    }

    @Override
    public boolean isScope() {
      return true;
    }
  }

  /** {@code while c within 5 s { }}. */
  record While(
      Expression condition, List<Clause> clauses, Block body, List<Trailer> trailers, Span span)
      implements Construct {
    public While {
      clauses = List.copyOf(clauses);
      trailers = List.copyOf(trailers);
    }

    @Override
    public Tree[] children() {
      return new Children().add(condition).addAll(clauses).add(body).addAll(trailers).toArray();
    }

    @Override
    public boolean isScope() {
      return true;
    }
  }

  /** {@code every 100 ms within 80 ms busy skip { }} (T8). */
  record Every(
      Expression period, List<Clause> clauses, Block body, List<Trailer> trailers, Span span)
      implements Construct {
    public Every {
      clauses = List.copyOf(clauses);
      trailers = List.copyOf(trailers);
    }

    @Override
    public Tree[] children() {
      return new Children().add(period).addAll(clauses).add(body).addAll(trailers).toArray();
    }

    @Override
    public boolean isScope() {
      return true;
    }
  }

  /** {@code critical within 3 s { }} (C4). */
  record Critical(List<Clause> clauses, Block body, List<Trailer> trailers, Span span)
      implements Construct {
    public Critical {
      clauses = List.copyOf(clauses);
      trailers = List.copyOf(trailers);
    }

    @Override
    public Tree[] children() {
      return new Children().addAll(clauses).add(body).addAll(trailers).toArray();
    }

    @Override
    public boolean isScope() {
      return true;
    }
  }

  /** {@code respond within 300 ms { }} (T9). */
  record Respond(List<Clause> clauses, Block body, List<Trailer> trailers, Span span)
      implements Construct {
    public Respond {
      clauses = List.copyOf(clauses);
      trailers = List.copyOf(trailers);
    }

    @Override
    public Tree[] children() {
      return new Children().addAll(clauses).add(body).addAll(trailers).toArray();
    }

    @Override
    public boolean isScope() {
      return true;
    }
  }

  /** {@code all}, {@code any}, {@code race} or {@code at least k of} (P1, L27). */
  record Parallel(
      ParallelKind kind,
      @Nullable Expression atLeast,
      boolean isCollect,
      List<Clause> clauses,
      List<Branch> branches,
      List<Arrow> arrows,
      List<Trailer> trailers,
      Span span)
      implements Construct {
    public Parallel {
      clauses = List.copyOf(clauses);
      branches = List.copyOf(branches);
      arrows = List.copyOf(arrows);
      trailers = List.copyOf(trailers);
    }

    @Override
    public Tree[] children() {
      Children all = new Children().add(atLeast).addAll(clauses);
      for (Branch branch : branches) {
        all.add(branch.body());
      }
      return all.addAll(trailers).toArray();
    }

    @Override
    public boolean isScope() {
      return true;
    }
  }

  /** How branches decide. */
  enum ParallelKind {
    ALL,
    ANY,
    RACE,
    AT_LEAST
  }

  /** One line of a parallel construct. */
  record Branch(@Nullable Name label, Expression body, Span span) {}

  /** {@code water -> pills}: the second starts after the first succeeded. */
  record Arrow(Name before, Name after, Span span) {}
}
