package dev.ration.grammar.check;

import dev.ration.grammar.diag.Span;
import dev.ration.grammar.syntax.Construct;
import dev.ration.grammar.syntax.Expression;
import dev.ration.grammar.syntax.Tree;
import dev.ration.plan.Code;
import dev.ration.plan.Quantity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the types of expressions. */
final class Expressions {
  private final CheckRun run;
  private final Literals literals;
  private @Nullable Span refused;

  Expressions(CheckRun run) {
    this.run = run;
    this.literals = new Literals(run);
  }

  /**
   * Finds the type of an expression.
   *
   * @param expected what is wanted, which helps bare names and literals; nothing when the value is
   *     dropped; null when anything will do
   */
  Type infer(Expression expression, @Nullable Type expected, LocalScope scope) {
    Type type =
        switch (expression) {
          case Construct construct -> run.constructs.infer(construct, expected, scope);
          case Expression.Simple simple ->
              simple(simple, Fit.isValueless(expected) ? null : expected, expected, scope);
        };
    run.facts.type(expression, type);
    Quantity value = literals.fold(expression, type);
    if (value != null) {
      run.facts.constant(expression, value);
    }
    return type;
  }

  /** Finds the type of an expression whose value is used, whatever it is. */
  Type value(Expression expression, LocalScope scope) {
    Type type = infer(expression, null, scope);
    if (type instanceof Type.Nothing) {
      if (!run.constructs.reportedParting(expression)) {
        run.mismatch.missing(expression);
      }
      return Type.BROKEN;
    }
    return type;
  }

  /** Reports it unless the expression fits {@code wanted}. */
  Type want(Expression expression, Type wanted, LocalScope scope) {
    Type given = infer(expression, wanted, scope);
    settle(expression, given, wanted);
    return given;
  }

  /** Compares a type that was found with the one that is wanted. */
  void settle(Expression expression, Type given, Type wanted) {
    if (!Fit.fits(given, wanted)) {
      run.mismatch.report(expression, given, wanted);
    } else if (Fit.needsWidening(given, wanted)) {
      run.facts.markWidened(expression);
    }
  }

  /** Checks a condition, which only computes. */
  void condition(Expression expression, LocalScope scope) {
    want(expression, Type.BOOL, scope.pure("a condition"));
  }

  private Type simple(
      Expression.Simple simple, @Nullable Type expected, @Nullable Type asked, LocalScope scope) {
    return switch (simple) {
      case Expression.IntLiteral literal -> literals.whole(literal, expected);
      case Expression.NumberLiteral literal -> literals.number(literal);
      case Expression.QuantityLiteral literal -> literals.quantity(literal);
      case Expression.TextLiteral text -> text(text, scope);
      case Expression.BoolLiteral _ -> Type.BOOL;
      case Expression.NoneLiteral _ -> expected instanceof Type.Maybe ? expected : Type.NONE;
      case Expression.UnknownLiteral unknown -> unknown(unknown);
      case Expression.Broken _ -> Type.BROKEN;
      case Expression.ListLiteral list -> list(list, expected, scope);
      case Expression.MapLiteral map -> map(map, expected, scope);
      case Expression.Reference reference -> run.members.reference(reference, expected, scope);
      case Expression.Member member -> run.members.member(member, expected, scope);
      case Expression.Call call -> run.calls.call(call, expected, scope);
      case Expression.Index index -> index(index, scope);
      case Expression.Grouped grouped -> grouped(grouped, asked, scope);
      case Expression.Unary unary -> run.operators.unary(unary, expected, scope);
      case Expression.Binary binary -> run.operators.binary(binary, expected, scope);
      case Expression.Range range -> range(range, expected, scope);
      case Expression.Is is -> is(is, scope);
      case Expression.Confirm confirm -> confirm(confirm, expected, scope);
      case Expression.Accept accept -> taken(accept, accept.guess(), expected, scope);
      case Expression.Governed governed -> run.trailers.governed(governed, asked, scope);
      case Expression.WaitFor wait -> {
        mustNotBePure(wait, "waits", scope);
        want(wait.duration(), Type.TIME, scope);
        yield Type.NOTHING;
      }
      case Expression.WaitUntil wait -> {
        mustNotBePure(wait, "waits", scope);
        condition(wait.condition(), scope);
        yield Type.NOTHING;
      }
    };
  }

