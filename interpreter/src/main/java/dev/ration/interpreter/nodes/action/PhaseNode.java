package dev.ration.interpreter.nodes.action;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.frame.VirtualFrame;
import dev.ration.interpreter.nodes.ExpressionNode;
import dev.ration.interpreter.nodes.Line;
import dev.ration.interpreter.nodes.UnknownReading;
import dev.ration.runtime.clock.Instants;
import dev.ration.runtime.scope.Scope;

/** {@code water.begun} and the like: when a named branch came to a phase (R5). */
public final class PhaseNode extends ExpressionNode {
  private final String branch;
  private final Scope.BranchPhase phase;

  public PhaseNode(String branch, Scope.BranchPhase phase) {
    this.branch = branch;
    this.phase = phase;
  }

  @Override
  public Object execute(VirtualFrame frame) {
    return executeLong(frame);
  }

  @Override
  public long executeLong(VirtualFrame frame) {
    return read(Line.of(frame));
  }

  @TruffleBoundary
  private long read(Line line) {
    long nanos = line.scope().branchNanos(branch, phase);
    if (!Instants.isSet(nanos)) {
      throw new UnknownReading(branch, this);
    }
    return nanos;
  }
}
