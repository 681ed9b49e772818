package dev.ration.interpreter.nodes.action;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.frame.VirtualFrame;
import dev.ration.interpreter.nodes.ExpressionNode;
import dev.ration.interpreter.nodes.Line;
import dev.ration.runtime.clock.Instants;
import dev.ration.runtime.scope.Demands;

/** {@code remaining()}, {@code energy_left()} or {@code now()}: what the runtime knows (T7). */
public final class BudgetNode extends ExpressionNode {
  /** What is asked for. */
  public enum Question {
    REMAINING,
    ENERGY_LEFT,
    NOW
  }

  private final Question question;

  public BudgetNode(Question question) {
    this.question = question;
  }

  @Override
  public Object execute(VirtualFrame frame) {
    return executeLong(frame);
  }

  @Override
  public long executeLong(VirtualFrame frame) {
    return ask(Line.of(frame));
  }

  /** An amount that nothing bounds reads as the largest there is. */
  @TruffleBoundary
  private long ask(Line line) {
    line.strand().refresh();
    return switch (question) {
      case NOW -> line.strand().now();
      case REMAINING -> {
        long left = line.scope().remainingNanos();
        yield Instants.isSet(left) ? left : Long.MAX_VALUE;
      }
      case ENERGY_LEFT -> {
        long left = line.scope().energyLeftMicrojoules();
        yield left == Demands.NONE ? Long.MAX_VALUE : left;
      }
    };
  }
}