  /** Reports an expression that acts where only computing is allowed. */
  void mustNotBePure(Expression at, String does, LocalScope scope) {
    String where = scope.setting().pureIn();
    if (where != null && !isRefused(at)) {
      refused = at.span();
      run.report(
          Code.NOT_PURE,
          at.span(),
          Mismatch.shown(at) + " " + does + ", but " + where + " only computes.",
          "do it in an action before, and use its result here");
    }
  }

  /** Whether an expression was reported, or lies in one that was, because it acts. */
  boolean isRefused(Expression at) {
    return refused != null
        && refused.source() == at.span().source()
        && refused.start() <= at.span().start()
        && at.span().end() <= refused.end();
  }

  private Type grouped(Expression.Grouped grouped, @Nullable Type asked, LocalScope scope) {
    Type type = infer(grouped.inner(), asked, scope);
    if (run.facts.isWidened(grouped.inner())) {
      return Type.NUMBER;
    }
    return type;
  }

  private Type unknown(Expression.UnknownLiteral unknown) {
    run.report(
        Code.MISSING_VALUE,
        unknown.span(),
        "`unknown` is no value.",
        "ask whether something is: `battery.charge is unknown`");
    return Type.BROKEN;
  }

  private Type text(Expression.TextLiteral text, LocalScope scope) {
    for (Expression.TextPart part : text.parts()) {
      if (part instanceof Expression.TextPart.Hole(Expression hole)) {
        Type type = value(hole, scope);
        boolean isPrompt = scope.setting().kind() == Setting.Kind.THINK;
        if (type instanceof Type.Guess(Type element) && !isPrompt) {
          run.mismatch.unconfirmed(hole, element);
        }
      }
    }
    return Type.TEXT;
  }

  private Type list(Expression.ListLiteral list, @Nullable Type expected, LocalScope scope) {
    Type wanted =
        expected != null && Fit.bare(expected) instanceof Type.ListOf(Type element)
            ? element
            : null;
    return new Type.ListOf(together(list.items(), wanted, scope));
  }

  /** The type of several expressions: the wanted one, or what they have in common. */
  private Type together(List<Expression> items, @Nullable Type wanted, LocalScope scope) {
    if (wanted != null && !(wanted instanceof Type.Never)) {
      items.forEach(item -> want(item, wanted, scope));
      return wanted;
    }
    Type common = Type.NEVER;
    for (Expression item : items) {
      Type type = value(item, scope);
      Type joined = Fit.join(common, type).orElse(null);
      if (joined == null) {
        run.mismatch.report(item, type, common);
      } else {
        common = joined;
      }
    }
    for (Expression item : items) {
      settle(item, run.facts.typeOf(item), common);
    }
    return common;
  }

  private Type map(Expression.MapLiteral map, @Nullable Type expected, LocalScope scope) {
    Type key = null;
    Type value = null;
    if (expected != null && Fit.bare(expected) instanceof Type.MapOf(Type from, Type to)) {
      key = from;
      value = to;
    }
    List<Expression> keys = new ArrayList<>();
    List<Expression> values = new ArrayList<>();
    map.entries().forEach(entry -> keys.add(entry.key()));
    map.entries().forEach(entry -> values.add(entry.value()));
    return new Type.MapOf(together(keys, key, scope), together(values, value, scope));
  }

  private Type index(Expression.Index index, LocalScope scope) {
    Type target = value(index.target(), scope);
    return switch (target) {
      case Type.ListOf(Type element) -> {
        want(index.index(), Type.INT, scope);
        yield element;
      }
      case Type.MapOf(Type key, Type value) -> {
        want(index.index(), key, scope);
        yield Fit.maybe(value);
      }
      case Type.Broken _ -> {
        value(index.index(), scope);
        yield Type.BROKEN;
      }
      default -> {
        value(index.index(), scope);
        run.report(
            Code.TYPE_MISMATCH,
            index.target().span(),
            Mismatch.shown(index.target())
                + " is "
                + target.display()
                + ", but only lists and maps have items.");
        yield Type.BROKEN;
      }
    };
  }

