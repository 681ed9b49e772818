package dev.ration.grammar.syntax;

import dev.ration.grammar.diag.Source;
import dev.ration.grammar.diag.Span;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes expressions that a text can have written, at random but the same for each seed. */
class TreeMaker {
  static final Span NOWHERE = new Span(new Source("made", ""), 0, 0);

  private static final List<String> NAMES =
      List.of("a", "guest", "order", "s", "m", "at", "now", "by", "host", "energy", "step", "none");
  private static final List<String> CHUNKS =
      List.of("hello", "a \"b\"", "{x}", "\\", "line\nnext", "\ttab", " ", "é°", "}");
  private static final List<String> UNITS = List.of("s", "ms", "m/s", "%", "°", "EUR/Mtok", "Wh");

  private final Random random;
  private int left;
  private int texts;

  TreeMaker(long seed) {
    this.random = new Random(seed);
    this.left = 60;
  }

  /** Tells whether something small should be made, for the tree is large enough. */
  final boolean isSmall(int most) {
    left--;
    return left < 0 || random.nextInt(most) == 0;
  }

  final int upTo(int most) {
    return random.nextInt(most + 1);
  }

  final boolean coin() {
    return random.nextBoolean();
  }

  final <T> T one(List<T> options) {
    return options.get(random.nextInt(options.size()));
  }

  @SafeVarargs
  final <T> T any(Supplier<? extends T>... options) {
    return options[random.nextInt(options.length)].get();
  }

  final <T> List<T> some(int least, int most, Supplier<T> make) {
    List<T> all = new ArrayList<>();
    int count = least + upTo(most - least);
    for (int i = 0; i < count; i++) {
      all.add(make.get());
    }
    return all;
  }

  final <T> @Nullable T maybe(Supplier<T> make) {
    return coin() ? make.get() : null;
  }

  final Tree.Name name() {
    return new Tree.Name(one(NAMES), NOWHERE);
  }

  final Tree.Path path() {
    return new Tree.Path(some(1, 3, this::name), NOWHERE);
  }

  final Tree.TypeName type() {
    return new Tree.TypeName(
        path(), isSmall(3) ? List.of() : some(0, 2, this::type), coin(), NOWHERE);
  }

  final Optional<String> doc() {
    return coin() ? Optional.empty() : Optional.of(one(List.of("one line", "two\n\n  lines", "x")));
  }

  /** What may stand anywhere. */
  final Expression expression() {
    return isSmall(3)
        ? postfix()
        : any(
            () -> new Expression.WaitFor(sum(), NOWHERE),
            () -> new Expression.WaitUntil(disjunction(), NOWHERE),
            this::disjunction,
            this::disjunction);
  }

  final Expression disjunction() {
    return isSmall(3) ? conjunction() : binary("OR", disjunction(), conjunction());
  }

  private Expression conjunction() {
    return isSmall(3) ? negation() : binary("AND", conjunction(), negation());
  }

  private Expression negation() {
    return isSmall(2)
        ? comparison()
        : new Expression.Unary(Expression.UnaryOperator.NOT, negation(), NOWHERE);
  }

  private Expression comparison() {
    return isSmall(2)
        ? coalesced()
        : any(
            () ->
                binary(
                    one(List.of("LESS", "GREATER_OR_EQUAL", "EQUAL", "NOT_EQUAL", "IN")),
                    coalesced(),
                    coalesced()),
            () -> new Expression.Is(coalesced(), atom(), NOWHERE));
  }

  private Expression coalesced() {
    return isSmall(2) ? range() : binary("COALESCE", range(), range());
  }

  final Expression range() {
    return isSmall(2) ? sum() : new Expression.Range(sum(), maybe(this::sum), sum(), NOWHERE);
  }

  final Expression sum() {
    return isSmall(2) ? product() : binary(one(List.of("ADD", "SUBTRACT")), sum(), product());
  }

