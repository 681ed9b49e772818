package dev.ration.interpreter.nodes.expr;

import com.oracle.truffle.api.frame.VirtualFrame;
import dev.ration.interpreter.nodes.ExpressionNode;
import dev.ration.interpreter.nodes.Line;
import dev.ration.interpreter.nodes.UnknownReading;

/** {@code and}, {@code or}, {@code not}; an unknown side leaves open only what it decides (P3). */
public abstract class LogicNode extends ExpressionNode {
  private LogicNode() {}

  /** {@code left and right}. */
  public static ExpressionNode and(ExpressionNode left, ExpressionNode right) {
    return new Both(left, right, false);
  }

  /** {@code left or right}. */
  public static ExpressionNode or(ExpressionNode left, ExpressionNode right) {
    return new Both(left, right, true);
  }

  /** {@code not operand}. */
  public static ExpressionNode not(ExpressionNode operand) {
    return new Not(operand);
  }

  @Override
  public final Object execute(VirtualFrame frame) {
    return executeBoolean(frame);
  }

  private static final class Both extends LogicNode {
    /** The value of one side that decides alone: true for {@code or}. */
    private final boolean decisive;

    @Child private ExpressionNode left;
    @Child private ExpressionNode right;

    Both(ExpressionNode left, ExpressionNode right, boolean decisive) {
      this.left = left;
      this.right = right;
      this.decisive = decisive;
    }

    @Override
    public boolean executeBoolean(VirtualFrame frame) {
      boolean first;
      Line line = Line.of(frame);
      int depth = line.depth();
      try {
        first = left.executeBoolean(frame);
      } catch (UnknownReading unknown) {
        line.depth(depth);
        if (right.executeBoolean(frame) == decisive) {
          return decisive;
        }
        throw unknown;
      }
      return first == decisive ? decisive : right.executeBoolean(frame);
    }
  }

  private static final class Not extends LogicNode {
    @Child private ExpressionNode operand;

    Not(ExpressionNode operand) {
      this.operand = operand;
    }

    @Override
    public boolean executeBoolean(VirtualFrame frame) {
      return !operand.executeBoolean(frame);
    }
  }
}
