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
  record IntLiteral(BigInteger value, Span span) implements Simple {
    @Override
    public Tree[] children() {
      return Children.NONE;
    }
  }

  /** {@code 0.6}. */
  record NumberLiteral(BigDecimal value, Span span) implements Simple {
    @Override
    public Tree[] children() {
      return Children.NONE;
    }
  }

  /** {@code 12.5 m/s}; the unit is as written, and may be unknown. */
  record QuantityLiteral(BigDecimal value, String unit, Span unitSpan, Span span)
      implements Simple {
    @Override
    public Tree[] children() {
      return Children.NONE;
    }
  }

  /** {@code "Good morning, {guest.name}."}; {@code isBlock} for three quotes. */
  record TextLiteral(List<TextPart> parts, boolean isBlock, Span span) implements Simple {
    public TextLiteral {
      parts = List.copyOf(parts);
    }

    @Override
    public Tree[] children() {
      Children holes = new Children();
      for (TextPart part : parts) {
        if (part instanceof TextPart.Hole(Expression hole)) {
          holes.add(hole);
        }
      }
      return holes.toArray();
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
  record BoolLiteral(boolean value, Span span) implements Simple {
    @Override
    public Tree[] children() {
      return Children.NONE;
    }
  }

  /** {@code none}. */
  record NoneLiteral(Span span) implements Simple {
    @Override
    public Tree[] children() {
      return Children.NONE;
    }
  }

  /** {@code unknown}, for comparisons in tests. */
  record UnknownLiteral(Span span) implements Simple {
    @Override
    public Tree[] children() {
      return Children.NONE;
    }
  }

  /** {@code [a, b]}. */
  record ListLiteral(List<Expression> items, Span span) implements Simple {
    public ListLiteral {
      items = List.copyOf(items);
    }

    @Override
    public Tree[] children() {
      return Children.of(items);
    }
  }

  /** {@code ["a": 1, "b": 2]}, and {@code [:]} when empty. */
  record MapLiteral(List<MapEntry> entries, Span span) implements Simple {
    public MapLiteral {
      entries = List.copyOf(entries);
    }

    @Override
    public Tree[] children() {
      Children all = new Children();
      for (MapEntry entry : entries) {
        all.add(entry.key()).add(entry.value());
      }
      return all.toArray();
    }
  }

  /** One pair of a map. */
  record MapEntry(Expression key, Expression value) {}

  /** A name by itself. */
  record Reference(Name name, Span span) implements Simple {
    @Override
    public Tree[] children() {
      return Children.of(name);
    }
  }

  /** {@code guest.face}. */
  record Member(Expression target, Name member, Span span) implements Simple {
    @Override
    public Tree[] children() {
      return Children.of(target, member);
    }
  }

  /** {@code f(a, b: c)}: of functions, activities, thinks, records and methods. */
  record Call(Expression callee, List<Argument> arguments, Span span) implements Simple {
    public Call {
      arguments = List.copyOf(arguments);
    }

    @Override
    public Tree[] children() {
      Tree[] all = new Tree[arguments.size() + 1];
      all[0] = callee;
      for (int i = 1; i < all.length; i++) {
        all[i] = arguments.get(i - 1).value();
      }
      return all;
    }
  }

  /** One argument, named or not. */
  record Argument(@Nullable Name name, Expression value, Span span) {}

  /** {@code xs[i]}. */
  record Index(Expression target, Expression index, Span span) implements Simple {
    @Override
    public Tree[] children() {
      return Children.of(target, index);
    }
  }

  /** {@code (…)}, kept as written; may hold an expression with clauses. */
  record Grouped(Expression inner, Span span) implements Simple {
    @Override
    public Tree[] children() {
      return Children.of(inner);
    }
  }

  /** {@code not a} or {@code -a}. */
  record Unary(UnaryOperator operator, Expression operand, Span span) implements Simple {
    @Override
    public Tree[] children() {
      return Children.of(operand);
    }
  }

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
      implements Simple {
    @Override
    public Tree[] children() {
      return Children.of(left, right);
    }
  }

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
      implements Simple {
    @Override
    public Tree[] children() {
      return Children.of(low, middle, high);
    }
  }

  /** {@code x is pattern}. */
  record Is(Expression subject, Pattern pattern, Span span) implements Simple {
    @Override
    public Tree[] children() {
      return Children.of(subject, pattern);
    }
  }

  /** {@code confirm g at 0.8} (L18). */
  record Confirm(Expression guess, Expression threshold, Span span) implements Simple {
    @Override
    public Tree[] children() {
      return Children.of(guess, threshold);
    }
  }

  /** {@code accept g} (L18). */
  record Accept(Expression guess, Span span) implements Simple {
    @Override
    public Tree[] children() {
      return Children.of(guess);
    }
  }

  /** An expression under clauses and trailers, as if it stood in a {@code step} (L5). */
  record Governed(Expression body, List<Clause> clauses, List<Trailer> trailers, Span span)
      implements Simple {
    public Governed {
      clauses = List.copyOf(clauses);
      trailers = List.copyOf(trailers);
    }

    @Override
    public Tree[] children() {
      return new Children().add(body).addAll(clauses).addAll(trailers).toArray();
    }

    @Override
    public boolean isScope() {
      return true;
    }
  }

  /** {@code wait 2 s}. */
  record WaitFor(Expression duration, Span span) implements Simple {
    @Override
    public Tree[] children() {
      return Children.of(duration);
    }
  }

  /** {@code wait until path_clear()}. */
  record WaitUntil(Expression condition, Span span) implements Simple {
    @Override
    public Tree[] children() {
      return Children.of(condition);
    }
  }

  /** Where a value should stand but the text is wrong; a finding already says so. */
  record Broken(Span span) implements Simple {
    @Override
    public Tree[] children() {
      return Children.NONE;
    }
  }
}
