package dev.ration.interpreter.nodes.action;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.frame.VirtualFrame;
import dev.ration.interpreter.nodes.ExpressionNode;
import dev.ration.interpreter.nodes.Line;
import dev.ration.interpreter.nodes.UnknownReading;
import dev.ration.interpreter.values.NoneValue;
import dev.ration.runtime.scope.Outcome;
import dev.ration.runtime.scope.Watch;

/** {@code water.ok} or {@code water.value}: what became of a named branch (P1). */
public final class BranchNode extends ExpressionNode {
  private final String branch;
  private final boolean isValue;

  /** Reads the value, or else whether the branch ended well. */
  public BranchNode(String branch, boolean isValue) {
    this.branch = branch;
    this.isValue = isValue;
  }

  @Override
  public Object execute(VirtualFrame frame) {
    return read(Line.of(frame));
  }

  @TruffleBoundary
  private Object read(Line line) {
    Watch watch = line.watch();
    Outcome outcome = watch != null ? watch.branch(branch) : line.scope().branch(branch);
    if (isValue) {
      return outcome instanceof Outcome.Ok(Object value) && value != null ? value : NoneValue.NONE;
    }
    if (outcome == null) {
      throw new UnknownReading(branch, this);
    }
    return outcome instanceof Outcome.Ok;
  }
}
