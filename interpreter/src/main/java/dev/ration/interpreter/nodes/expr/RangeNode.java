package dev.ration.interpreter.nodes.expr;

import com.oracle.truffle.api.frame.VirtualFrame;
import dev.ration.interpreter.nodes.ExpressionNode;
import dev.ration.interpreter.values.RangeValue;
import org.jspecify.annotations.Nullable;

/** Two or three points. */
public final class RangeNode extends ExpressionNode {
  @Child private ExpressionNode low;
  @Child private @Nullable ExpressionNode middle;
  @Child private ExpressionNode high;

  public RangeNode(ExpressionNode low, @Nullable ExpressionNode middle, ExpressionNode high) {
    this.low = low;
    this.middle = middle;
    this.high = high;
  }

  @Override
  public Object execute(VirtualFrame frame) {
    Object first = low.execute(frame);
    Object second = middle == null ? null : middle.execute(frame);
    return new RangeValue(first, second, high.execute(frame));
  }
}