  private Type range(Expression.Range range, @Nullable Type expected, LocalScope scope) {
    List<Expression> points = new ArrayList<>();
    points.add(range.low());
    if (range.middle() != null) {
      points.add(range.middle());
    }
    points.add(range.high());
    Type wanted = expected instanceof Type.RangeOf(Type element) ? element : null;
    Type element = together(points, wanted, scope);
    if (!Fit.isNumeric(element) && !(element instanceof Type.Broken)) {
      run.report(
          Code.TYPE_MISMATCH,
          range.span(),
          "A range is made of numbers or quantities, but these are " + element.display() + ".");
      return Type.BROKEN;
    }
    inOrder(points);
    return new Type.RangeOf(element);
  }

  private void inOrder(List<Expression> points) {
    for (int i = 1; i < points.size(); i++) {
      Quantity before = run.facts.constantOf(points.get(i - 1)).orElse(null);
      Quantity after = run.facts.constantOf(points.get(i)).orElse(null);
      if (before != null
          && after != null
          && before.dimension().equals(after.dimension())
          && before.compareTo(after) > 0) {
        run.report(
            Code.BAD_FIGURE,
            points.get(i).span(),
            Mismatch.shown(points.get(i))
                + " is less than "
                + Mismatch.shown(points.get(i - 1))
                + ", which stands before it.",
            "write the points from the least to the greatest");
      }
    }
  }

  private Type is(Expression.Is is, LocalScope scope) {
    Type subject = value(is.subject(), scope);
    if (subject instanceof Type.Guess(Type element)) {
      run.mismatch.unconfirmed(is.subject(), element);
      subject = element;
    }
    run.patterns.check(is.pattern(), subject, scope);
    return Type.BOOL;
  }

  private Type confirm(Expression.Confirm confirm, @Nullable Type expected, LocalScope scope) {
    mustNotBePure(confirm, "can fail", scope);
    want(confirm.threshold(), Type.NUMBER, scope);
    run.facts
        .constantOf(confirm.threshold())
        .ifPresent(
            value -> {
              if (value.dimension().isNone() && (value.signum() <= 0 || value.toDouble() > 1)) {
                run.report(
                    Code.IMPOSSIBLE_THRESHOLD,
                    confirm.threshold().span(),
                    "A confidence lies between 0 and 1, so "
                        + Mismatch.shown(confirm.threshold())
                        + (value.signum() <= 0 ? " is always reached." : " is never reached."),
                    isPercent(value)
                        ? "write `at " + confirm.threshold().span().text() + " %`"
                        : "choose a threshold above 0 and up to 1, as in `at 0.8`");
              }
            });
    return taken(confirm, confirm.guess(), expected, scope);
  }

  /** Whether a number is one that was meant in hundredths. */
  private static boolean isPercent(Quantity value) {
    return value.toDouble() > 1 && value.toDouble() <= 100;
  }

  private Type taken(Expression at, Expression guess, @Nullable Type expected, LocalScope scope) {
    Type type = infer(guess, expected == null ? null : new Type.Guess(expected), scope);
    return switch (type) {
      case Type.Guess(Type element) -> element;
      case Type.Broken _ -> type;
      default -> {
        run.report(
            Code.NOTHING_TO_CONFIRM,
            guess.span(),
            Mismatch.shown(guess)
                + (type instanceof Type.Nothing ? " gives no value" : " is " + type.display())
                + ", but only a guess is "
                + (at instanceof Expression.Confirm ? "confirmed." : "accepted."),
            howToTake(type));
        yield type instanceof Type.Nothing ? Type.BROKEN : type;
      }
    };
  }

  private static String howToTake(Type type) {
    return switch (type) {
      case Type.ListOf(Type.Guess _) -> "take its items one by one: `for x in … { … accept x … }`";
      case Type.Maybe(Type.Guess _) -> "say first what to take for `none`: `… ?? …`";
      default -> "use it as it is";
    };
  }

  /** Declares a name of a block and reports one that the block already has. */
  void declare(Tree.Name at, Symbol.Variable variable, LocalScope scope) {
    Tree.Name before = scope.declare(at, variable);
    if (before != null) {
      run.report(
          dev.ration.grammar.diag.Diagnostic.of(
                  Code.DUPLICATE_NAME, at.span(), "`" + at + "` is declared twice here.")
              .label(before.span(), "declared here first"));
    }
  }
}
