package dev.ration.interpreter.nodes.expr;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.frame.VirtualFrame;
import dev.ration.interpreter.nodes.ExpressionNode;
import dev.ration.interpreter.nodes.Faults;

/** Arithmetic on whole numbers, and on exact amounts of one dimension. */
public final class LongArithmeticNode extends ExpressionNode {
  /** What is computed. */
  public enum Operation {
    ADD,
    SUBTRACT,
    MULTIPLY,
    DIVIDE,
    MODULO
  }

  private final Operation operation;
  @Child private ExpressionNode left;
  @Child private ExpressionNode right;

  public LongArithmeticNode(Operation operation, ExpressionNode left, ExpressionNode right) {
    this.operation = operation;
    this.left = left;
    this.right = right;
  }

  @Override
  public Object execute(VirtualFrame frame) {
    return executeLong(frame);
  }

  @Override
  public long executeLong(VirtualFrame frame) {
    long first = left.executeLong(frame);
    long second = right.executeLong(frame);
    try {
      return switch (operation) {
        case ADD -> Math.addExact(first, second);
        case SUBTRACT -> Math.subtractExact(first, second);
        case MULTIPLY -> Math.multiplyExact(first, second);
        case DIVIDE -> {
          checkDivisor(second);
          yield Math.divideExact(first, second);
        }
        case MODULO -> {
          checkDivisor(second);
          yield Math.floorMod(first, second);
        }
      };
    } catch (ArithmeticException _) {
      CompilerDirectives.transferToInterpreter();
      throw Faults.overflow(this);
    }
  }

  private void checkDivisor(long divisor) {
    if (divisor == 0) {
      CompilerDirectives.transferToInterpreter();
      throw Faults.zeroDivisor(this);
    }
  }
}
