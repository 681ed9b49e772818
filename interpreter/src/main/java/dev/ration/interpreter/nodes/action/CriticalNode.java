package dev.ration.interpreter.nodes.action;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.frame.VirtualFrame;
import dev.ration.interpreter.nodes.ExpressionNode;
import dev.ration.interpreter.nodes.Faults;
import dev.ration.interpreter.nodes.Line;
import dev.ration.runtime.scope.Bug;
import dev.ration.runtime.scope.ScopeBody;
import dev.ration.runtime.scope.ScopeSpec;
import dev.ration.runtime.scope.Scopes;
import org.jspecify.annotations.Nullable;

/** {@code critical within T { }} (C4). */
public final class CriticalNode extends ExpressionNode {
  private final ScopeSpec spec;
  private final Parts parts;
  @Child private ExpressionNode within;

  public CriticalNode(ScopeSpec spec, ExpressionNode within, Parts parts) {
    this.spec = spec;
    this.within = within;
    this.parts = parts;
  }

  @Override
  public Object execute(VirtualFrame frame) {
    Line line = Line.of(frame);
    long withinNanos = within.executeLong(frame);
    return Closure.passOn(
        run(line, withinNanos, new GuestBody(parts, new Closure(line, frame.materialize()))));
  }

  @TruffleBoundary
  private @Nullable Object run(Line line, long withinNanos, ScopeBody body) {
    try {
      return Scopes.critical(line.strand(), spec, withinNanos, body);
    } catch (Bug bug) {
      throw Faults.placed(bug, this);
    }
  }
}
