package dev.ration.interpreter.nodes.control;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import com.oracle.truffle.api.nodes.Node;
import dev.ration.interpreter.nodes.ExpressionNode;
import dev.ration.interpreter.nodes.Faults;
import dev.ration.interpreter.nodes.Line;
import dev.ration.interpreter.nodes.Slot;
import dev.ration.interpreter.nodes.UnknownReading;
import dev.ration.interpreter.values.UnknownValue;
import dev.ration.plan.Code;
import org.jspecify.annotations.Nullable;

/** {@code when x { … }}: the value of the first arm that fits. */
public final class WhenNode extends ExpressionNode {
  private final Slot subjectSlot;
  private final boolean mayBeUnknown;
  @Child private ExpressionNode subject;
  @Children private final ArmNode[] arms;

  /** One arm: its conditions read the subject from its slot. */
  public static final class ArmNode extends Node {
    @Child private @Nullable ExpressionNode test;
    @Child private ExpressionNode value;

    /** Without a test it always fits. */
    public ArmNode(@Nullable ExpressionNode test, ExpressionNode value) {
      this.test = test;
      this.value = value;
    }

    boolean fits(VirtualFrame frame) {
      return test == null || test.executeBoolean(frame);
    }
  }

  public WhenNode(ExpressionNode subject, Slot slot, boolean mayBeUnknown, ArmNode[] arms) {
    this.subject = subject;
    this.subjectSlot = slot;
    this.mayBeUnknown = mayBeUnknown;
    this.arms = arms;
  }

  private void evaluate(VirtualFrame frame) {
    if (!mayBeUnknown) {
      subjectSlot.set(frame, subject.execute(frame));
      return;
    }
    Line line = Line.of(frame);
    int depth = line.depth();
    try {
      subjectSlot.set(frame, subject.execute(frame));
    } catch (UnknownReading unknown) {
      line.depth(depth);
      subjectSlot.set(frame, new UnknownValue(unknown.what()));
    }
  }

  @Override
  @ExplodeLoop
  public Object execute(VirtualFrame frame) {
    evaluate(frame);
    for (ArmNode arm : arms) {
      if (arm.fits(frame)) {
        return arm.value.execute(frame);
      }
    }
    throw nothingFits(frame);
  }

  @Override
  @ExplodeLoop
  public long executeLong(VirtualFrame frame) {
    evaluate(frame);
    for (ArmNode arm : arms) {
      if (arm.fits(frame)) {
        return arm.value.executeLong(frame);
      }
    }
    throw nothingFits(frame);
  }

  private RuntimeException nothingFits(VirtualFrame frame) {
    CompilerDirectives.transferToInterpreter();
    return subjectSlot.get(frame) instanceof UnknownValue unknown
        ? Faults.unknownReading(this, unknown.what())
        : Faults.at(this, Code.NO_ARM, "No arm of the `when` fits the value.");
  }
}
