package dev.ration.interpreter.nodes.expr;

import com.oracle.truffle.api.frame.VirtualFrame;
import dev.ration.interpreter.nodes.ExpressionNode;

/** Compares two whole numbers or exact amounts, or two other numbers or amounts. */
public abstract class CompareNode extends ExpressionNode {
  /** What must be so. */
  public enum Relation {
    LESS,
    LESS_OR_EQUAL,
    GREATER,
    GREATER_OR_EQUAL,
    EQUAL,
    NOT_EQUAL
  }

  final Relation relation;
  @Child ExpressionNode left;
  @Child ExpressionNode right;

  private CompareNode(Relation relation, ExpressionNode left, ExpressionNode right) {
    this.relation = relation;
    this.left = left;
    this.right = right;
  }

  /** Compares what executes as a long. */
  public static ExpressionNode whole(Relation relation, ExpressionNode left, ExpressionNode right) {
    return new Whole(relation, left, right);
  }

  /** Compares what executes as a double. */
  public static ExpressionNode number(
      Relation relation, ExpressionNode left, ExpressionNode right) {
    return new Number(relation, left, right);
  }

  @Override
  public final Object execute(VirtualFrame frame) {
    return executeBoolean(frame);
  }

  private static final class Whole extends CompareNode {
    Whole(Relation relation, ExpressionNode left, ExpressionNode right) {
      super(relation, left, right);
    }

    @Override
    public boolean executeBoolean(VirtualFrame frame) {
      long first = left.executeLong(frame);
      long second = right.executeLong(frame);
      return switch (relation) {
        case LESS -> first < second;
        case LESS_OR_EQUAL -> first <= second;
        case GREATER -> first > second;
        case GREATER_OR_EQUAL -> first >= second;
        case EQUAL -> first == second;
        case NOT_EQUAL -> first != second;
      };
    }
  }

  private static final class Number extends CompareNode {
    Number(Relation relation, ExpressionNode left, ExpressionNode right) {
      super(relation, left, right);
    }

    @Override
    public boolean executeBoolean(VirtualFrame frame) {
      double first = left.executeDouble(frame);
      double second = right.executeDouble(frame);
      return switch (relation) {
        case LESS -> first < second;
        case LESS_OR_EQUAL -> first <= second;
        case GREATER -> first > second;
        case GREATER_OR_EQUAL -> first >= second;
        case EQUAL -> first == second;
        case NOT_EQUAL -> first != second;
      };
    }
  }
}
