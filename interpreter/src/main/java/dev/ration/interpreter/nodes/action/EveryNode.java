package dev.ration.interpreter.nodes.action;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.RootCallTarget;
import com.oracle.truffle.api.frame.VirtualFrame;
import dev.ration.interpreter.nodes.ExpressionNode;
import dev.ration.interpreter.nodes.Faults;
import dev.ration.interpreter.nodes.Line;
import dev.ration.interpreter.nodes.control.ExitException;
import dev.ration.interpreter.values.NoneValue;
import dev.ration.runtime.clock.Instants;
import dev.ration.runtime.scope.Bug;
import dev.ration.runtime.scope.EverySpec;
import dev.ration.runtime.scope.Scopes;
import org.jspecify.annotations.Nullable;

/** {@code every p within D { }} (T8). */
public final class EveryNode extends ExpressionNode {
  private final String name;
  private final RootCallTarget round;
  @Child private ExpressionNode period;
  @Child private @Nullable ExpressionNode within;
  @Child private @Nullable ExpressionNode queue;

  public EveryNode(
      String name,
      RootCallTarget round,
      ExpressionNode period,
      @Nullable ExpressionNode within,
      @Nullable ExpressionNode queue) {
    this.name = name;
    this.round = round;
    this.period = period;
    this.within = within;
    this.queue = queue;
  }

  @Override
  public Object execute(VirtualFrame frame) {
    long periodNanos = period.executeLong(frame);
    long withinNanos = within == null ? Instants.NEVER : within.executeLong(frame);
    long kept = queue == null ? 0 : queue.executeLong(frame);
    run(
        new Closure(Line.of(frame), frame.materialize()),
        new EverySpec(name, periodNanos, withinNanos, Math.clamp(kept, 0, 1_000_000)));
    return NoneValue.NONE;
  }

  @TruffleBoundary
  private void run(Closure closure, EverySpec spec) {
    ExitException[] left = new ExitException[1];
    try {
      Scopes.every(
          closure.line().strand(),
          spec,
          scope -> {
            Object value = closure.run(round, scope);
            if (value instanceof ExitException exit && !(exit instanceof ExitException.Continue)) {
              left[0] = exit;
              return Scopes.LAST_ROUND;
            }
            return value;
          });
    } catch (Bug bug) {
      throw Faults.placed(bug, this);
    }
    if (left[0] instanceof ExitException.Return exit) {
      throw exit;
    }
  }
}
