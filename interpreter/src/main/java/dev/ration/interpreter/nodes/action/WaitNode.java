package dev.ration.interpreter.nodes.action;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.RootCallTarget;
import com.oracle.truffle.api.frame.VirtualFrame;
import dev.ration.interpreter.nodes.ExpressionNode;
import dev.ration.interpreter.nodes.Faults;
import dev.ration.interpreter.nodes.Line;
import dev.ration.interpreter.values.NoneValue;
import dev.ration.runtime.scope.Bug;
import dev.ration.runtime.scope.Scopes;

/** {@code wait 2 s} or {@code wait until c}. */
public abstract class WaitNode extends ExpressionNode {
  private WaitNode() {}

  /** Waits for a duration. */
  public static ExpressionNode of(ExpressionNode duration) {
    return new Duration(duration);
  }

  /** Waits until a condition is true. */
  public static ExpressionNode until(RootCallTarget condition) {
    return new Until(condition);
  }

  private static final class Duration extends WaitNode {
    @Child private ExpressionNode duration;

    Duration(ExpressionNode duration) {
      this.duration = duration;
    }

    @Override
    public Object execute(VirtualFrame frame) {
      await(Line.of(frame), duration.executeLong(frame));
      return NoneValue.NONE;
    }

    @TruffleBoundary
    private void await(Line line, long nanos) {
      try {
        Scopes.wait(line.strand(), nanos);
      } catch (Bug bug) {
        throw Faults.placed(bug, this);
      }
    }
  }

  private static final class Until extends WaitNode {
    private final RootCallTarget condition;

    Until(RootCallTarget condition) {
      this.condition = condition;
    }

    @Override
    public Object execute(VirtualFrame frame) {
      await(new Closure(Line.of(frame), frame.materialize()));
      return NoneValue.NONE;
    }

    @TruffleBoundary
    private void await(Closure closure) {
      try {
        Scopes.waitUntil(closure.line().strand(), watch -> closure.test(condition, watch));
      } catch (Bug bug) {
        throw Faults.placed(bug, this);
      }
    }
  }
}
