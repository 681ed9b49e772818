package dev.ration.interpreter.nodes.action;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.frame.VirtualFrame;
import dev.ration.interpreter.nodes.ExpressionNode;
import dev.ration.interpreter.nodes.Line;
import dev.ration.runtime.scope.Scopes;
import dev.ration.runtime.scope.Truth;
import dev.ration.runtime.scope.Watch;

/** {@code silent(source, d)}: whether nothing was heard of a topic or a sensor for so long (P4). */
public final class SilentNode extends ExpressionNode {
  private final String source;
  @Child private ExpressionNode duration;

  public SilentNode(String source, ExpressionNode duration) {
    this.source = source;
    this.duration = duration;
  }

  @Override
  public Object execute(VirtualFrame frame) {
    return executeBoolean(frame);
  }

  @Override
  public boolean executeBoolean(VirtualFrame frame) {
    return ask(Line.of(frame), duration.executeLong(frame));
  }

  @TruffleBoundary
  private boolean ask(Line line, long nanos) {
    Watch watch = line.watch();
    return watch == null
        ? Scopes.isSilent(line.strand(), source, nanos)
        : watch.silent(source, nanos) == Truth.TRUE;
  }
}
