package dev.ration.interpreter.nodes.expr;

import com.oracle.truffle.api.frame.VirtualFrame;
import dev.ration.interpreter.nodes.ExpressionNode;

/** {@code least(a, b)} or {@code greatest(a, b)} of what executes as a long. */
public final class ExtremeNode extends ExpressionNode {
  private final boolean isGreatest;
  private final boolean isWhole;
  @Child private ExpressionNode left;
  @Child private ExpressionNode right;

  public ExtremeNode(
      ExpressionNode left, ExpressionNode right, boolean isGreatest, boolean isWhole) {
    this.left = left;
    this.right = right;
    this.isGreatest = isGreatest;
    this.isWhole = isWhole;
  }

  @Override
  public Object execute(VirtualFrame frame) {
    return isWhole ? (Object) executeLong(frame) : (Object) executeDouble(frame);
  }

  @Override
  public long executeLong(VirtualFrame frame) {
    long first = left.executeLong(frame);
    long second = right.executeLong(frame);
    return isGreatest ? Math.max(first, second) : Math.min(first, second);
  }

  @Override
  public double executeDouble(VirtualFrame frame) {
    double first = left.executeDouble(frame);
    double second = right.executeDouble(frame);
    return isGreatest ? Math.max(first, second) : Math.min(first, second);
  }
}
