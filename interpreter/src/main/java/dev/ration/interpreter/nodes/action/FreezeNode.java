package dev.ration.interpreter.nodes.action;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.frame.VirtualFrame;
import dev.ration.interpreter.nodes.ExpressionNode;
import dev.ration.interpreter.nodes.Line;
import dev.ration.interpreter.values.NoneValue;
import dev.ration.runtime.scope.Scopes;

/** {@code freeze NAME} or {@code unfreeze NAME} (C6). */
public final class FreezeNode extends ExpressionNode {
  private final String branch;
  private final boolean isStill;

  /** Lets a branch stand still, or else go on. */
  public FreezeNode(String branch, boolean isStill) {
    this.branch = branch;
    this.isStill = isStill;
  }

  @Override
  public Object execute(VirtualFrame frame) {
    change(Line.of(frame));
    return NoneValue.NONE;
  }

  @TruffleBoundary
  private void change(Line line) {
    if (isStill) {
      Scopes.freeze(line.strand(), branch);
    } else {
      Scopes.unfreeze(line.strand(), branch);
    }
  }
}
