package dev.ration.grammar.syntax;

import dev.ration.grammar.diag.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A line of a block. */
public sealed interface Statement extends Tree {
  /** {@code let want = listen()}. */
  record Let(Name name, @Nullable TypeName type, Expression value, Span span) implements Statement {
    @Override
    public Tree[] children() {
      return Children.of(type, value);
    }
  }

  /** {@code var picked = 0}, or {@code shared var …}: parallel branches may then write it (P6). */
  record Var(boolean isShared, Name name, @Nullable TypeName type, Expression value, Span span)
      implements Statement {
    @Override
    public Tree[] children() {
      return Children.of(type, value);
    }
  }

  /** {@code picked = picked + 1}. */
  record Assign(Name target, Expression value, Span span) implements Statement {
    @Override
    public Tree[] children() {
      return Children.of(target, value);
    }
  }

  /** {@code return x}. */
  record Return(@Nullable Expression value, Span span) implements Statement {
    @Override
    public Tree[] children() {
      return Children.of(value);
    }
  }

  /** {@code fail slipped}, or a bare {@code fail} at the end of a handler (R3). */
  record Fail(@Nullable Path reason, Span span) implements Statement {
    @Override
    public Tree[] children() {
      return Children.of(reason);
    }
  }

  /** {@code break}. */
  record Break(Span span) implements Statement {
    @Override
    public Tree[] children() {
      return Children.NONE;
    }
  }

  /** {@code continue}. */
  record Continue(Span span) implements Statement {
    @Override
    public Tree[] children() {
      return Children.NONE;
    }
  }

  /** An expression or a construct on a line of its own. */
  record Evaluate(Expression expression, Span span) implements Statement {
    @Override
    public Tree[] children() {
      return Children.of(expression);
    }
  }

  /** {@code require c else repair} in a body. */
  record Require(Expression condition, @Nullable Expression repair, Span span)
      implements Statement {
    @Override
    public Tree[] children() {
      return Children.of(condition, repair);
    }
  }

  /** {@code ensure c} in a body. */
  record Ensure(Expression condition, Span span) implements Statement {
    @Override
    public Tree[] children() {
      return Children.of(condition);
    }
  }

  /** {@code whenever e as x for d every p busy skip { }} (P4). */
  record Whenever(
      Expression event,
      @Nullable Name as,
      @Nullable Expression holdFor,
      @Nullable Expression every,
      List<Clause> clauses,
      Block body,
      List<Trailer> trailers,
      Span span)
      implements Statement {
    public Whenever {
      clauses = List.copyOf(clauses);
      trailers = List.copyOf(trailers);
    }

    @Override
    public Tree[] children() {
      return new Children()
          .add(event)
          .add(holdFor)
          .add(every)
          .addAll(clauses)
          .add(body)
          .addAll(trailers)
          .toArray();
    }

    @Override
    public boolean isScope() {
      return true;
    }
  }

  /** {@code freeze story} (C6). */
  record Freeze(Name branch, Span span) implements Statement {
    @Override
    public Tree[] children() {
      return Children.of(branch);
    }
  }

  /** {@code unfreeze story} (C6). */
  record Unfreeze(Name branch, Span span) implements Statement {
    @Override
    public Tree[] children() {
      return Children.of(branch);
    }
  }

  /** {@code given link = down at 90 s} or {@code given hear("…") at 1 s}, in tests. */
  record Given(Expression subject, @Nullable Expression value, @Nullable Expression at, Span span)
      implements Statement {
    @Override
    public Tree[] children() {
      return Children.of(subject, value, at);
    }
  }

  /** {@code stub errand by local.tiny -> guess(directions, 0.3) takes 80 ms}, in tests. */
  record Stub(
      Path target,
      @Nullable Path by,
      List<Expression> answers,
      @Nullable Path fails,
      List<Clause> clauses,
      Span span)
      implements Statement {
    public Stub {
      answers = List.copyOf(answers);
      clauses = List.copyOf(clauses);
    }

    @Override
    public Tree[] children() {
      return new Children()
          .add(target)
          .add(by)
          .addAll(answers)
          .add(fails)
          .addAll(clauses)
          .toArray();
    }
  }

  /** {@code expect said("4.12") within 3 s} or {@code expect welcome(sam) fails timeout}. */
  record Expect(Expression condition, @Nullable Path fails, @Nullable Expression within, Span span)
      implements Statement {
    @Override
    public Tree[] children() {
      return Children.of(condition, fails, within);
    }
  }
}
