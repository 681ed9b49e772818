package dev.ration.grammar.syntax;

import dev.ration.grammar.diag.Span;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What has a value, constructs with bodies included. */
public sealed interface Expression extends Tree permits Expression.Simple, Construct {

  /** An expression without a body of its own. */
  sealed interface Simple extends Expression {}

  /** {@code 42}. */
  record IntLiteral(BigInteger value, Span span) implements Simple {}

  /** {@code 0.6}. */
  record NumberLiteral(BigDecimal value, Span span) implements Simple {}

  /** {@code 12.5 m/s}; the unit is as written, and may be unknown. */
  record QuantityLiteral(BigDecimal value, String unit, Span unitSpan, Span span)
      implements Simple {}

  /** {@code "Good morning, {guest.name}."}; {@code isBlock} for three quotes. */
  record TextLiteral(List<TextPart> parts, boolean isBlock, Span span) implements Simple {
    public TextLiteral {
      parts = List.copyOf(parts);
    }
  }

  /** A piece of a text. */
  sealed interface TextPart {
    /** Characters, escapes resolved. */
    record Chunk(String text) implements TextPart {}

    /** {@code {expression}}. */
    record Hole(Expression expression) implements TextPart {}
  }

  /** {@code true} or {@code false}. */
  record BoolLiteral(boolean value, Span span) implements Simple {}

  /** {@code none}. */
  record NoneLiteral(Span span) implements Simple {}

  /** {@code unknown}, for comparisons in tests. */
  record UnknownLiteral(Span span) implements Simple {}

  /** {@code [a, b]}. */
  record ListLiteral(List<Expression> items, Span span) implements Simple {
    public ListLiteral {
      items = List.copyOf(items);
    }
  }

  /** {@code ["a": 1, "b": 2]}, and {@code [:]} when empty. */
  record MapLiteral(List<MapEntry> entries, Span span) implements Simple {
    public MapLiteral {
      entries = List.copyOf(entries);
    }
  }

  /** One pair of a map. */
  record MapEntry(Expression key, Expression value) {}

  /** A name by itself. */
  record Reference(Name name, Span span) implements Simple {}

  /** {@code guest.face}. */
  record Member(Expression target, Name member, Span span) implements Simple {}

  /** {@code f(a, b: c)}: of functions, activities, thinks, records and methods. */
  record Call(Expression callee, List<Argument> arguments, Span span) implements Simple {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  /** One argument, named or not. */
  record Argument(@Nullable Name name, Expression value, Span span) {}

  /** {@code xs[i]}. */
  record Index(Expression target, Expression index, Span span) implements Simple {}

  /** {@code (…)}, kept as written; may hold an expression with clauses. */
  record Grouped(Expression inner, Span span) implements Simple {}

  /** {@code not a} or {@code -a}. */
  record Unary(UnaryOperator operator, Expression operand, Span span) implements Simple {}

  /** The prefix operators. */
  enum UnaryOperator {
    NOT("not"),
    NEGATE("-");

    private final String symbol;

    UnaryOperator(String symbol) {
      this.symbol = symbol;
    }

    /** As written. */
    public String symbol() {
      return symbol;
    }
  }

  /** {@code a + b}. */
  record Binary(BinaryOperator operator, Expression left, Expression right, Span span)
      implements Simple {}

  /** The infix operators. */
  enum BinaryOperator {
    OR("or"),
    AND("and"),
    LESS("<"),
    LESS_OR_EQUAL("<="),
    GREATER(">"),
    GREATER_OR_EQUAL(">="),
    EQUAL("=="),
    NOT_EQUAL("!="),
    IN("in"),
    COALESCE("??"),
    ADD("+"),
    SUBTRACT("-"),
    MULTIPLY("*"),
    DIVIDE("/"),
    MODULO("mod");

    private final String symbol;

    BinaryOperator(String symbol) {
      this.symbol = symbol;
    }

    /** As written. */
    public String symbol() {
      return symbol;
    }
  }

  /** {@code a .. b} or {@code a .. b .. c} (L21). */
  record Range(Expression low, @Nullable Expression middle, Expression high, Span span)
      implements Simple {}

  /** {@code x is pattern}. */
  record Is(Expression subject, Pattern pattern, Span span) implements Simple {}

  /** {@code confirm g at 0.8} (L18). */
  record Confirm(Expression guess, Expression threshold, Span span) implements Simple {}

  /** {@code accept g} (L18). */
  record Accept(Expression guess, Span span) implements Simple {}

  /** An expression under clauses and trailers, as if it stood in a {@code step} (L5). */
  record Governed(Expression body, List<Clause> clauses, List<Trailer> trailers, Span span)
      implements Simple {
    public Governed {
      clauses = List.copyOf(clauses);
      trailers = List.copyOf(trailers);
    }
  }

  /** {@code wait 2 s}. */
  record WaitFor(Expression duration, Span span) implements Simple {}

  /** {@code wait until path_clear()}. */
  record WaitUntil(Expression condition, Span span) implements Simple {}

  /** Where a value should stand but the text is wrong; a finding already says so. */
  record Broken(Span span) implements Simple {}
}
