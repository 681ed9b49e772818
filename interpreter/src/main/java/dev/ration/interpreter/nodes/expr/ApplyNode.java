package dev.ration.interpreter.nodes.expr;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import com.oracle.truffle.api.nodes.Node;
import dev.ration.interpreter.nodes.ExpressionNode;

/** A computation that is not worth compiling into its caller. */
public final class ApplyNode extends ExpressionNode {
  /** Computes from values; {@code node} is where faults are found. */
  @FunctionalInterface
  public interface Operation {
    /** Computes. */
    Object apply(Node node, Object[] arguments);
  }

  private final Operation operation;
  @Children private final ExpressionNode[] arguments;

  public ApplyNode(Operation operation, ExpressionNode... arguments) {
    this.operation = operation;
    this.arguments = arguments;
  }

  @Override
  @ExplodeLoop
  public Object execute(VirtualFrame frame) {
    Object[] values = new Object[arguments.length];
    for (int i = 0; i < arguments.length; i++) {
      values[i] = arguments[i].execute(frame);
    }
    return apply(values);
  }

  @TruffleBoundary
  private Object apply(Object[] values) {
    return operation.apply(this, values);
  }
}
