package dev.ration.interpreter.nodes.control;

import com.oracle.truffle.api.frame.VirtualFrame;
import dev.ration.interpreter.nodes.ExpressionNode;
import org.jspecify.annotations.Nullable;

/** {@code return}, {@code break} or {@code continue}. */
public abstract class ExitNode extends ExpressionNode {
  private ExitNode() {}

  /** Ends a function or an activity. */
  public static ExpressionNode ofReturn(@Nullable ExpressionNode value) {
    return new Return(value);
  }

  /** Ends a loop. */
  public static ExpressionNode ofBreak() {
    return new Jump(ExitException.Break.INSTANCE);
  }

  /** Ends one turn of a loop. */
  public static ExpressionNode ofContinue() {
    return new Jump(ExitException.Continue.INSTANCE);
  }

  private static final class Return extends ExitNode {
    @Child private @Nullable ExpressionNode value;

    Return(@Nullable ExpressionNode value) {
      this.value = value;
    }

    @Override
    public Object execute(VirtualFrame frame) {
      throw value == null ? ExitException.NOTHING : new ExitException.Return(value.execute(frame));
    }
  }

  private static final class Jump extends ExitNode {
    private final ExitException exit;

    Jump(ExitException exit) {
      this.exit = exit;
    }

    @Override
    public Object execute(VirtualFrame frame) {
      throw exit;
    }
  }
}
