package dev.ration.interpreter.nodes.expr;

import com.oracle.truffle.api.frame.VirtualFrame;
import dev.ration.interpreter.nodes.ExpressionNode;
import dev.ration.interpreter.nodes.Line;
import dev.ration.interpreter.nodes.UnknownReading;

/** Whether a value rests on a reading that is unknown. */
public final class IsUnknownNode extends ExpressionNode {
  private final boolean isNegated;
  @Child private ExpressionNode operand;

  public IsUnknownNode(ExpressionNode operand, boolean isNegated) {
    this.operand = operand;
    this.isNegated = isNegated;
  }

  @Override
  public Object execute(VirtualFrame frame) {
    return executeBoolean(frame);
  }

  @Override
  public boolean executeBoolean(VirtualFrame frame) {
    Line line = Line.of(frame);
    int depth = line.depth();
    try {
      operand.execute(frame);
      return isNegated;
    } catch (UnknownReading _) {
      line.depth(depth);
      return !isNegated;
    }
  }
}
