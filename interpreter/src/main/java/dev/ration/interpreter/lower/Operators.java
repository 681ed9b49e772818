package dev.ration.interpreter.lower;

import dev.ration.grammar.check.Type;
import dev.ration.grammar.syntax.Expression;
import dev.ration.interpreter.nodes.ExpressionNode;
import dev.ration.interpreter.nodes.Slot;
import dev.ration.interpreter.nodes.expr.AmountNode;
import dev.ration.interpreter.nodes.expr.CoalesceNode;
import dev.ration.interpreter.nodes.expr.CompareNode;
import dev.ration.interpreter.nodes.expr.ConcatNode;
import dev.ration.interpreter.nodes.expr.DoubleArithmeticNode;
import dev.ration.interpreter.nodes.expr.EqualNode;
import dev.ration.interpreter.nodes.expr.InNode;
import dev.ration.interpreter.nodes.expr.IsUnknownNode;
import dev.ration.interpreter.nodes.expr.LogicNode;
import dev.ration.interpreter.nodes.expr.LongArithmeticNode;
import dev.ration.interpreter.nodes.expr.LongArithmeticNode.Operation;

/** Lowers infix operators, by the types of their sides. */
final class Operators {
  private final Expressions expressions;

  Operators(Expressions expressions) {
    this.expressions = expressions;
  }

  ExpressionNode lower(Expression.Binary binary) {
    return switch (binary.operator()) {
      case OR -> LogicNode.or(lower(binary.left()), lower(binary.right()));
      case AND -> LogicNode.and(lower(binary.left()), lower(binary.right()));
      case LESS -> compare(CompareNode.Relation.LESS, binary);
      case LESS_OR_EQUAL -> compare(CompareNode.Relation.LESS_OR_EQUAL, binary);
      case GREATER -> compare(CompareNode.Relation.GREATER, binary);
      case GREATER_OR_EQUAL -> compare(CompareNode.Relation.GREATER_OR_EQUAL, binary);
      case EQUAL -> equal(binary, false);
      case NOT_EQUAL -> equal(binary, true);
      case IN -> new InNode(lower(binary.left()), lower(binary.right()));
      case COALESCE -> new CoalesceNode(lower(binary.left()), lower(binary.right()));
      case ADD -> additive(binary, Operation.ADD);
      case SUBTRACT -> additive(binary, Operation.SUBTRACT);
      case MODULO -> additive(binary, Operation.MODULO);
      case MULTIPLY -> product(binary);
      case DIVIDE -> quotient(binary);
    };
  }

  private ExpressionNode lower(Expression expression) {
    return expressions.lower(expression);
  }

  /** The type of an operand as its node executes. */
  private Type type(Expression expression) {
    return expressions.type(expression);
  }

  private ExpressionNode compare(CompareNode.Relation relation, Expression.Binary binary) {
    return isWhole(binary.left()) && isWhole(binary.right())
        ? CompareNode.whole(relation, lower(binary.left()), lower(binary.right()))
        : CompareNode.number(relation, number(binary.left()), number(binary.right()));
  }

  private ExpressionNode equal(Expression.Binary binary, boolean isNegated) {
    if (binary.left() instanceof Expression.UnknownLiteral) {
      return new IsUnknownNode(lower(binary.right()), isNegated);
    }
    if (binary.right() instanceof Expression.UnknownLiteral) {
      return new IsUnknownNode(lower(binary.left()), isNegated);
    }
    Slot.Kind left = Kinds.of(type(binary.left()));
    Slot.Kind right = Kinds.of(type(binary.right()));
    boolean isNumeric =
        (left == Slot.Kind.LONG || left == Slot.Kind.DOUBLE)
            && (right == Slot.Kind.LONG || right == Slot.Kind.DOUBLE);
    return isNumeric
        ? compare(isNegated ? CompareNode.Relation.NOT_EQUAL : CompareNode.Relation.EQUAL, binary)
        : new EqualNode(lower(binary.left()), lower(binary.right()), isNegated);
  }

  private boolean isWhole(Expression expression) {
    return Kinds.isLong(type(expression));
  }

  /** The operand in coherent units. */
  private ExpressionNode number(Expression expression) {
    return isWhole(expression)
        ? AmountNode.coherent(lower(expression), Kinds.decimals(type(expression)))
        : lower(expression);
  }

  private ExpressionNode additive(Expression.Binary binary, Operation operation) {
    Type type = type(binary.left());
    if (type instanceof Type.Text || type instanceof Type.ListOf) {
      return new ConcatNode(lower(binary.left()), lower(binary.right()));
    }
    return isWhole(binary.left()) && isWhole(binary.right())
        ? new LongArithmeticNode(operation, lower(binary.left()), lower(binary.right()))
        : new DoubleArithmeticNode(operation, number(binary.left()), number(binary.right()));
  }

  private ExpressionNode product(Expression.Binary binary) {
    Type result = expressions.ownType(binary);
    boolean isLeftWhole = isWhole(binary.left());
    boolean isRightWhole = isWhole(binary.right());
    if (!Kinds.isLong(result)) {
      return new DoubleArithmeticNode(
          Operation.MULTIPLY, number(binary.left()), number(binary.right()));
    }
    if (isLeftWhole && isRightWhole) {
      int exponent =
          Kinds.decimals(result)
              - Kinds.decimals(type(binary.left()))
              - Kinds.decimals(type(binary.right()));
      return exponent == 0
          ? new LongArithmeticNode(Operation.MULTIPLY, lower(binary.left()), lower(binary.right()))
          : AmountNode.product(lower(binary.left()), lower(binary.right()), exponent);
    }
    if (isLeftWhole && isPlain(binary.right())) {
      return AmountNode.scaled(lower(binary.left()), lower(binary.right()));
    }
    if (isRightWhole && isPlain(binary.left())) {
      return AmountNode.scaled(lower(binary.right()), lower(binary.left()));
    }
    return AmountNode.rounded(
        new DoubleArithmeticNode(Operation.MULTIPLY, number(binary.left()), number(binary.right())),
        Kinds.decimals(result));
  }

  private boolean isPlain(Expression expression) {
    return type(expression) instanceof Type.Measure(var dimension) && dimension.isNone();
  }

  private ExpressionNode quotient(Expression.Binary binary) {
    Type result = expressions.ownType(binary);
    boolean isLeftWhole = isWhole(binary.left());
    boolean isRightWhole = isWhole(binary.right());
    if (!Kinds.isLong(result)) {
      return new DoubleArithmeticNode(
          Operation.DIVIDE, number(binary.left()), number(binary.right()));
    }
    if (isLeftWhole && isRightWhole) {
      if (result instanceof Type.Int) {
        return new LongArithmeticNode(
            Operation.DIVIDE, lower(binary.left()), lower(binary.right()));
      }
      int exponent =
          Kinds.decimals(result)
              - Kinds.decimals(type(binary.left()))
              + Kinds.decimals(type(binary.right()));
      return AmountNode.quotient(lower(binary.left()), lower(binary.right()), exponent);
    }
    if (isLeftWhole && isPlain(binary.right())) {
      return AmountNode.shared(lower(binary.left()), lower(binary.right()));
    }
    return AmountNode.rounded(
        new DoubleArithmeticNode(Operation.DIVIDE, number(binary.left()), number(binary.right())),
        Kinds.decimals(result));
  }
}
