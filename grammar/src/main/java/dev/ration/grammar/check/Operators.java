package dev.ration.grammar.check;

import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.syntax.Expression;
import dev.ration.plan.Code;
import dev.ration.plan.Dimension;
import dev.ration.plan.Quantity;
import org.jspecify.annotations.Nullable;

/** The types of what operators make. */
final class Operators {
  private final CheckRun run;

  Operators(CheckRun run) {
    this.run = run;
  }

  Type unary(Expression.Unary unary, @Nullable Type expected, LocalScope scope) {
    return switch (unary.operator()) {
      case NOT -> {
        run.expressions.want(unary.operand(), Type.BOOL, scope.inner());
        yield Type.BOOL;
      }
      case NEGATE -> {
        Type type = run.expressions.infer(unary.operand(), expected, scope);
        yield measured(unary.operand(), type) ? type : Type.BROKEN;
      }
    };
  }

  Type binary(Expression.Binary binary, @Nullable Type expected, LocalScope scope) {
    return switch (binary.operator()) {
      case AND -> {
        run.expressions.want(binary.left(), Type.BOOL, scope);
        run.expressions.want(binary.right(), Type.BOOL, scope);
        yield Type.BOOL;
      }
      case OR -> {
        run.expressions.want(binary.left(), Type.BOOL, scope.inner());
        run.expressions.want(binary.right(), Type.BOOL, scope.inner());
        yield Type.BOOL;
      }
      case EQUAL, NOT_EQUAL -> equality(binary, scope);
      case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> order(binary, scope);
      case IN -> membership(binary, scope);
      case COALESCE -> coalesce(binary, expected, scope);
      case ADD, SUBTRACT, MODULO -> sum(binary, scope);
      case MULTIPLY, DIVIDE -> product(binary, scope);
    };
  }

  private Type equality(Expression.Binary binary, LocalScope scope) {
    if (binary.left() instanceof Expression.UnknownLiteral) {
      run.expressions.value(binary.right(), scope);
      return Type.BOOL;
    }
    if (binary.right() instanceof Expression.UnknownLiteral) {
      run.expressions.value(binary.left(), scope);
      return Type.BOOL;
    }
    Type left;
    Type right;
    if (run.members.isBareCase(binary.left(), scope)) {
      right = run.expressions.value(binary.right(), scope);
      left = run.expressions.infer(binary.left(), right, scope);
    } else {
      left = run.expressions.value(binary.left(), scope);
      right = run.expressions.infer(binary.right(), left, scope);
    }
    if (noGuess(binary.left(), left) && noGuess(binary.right(), right)) {
      Type common = Fit.join(left, right).orElse(null);
      if (common == null) {
        mixed(binary, left, right, "compared");
      } else {
        run.expressions.settle(binary.left(), left, common);
        run.expressions.settle(binary.right(), right, common);
      }
    }
    return Type.BOOL;
  }

  private boolean noGuess(Expression at, Type type) {
    if (type instanceof Type.Guess(Type element)) {
      run.mismatch.unconfirmed(at, element);
      return false;
    }
    return true;
  }

  private Type order(Expression.Binary binary, LocalScope scope) {
    Type left = run.expressions.value(binary.left(), scope);
    Type right = run.expressions.infer(binary.right(), Fit.isNumeric(left) ? left : null, scope);
    if (measured(binary.left(), left) & measured(binary.right(), right)) {
      same(binary, left, right, "compared");
    }
    return Type.BOOL;
  }

  /** The dimension of both operands, which must be the same; {@code done} as in "added". */
  private Type same(Expression.Binary binary, Type left, Type right, String done) {
    if (left instanceof Type.Broken || right instanceof Type.Broken) {
      return Type.BROKEN;
    }
    Type common = Fit.join(left, right).orElse(null);
    if (common == null) {
      mixed(binary, left, right, done);
      return Type.BROKEN;
    }
    run.expressions.settle(binary.left(), left, common);
    run.expressions.settle(binary.right(), right, common);
    return common;
  }

  private void mixed(Expression.Binary binary, Type left, Type right, String done) {
    Dimension from = Mismatch.dimensionOf(left);
    Dimension to = Mismatch.dimensionOf(right);
    if (from == null || to == null) {
      run.report(
          Code.TYPE_MISMATCH,
          binary.span(),
          left.display() + " and " + right.display() + " cannot be " + done + ".");
    } else if (from.isMoney() && to.isMoney()) {
      run.mismatch.currencies(binary.span(), from, to);
    } else {
      String hint = Mismatch.hint(to, from);
      run.report(
          Diagnostic.of(
                  Code.DIMENSION_MISMATCH,
                  binary.span(),
                  left.display() + " and " + right.display() + " cannot be " + done + ".")
              .hint(hint.startsWith("only") ? Mismatch.hint(from, to) : hint)
              .label(binary.left().span(), left.display())
              .label(binary.right().span(), right.display()));
    }
  }

  private Type membership(Expression.Binary binary, LocalScope scope) {
    Type right = run.expressions.value(binary.right(), scope);
    Type wanted =
        switch (right) {
          case Type.ListOf(Type element) -> element;
          case Type.RangeOf(Type element) -> element;
          case Type.MapOf(Type key, _) -> key;
          case Type.Broken _ -> Type.BROKEN;
          default -> {
            run.report(
                Code.TYPE_MISMATCH,
                binary.right().span(),
                Mismatch.shown(binary.right())
                    + " is "
                    + right.display()
                    + ", but `in` asks a list, a map or a range.");
            yield Type.BROKEN;
          }
        };
    run.expressions.want(binary.left(), wanted instanceof Type.Never ? Type.BROKEN : wanted, scope);
    return Type.BOOL;
  }