  private Expression product() {
    return isSmall(2)
        ? unary()
        : binary(one(List.of("MULTIPLY", "DIVIDE", "MODULO")), product(), unary());
  }

  private Expression unary() {
    return isSmall(2)
        ? postfix()
        : any(
            () -> new Expression.Unary(Expression.UnaryOperator.NEGATE, unary(), NOWHERE),
            () -> new Expression.Confirm(postfix(), postfix(), NOWHERE),
            () -> new Expression.Accept(postfix(), NOWHERE));
  }

  final Expression postfix() {
    return isSmall(2)
        ? primary()
        : any(
            () -> new Expression.Member(postfix(), name(), NOWHERE),
            () -> new Expression.Call(postfix(), some(0, 3, this::argument), NOWHERE),
            () -> new Expression.Index(postfix(), expression(), NOWHERE));
  }

  private Expression.Argument argument() {
    return new Expression.Argument(maybe(this::name), expression(), NOWHERE);
  }

  private Expression primary() {
    return isSmall(2)
        ? any(
            this::number,
            () -> new Expression.Reference(name(), NOWHERE),
            () -> new Expression.BoolLiteral(coin(), NOWHERE),
            () -> new Expression.NoneLiteral(NOWHERE),
            () -> new Expression.UnknownLiteral(NOWHERE))
        : any(
            this::text,
            () -> new Expression.Grouped(expression(), NOWHERE),
            () -> new Expression.ListLiteral(some(0, 3, this::expression), NOWHERE),
            () -> new Expression.MapLiteral(some(0, 3, this::entry), NOWHERE));
  }

  private Expression.MapEntry entry() {
    return new Expression.MapEntry(expression(), expression());
  }

  final Expression number() {
    BigDecimal value = new BigDecimal(BigInteger.valueOf(upTo(100_000)), 1 + upTo(3));
    return any(
        () -> new Expression.IntLiteral(BigInteger.valueOf(upTo(1000)), NOWHERE),
        () -> new Expression.NumberLiteral(value, NOWHERE),
        () -> new Expression.QuantityLiteral(value, one(UNITS), NOWHERE, NOWHERE));
  }

  /** Texts nest no deeper than the lexer reads. */
  final Expression.TextLiteral text() {
    texts++;
    List<Expression.TextPart> parts = new ArrayList<>();
    boolean isBlock = texts == 1 && coin();
    for (int i = upTo(3); i > 0; i--) {
      if (texts < 3 && coin()) {
        parts.add(new Expression.TextPart.Hole(expression()));
      } else if (parts.isEmpty() || parts.getLast() instanceof Expression.TextPart.Hole) {
        parts.add(new Expression.TextPart.Chunk(one(CHUNKS)));
      }
    }
    texts--;
    return new Expression.TextLiteral(parts, isBlock, NOWHERE);
  }

  final Pattern pattern() {
    return isSmall(2) ? atom() : new Pattern.Either(some(2, 3, this::atom), NOWHERE);
  }

  final Pattern atom() {
    return any(
        () -> new Pattern.Named(path(), NOWHERE),
        () -> new Pattern.Literal(number(), NOWHERE),
        () -> new Pattern.Between(number(), number(), NOWHERE),
        () -> new Pattern.Compare(Expression.BinaryOperator.LESS, number(), NOWHERE),
        () -> new Pattern.Fields(path(), some(0, 2, this::field), NOWHERE),
        () -> new Pattern.Bind(name(), NOWHERE));
  }

  private Pattern.FieldPattern field() {
    Pattern inner = isSmall(2) ? new Pattern.Bind(name(), NOWHERE) : pattern();
    return new Pattern.FieldPattern(maybe(this::name), inner, NOWHERE);
  }

  private static Expression binary(String operator, Expression left, Expression right) {
    return new Expression.Binary(Expression.BinaryOperator.valueOf(operator), left, right, NOWHERE);
  }
}
