package dev.ration.interpreter.nodes.expr;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.frame.VirtualFrame;
import dev.ration.interpreter.nodes.ExpressionNode;
import dev.ration.interpreter.values.EnumValue;
import dev.ration.interpreter.values.Equality;

/** Whether two values of any kind are equal. */
public final class EqualNode extends ExpressionNode {
  private final boolean isNegated;
  @Child private ExpressionNode left;
  @Child private ExpressionNode right;

  public EqualNode(ExpressionNode left, ExpressionNode right, boolean isNegated) {
    this.left = left;
    this.right = right;
    this.isNegated = isNegated;
  }

  @Override
  public Object execute(VirtualFrame frame) {
    return executeBoolean(frame);
  }

  @Override
  public boolean executeBoolean(VirtualFrame frame) {
    Object first = left.execute(frame);
    Object second = right.execute(frame);
    return (first == second || areAlike(first, second)) != isNegated;
  }

  /** Two values that are not one object: cases of enums and texts are compared in place. */
  private static boolean areAlike(Object first, Object second) {
    if (first instanceof EnumValue left && second instanceof EnumValue right) {
      return left.name().equals(right.name()) && left.type().equals(right.type());
    }
    if (first instanceof String left && second instanceof String right) {
      return left.equals(right);
    }
    return same(first, second);
  }

  @TruffleBoundary
  private static boolean same(Object first, Object second) {
    return Equality.same(first, second);
  }
}
