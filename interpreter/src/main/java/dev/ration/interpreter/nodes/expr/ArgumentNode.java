package dev.ration.interpreter.nodes.expr;

import com.oracle.truffle.api.frame.VirtualFrame;
import dev.ration.interpreter.nodes.ExpressionNode;
import dev.ration.interpreter.nodes.GuestRootNode;
import org.jspecify.annotations.Nullable;

/** An argument of the call, or what its parameter declares where the caller gave none. */
public final class ArgumentNode extends ExpressionNode {
  /** What a caller gives for "as declared". */
  public static final Object DEFAULT = new Object();

  private final int place;
  @Child private @Nullable ExpressionNode fallback;

  public ArgumentNode(int place, @Nullable ExpressionNode fallback) {
    this.place = GuestRootNode.FIRST + place;
    this.fallback = fallback;
  }

  @Override
  public Object execute(VirtualFrame frame) {
    Object given = frame.getArguments()[place];
    return fallback != null && given == DEFAULT ? fallback.execute(frame) : given;
  }
}
