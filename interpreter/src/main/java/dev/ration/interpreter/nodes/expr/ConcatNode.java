package dev.ration.interpreter.nodes.expr;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.frame.VirtualFrame;
import dev.ration.interpreter.nodes.ExpressionNode;
import dev.ration.interpreter.nodes.Faults;
import dev.ration.interpreter.values.Caps;
import dev.ration.interpreter.values.ListValue;

/** Two texts or two lists, one after the other. */
public final class ConcatNode extends ExpressionNode {
  @Child private ExpressionNode left;
  @Child private ExpressionNode right;

  public ConcatNode(ExpressionNode left, ExpressionNode right) {
    this.left = left;
    this.right = right;
  }

  @Override
  public Object execute(VirtualFrame frame) {
    return join(left.execute(frame), right.execute(frame));
  }

  @TruffleBoundary
  private Object join(Object first, Object second) {
    if (first instanceof ListValue head && second instanceof ListValue tail) {
      if (head.size() + tail.size() > Caps.ITEMS) {
        throw Faults.tooLarge(this, "list");
      }
      ListValue joined = head;
      for (Object item : tail) {
        joined = joined.with(item);
      }
      return joined;
    }
    String start = (String) first;
    String end = (String) second;
    if (start.length() + end.length() > Caps.TEXT) {
      throw Faults.textTooLong(this);
    }
    return start + end;
  }
}
