package dev.ration.interpreter.nodes.control;

import com.oracle.truffle.api.Truffle;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.LoopNode;
import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.api.nodes.RepeatingNode;
import dev.ration.interpreter.nodes.ExpressionNode;
import dev.ration.interpreter.nodes.GuestRootNode;
import dev.ration.interpreter.nodes.Line;
import dev.ration.interpreter.values.NoneValue;

/** {@code while c { }}. */
public final class WhileNode extends ExpressionNode {
  @Child private LoopNode loop;

  public WhileNode(ExpressionNode condition, ExpressionNode body) {
    this.loop = Truffle.getRuntime().createLoopNode(new Turn(condition, body));
  }

  @Override
  public Object execute(VirtualFrame frame) {
    loop.execute(frame);
    return NoneValue.NONE;
  }

  /** One turn. */
  private static final class Turn extends Node implements RepeatingNode {
    @Child private ExpressionNode condition;
    @Child private ExpressionNode body;

    Turn(ExpressionNode condition, ExpressionNode body) {
      this.condition = condition;
      this.body = body;
    }

    @Override
    public boolean executeRepeating(VirtualFrame frame) {
      if (!condition.executeBoolean(frame)) {
        return false;
      }
      try {
        body.executeVoid(frame);
      } catch (ExitException.Break _) {
        return false;
      } catch (ExitException.Continue _) {
        // The next turn follows anyway.
      }
      Line.of(frame).step();
      return true;
    }

    /** What compilation logs and profilers call it. */
    @Override
    public String toString() {
      return GuestRootNode.named("while", this);
    }
  }
}
