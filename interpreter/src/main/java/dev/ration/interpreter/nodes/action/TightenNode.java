package dev.ration.interpreter.nodes.action;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.frame.VirtualFrame;
import dev.ration.interpreter.nodes.ExpressionNode;
import dev.ration.interpreter.nodes.Line;
import dev.ration.interpreter.values.NoneValue;

/** {@code tighten(d)}: the scope around it ends at most that much later (T7). */
public final class TightenNode extends ExpressionNode {
  /** A later limit than that changes nothing anywhere. */
  private static final long FOR_EVER_NANOS = Long.MAX_VALUE / 4;

  @Child private ExpressionNode within;

  public TightenNode(ExpressionNode within) {
    this.within = within;
  }

  @Override
  public Object execute(VirtualFrame frame) {
    long nanos = Math.clamp((long) within.execute(frame), 0, FOR_EVER_NANOS);
    tighten(Line.of(frame), nanos);
    return NoneValue.NONE;
  }

  @TruffleBoundary
  private static void tighten(Line line, long nanos) {
    line.scope().tighten(nanos);
  }
}
