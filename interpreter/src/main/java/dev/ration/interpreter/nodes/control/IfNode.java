package dev.ration.interpreter.nodes.control;

import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.profiles.CountingConditionProfile;
import dev.ration.interpreter.nodes.ExpressionNode;
import dev.ration.interpreter.nodes.Line;
import dev.ration.interpreter.nodes.UnknownReading;
import org.jspecify.annotations.Nullable;

/** One of two or three ways, by a condition that may be unknown (P3). */
public final class IfNode extends ExpressionNode {
  private final CountingConditionProfile profile = CountingConditionProfile.create();
  @Child private ExpressionNode condition;
  @Child private ExpressionNode then;
  @Child private ExpressionNode otherwise;
  @Child private @Nullable ExpressionNode unknown;

  public IfNode(
      ExpressionNode condition,
      ExpressionNode then,
      ExpressionNode otherwise,
      @Nullable ExpressionNode unknown) {
    this.condition = condition;
    this.then = then;
    this.otherwise = otherwise;
    this.unknown = unknown;
  }

  /** Returns 0 for the first way, 1 for the second, 2 for unknown. */
  private int choose(VirtualFrame frame) {
    if (unknown == null) {
      return profile.profile(condition.executeBoolean(frame)) ? 0 : 1;
    }
    Line line = Line.of(frame);
    int depth = line.depth();
    try {
      return profile.profile(condition.executeBoolean(frame)) ? 0 : 1;
    } catch (UnknownReading _) {
      line.depth(depth);
      return 2;
    }
  }

  @Override
  public Object execute(VirtualFrame frame) {
    int way = choose(frame);
    ExpressionNode third = unknown;
    if (way == 0) {
      return then.execute(frame);
    }
    if (way == 1 || third == null) {
      return otherwise.execute(frame);
    }
    return third.execute(frame);
  }

  @Override
  public long executeLong(VirtualFrame frame) {
    int way = choose(frame);
    ExpressionNode third = unknown;
    if (way == 0) {
      return then.executeLong(frame);
    }
    if (way == 1 || third == null) {
      return otherwise.executeLong(frame);
    }
    return third.executeLong(frame);
  }

  @Override
  public double executeDouble(VirtualFrame frame) {
    int way = choose(frame);
    ExpressionNode third = unknown;
    if (way == 0) {
      return then.executeDouble(frame);
    }
    if (way == 1 || third == null) {
      return otherwise.executeDouble(frame);
    }
    return third.executeDouble(frame);
  }

  @Override
  public boolean executeBoolean(VirtualFrame frame) {
    int way = choose(frame);
    ExpressionNode third = unknown;
    if (way == 0) {
      return then.executeBoolean(frame);
    }
    if (way == 1 || third == null) {
      return otherwise.executeBoolean(frame);
    }
    return third.executeBoolean(frame);
  }

  @Override
  public void executeVoid(VirtualFrame frame) {
    int way = choose(frame);
    ExpressionNode third = unknown;
    if (way == 0) {
      then.executeVoid(frame);
    } else if (way == 1 || third == null) {
      otherwise.executeVoid(frame);
    } else {
      third.executeVoid(frame);
    }
  }
}
