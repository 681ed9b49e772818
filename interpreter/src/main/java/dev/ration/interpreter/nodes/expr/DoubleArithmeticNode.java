package dev.ration.interpreter.nodes.expr;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.frame.VirtualFrame;
import dev.ration.interpreter.nodes.ExpressionNode;
import dev.ration.interpreter.nodes.Faults;
import dev.ration.interpreter.nodes.expr.LongArithmeticNode.Operation;

/** Arithmetic on numbers and on amounts that are not exact, in coherent units. */
public final class DoubleArithmeticNode extends ExpressionNode {
  private final Operation operation;
  @Child private ExpressionNode left;
  @Child private ExpressionNode right;

  public DoubleArithmeticNode(Operation operation, ExpressionNode left, ExpressionNode right) {
    this.operation = operation;
    this.left = left;
    this.right = right;
  }

  @Override
  public Object execute(VirtualFrame frame) {
    return executeDouble(frame);
  }

  @Override
  public double executeDouble(VirtualFrame frame) {
    double first = left.executeDouble(frame);
    double second = right.executeDouble(frame);
    double result =
        switch (operation) {
          case ADD -> first + second;
          case SUBTRACT -> first - second;
          case MULTIPLY -> first * second;
          case DIVIDE -> {
            checkDivisor(second);
            yield first / second;
          }
          case MODULO -> {
            checkDivisor(second);
            yield first - Math.floor(first / second) * second;
          }
        };
    if (!Double.isFinite(result)) {
      CompilerDirectives.transferToInterpreter();
      throw Faults.overflow(this);
    }
    return result;
  }

  private void checkDivisor(double divisor) {
    if (divisor == 0) {
      CompilerDirectives.transferToInterpreter();
      throw Faults.zeroDivisor(this);
    }
  }
}
