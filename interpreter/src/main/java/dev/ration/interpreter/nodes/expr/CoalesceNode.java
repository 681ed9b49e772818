package dev.ration.interpreter.nodes.expr;

import com.oracle.truffle.api.frame.VirtualFrame;
import dev.ration.interpreter.nodes.ExpressionNode;
import dev.ration.interpreter.values.NoneValue;

/** {@code a ?? b}: the second where the first is none. */
public final class CoalesceNode extends ExpressionNode {
  @Child private ExpressionNode value;
  @Child private ExpressionNode fallback;

  public CoalesceNode(ExpressionNode value, ExpressionNode fallback) {
    this.value = value;
    this.fallback = fallback;
  }

  @Override
  public Object execute(VirtualFrame frame) {
    Object found = value.execute(frame);
    return found == NoneValue.NONE ? fallback.execute(frame) : found;
  }
}
