package dev.ration.interpreter.nodes.expr;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.frame.VirtualFrame;
import dev.ration.interpreter.nodes.ExpressionNode;
import dev.ration.interpreter.nodes.Faults;

/** {@code -x} or {@code abs(x)}. */
public final class SignNode extends ExpressionNode {
  private final boolean isAbsolute;
  private final boolean isWhole;
  @Child private ExpressionNode operand;

  public SignNode(ExpressionNode operand, boolean isAbsolute, boolean isWhole) {
    this.operand = operand;
    this.isAbsolute = isAbsolute;
    this.isWhole = isWhole;
  }

  @Override
  public Object execute(VirtualFrame frame) {
    return isWhole ? (Object) executeLong(frame) : (Object) executeDouble(frame);
  }

  @Override
  public long executeLong(VirtualFrame frame) {
    long value = operand.executeLong(frame);
    if (value == Long.MIN_VALUE) {
      CompilerDirectives.transferToInterpreter();
      throw Faults.overflow(this);
    }
    return isAbsolute ? Math.abs(value) : -value;
  }

  @Override
  public double executeDouble(VirtualFrame frame) {
    double value = operand.executeDouble(frame);
    return isAbsolute ? Math.abs(value) : -value;
  }
}
