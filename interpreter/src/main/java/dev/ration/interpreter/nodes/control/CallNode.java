package dev.ration.interpreter.nodes.control;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.DirectCallNode;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import dev.ration.interpreter.nodes.ExpressionNode;
import dev.ration.interpreter.nodes.GuestRootNode;
import dev.ration.interpreter.nodes.Line;
import org.jspecify.annotations.Nullable;

/** A call of a function or an activity. */
public final class CallNode extends ExpressionNode {
  private final FunctionEntry callee;
  @Children private final ExpressionNode[] arguments;
  @Child private @Nullable DirectCallNode call;

  public CallNode(FunctionEntry callee, ExpressionNode[] arguments) {
    this.callee = callee;
    this.arguments = arguments;
  }

  @Override
  @ExplodeLoop
  public Object execute(VirtualFrame frame) {
    Line line = Line.of(frame);
    Object[] values = new Object[GuestRootNode.FIRST + arguments.length];
    values[GuestRootNode.LINE] = line;
    for (int i = 0; i < arguments.length; i++) {
      values[GuestRootNode.FIRST + i] = arguments[i].execute(frame);
    }
    DirectCallNode known = call;
    if (known == null) {
      CompilerDirectives.transferToInterpreterAndInvalidate();
      known = insert(DirectCallNode.create(callee.target()));
      call = known;
    }
    int depth = line.enter(this);
    Object result = known.call(values);
    line.depth(depth);
    return result;
  }
}
