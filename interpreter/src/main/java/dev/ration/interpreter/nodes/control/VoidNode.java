package dev.ration.interpreter.nodes.control;

import com.oracle.truffle.api.frame.VirtualFrame;
import dev.ration.interpreter.nodes.ExpressionNode;
import dev.ration.interpreter.values.NoneValue;

/** Executes what is wanted for its effect only. */
public final class VoidNode extends ExpressionNode {
  @Child private ExpressionNode body;

  public VoidNode(ExpressionNode body) {
    this.body = body;
  }

  @Override
  public Object execute(VirtualFrame frame) {
    body.executeVoid(frame);
    return NoneValue.NONE;
  }
}
