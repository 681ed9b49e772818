package dev.ration.interpreter.nodes.expr;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.frame.VirtualFrame;
import dev.ration.interpreter.nodes.ExpressionNode;
import dev.ration.interpreter.values.ListValue;
import dev.ration.interpreter.values.MapValue;

/** How many characters, items or keys there are. */
public final class LengthNode extends ExpressionNode {
  @Child private ExpressionNode target;

  public LengthNode(ExpressionNode target) {
    this.target = target;
  }

  @Override
  public Object execute(VirtualFrame frame) {
    return executeLong(frame);
  }

  @Override
  public long executeLong(VirtualFrame frame) {
    Object value = target.execute(frame);
    if (value instanceof ListValue list) {
      return list.size();
    }
    if (value instanceof String text) {
      return text.length();
    }
    if (value instanceof MapValue map) {
      return map.size();
    }
    throw CompilerDirectives.shouldNotReachHere("no length");
  }
}