  private Type coalesce(Expression.Binary binary, @Nullable Type expected, LocalScope scope) {
    Type left =
        run.expressions.infer(binary.left(), expected == null ? null : Fit.maybe(expected), scope);
    if (left instanceof Type.Nothing) {
      run.mismatch.missing(binary.left());
      left = Type.BROKEN;
    }
    Type element = Fit.bare(left);
    boolean canBeNone = left instanceof Type.Maybe || left instanceof Type.None;
    if (!canBeNone && !(left instanceof Type.Broken)) {
      run.report(
          Diagnostic.of(
                  Code.NEVER_NONE,
                  binary.span(),
                  Mismatch.shown(binary.left())
                      + " is never `none`, so the default is never taken.")
              .fix("leave the default away", binary.span(), binary.left().span().text()));
    }
    Type right = run.expressions.infer(binary.right(), element, scope);
    if (element instanceof Type.Guess(Type answer) && Fit.fits(right, answer)) {
      run.mismatch.unconfirmed(binary.left(), answer);
      return answer;
    }
    if (left instanceof Type.None) {
      return right;
    }
    Type common = Fit.join(element, right).orElse(null);
    if (common == null) {
      run.mismatch.report(binary.right(), right, element);
      return element;
    }
    run.expressions.settle(binary.right(), right, common);
    return common;
  }

  private Type sum(Expression.Binary binary, LocalScope scope) {
    Type left = run.expressions.value(binary.left(), scope);
    Type right = run.expressions.value(binary.right(), scope);
    if (left instanceof Type.Text
        && right instanceof Type.Text
        && binary.operator() == Expression.BinaryOperator.ADD) {
      run.report(
          Code.TYPE_MISMATCH,
          binary.span(),
          "Texts are not added.",
          "write them into one: `\"{…}{…}\"`");
      return Type.TEXT;
    }
    if ((left instanceof Type.Text || right instanceof Type.Text)
        && binary.operator() == Expression.BinaryOperator.ADD
        && Fit.isNumeric(left) | Fit.isNumeric(right)) {
      run.report(
          Code.TYPE_MISMATCH,
          binary.span(),
          left.display() + " and " + right.display() + " cannot be added.",
          "write a text with a hole: `\"room {n}\"`");
      return Type.BROKEN;
    }
    if (!(measured(binary.left(), left) & measured(binary.right(), right))) {
      return Type.BROKEN;
    }
    boolean isModulo = binary.operator() == Expression.BinaryOperator.MODULO;
    if (isModulo) {
      mustNotBeZero(binary);
    }
    String done =
        switch (binary.operator()) {
          case ADD -> "added";
          case SUBTRACT -> "subtracted";
          default -> "divided with a remainder";
        };
    return same(binary, left, right, done);
  }

  private Type product(Expression.Binary binary, LocalScope scope) {
    Type left = run.expressions.value(binary.left(), scope);
    Type right = run.expressions.value(binary.right(), scope);
    if (!(measured(binary.left(), left) & measured(binary.right(), right))) {
      return Type.BROKEN;
    }
    boolean isDivision = binary.operator() == Expression.BinaryOperator.DIVIDE;
    if (isDivision) {
      mustNotBeZero(binary);
    }
    Dimension above = Mismatch.dimensionOf(left);
    Dimension below = Mismatch.dimensionOf(right);
    if (above == null || below == null) {
      return Type.BROKEN;
    }
    if (left instanceof Type.Int && right instanceof Type.Int && !isDivision) {
      return Type.INT;
    }
    // A share of two counts is a number, not a count: 7 / 2 is 3.5.
    widen(binary.left(), left);
    widen(binary.right(), right);
    return new Type.Measure(isDivision ? above.dividedBy(below) : above.times(below));
  }

  private void widen(Expression operand, Type type) {
    if (type instanceof Type.Int) {
      run.facts.markWidened(operand);
    }
  }

  private void mustNotBeZero(Expression.Binary binary) {
    Quantity divisor = run.facts.constantOf(binary.right()).orElse(null);
    if (divisor != null && divisor.signum() == 0) {
      run.report(
          Code.DIVISION_BY_ZERO,
          binary.span(),
          Mismatch.shown(binary.right()) + " is zero, and nothing is divided by zero.",
          "answer the case of zero before");
    }
  }

  private boolean measured(Expression at, Type type) {
    if (type instanceof Type.Broken || type instanceof Type.Never || Fit.isNumeric(type)) {
      return true;
    }
    switch (type) {
      case Type.Guess(Type element) -> run.mismatch.unconfirmed(at, element);
      case Type.Nothing _ -> run.mismatch.missing(at);
      case Type.Maybe(Type element) ->
          run.report(
              Code.TYPE_MISMATCH,
              at.span(),
              Mismatch.shown(at) + " may be `none`, but " + element.display() + " is wanted.",
              "say what to take for `none`: `… ?? …`, or ask `is let x` first");
      default ->
          run.report(
              Code.TYPE_MISMATCH,
              at.span(),
              Mismatch.shown(at)
                  + " is "
                  + type.display()
                  + ", but a number or a quantity is wanted.");
    }
    return false;
  }
}
