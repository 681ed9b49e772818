package dev.ration.interpreter.nodes.expr;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.frame.VirtualFrame;
import dev.ration.interpreter.nodes.ExpressionNode;
import dev.ration.interpreter.nodes.Line;
import dev.ration.interpreter.nodes.Slot;
import dev.ration.interpreter.nodes.UnknownReading;
import dev.ration.interpreter.values.NoneValue;
import dev.ration.interpreter.values.UnknownValue;

/** Gives a variable a value. */
public final class WriteNode extends ExpressionNode {
  private final Slot slot;
  private final boolean isWatched;
  @Child private ExpressionNode value;

  /** {@code isWatched}: whether a condition may wait for the variable to change. */
  public WriteNode(Slot slot, ExpressionNode value, boolean isWatched) {
    this.slot = slot;
    this.value = value;
    this.isWatched = isWatched;
  }

  @Override
  public Object execute(VirtualFrame frame) {
    executeVoid(frame);
    return NoneValue.NONE;
  }

  @Override
  public void executeVoid(VirtualFrame frame) {
    switch (slot.kind()) {
      case LONG -> {
        long whole = value.executeLong(frame);
        slot.in(frame).setLongStatic(slot.index(), whole);
      }
      case DOUBLE -> {
        double number = value.executeDouble(frame);
        slot.in(frame).setDoubleStatic(slot.index(), number);
      }
      case BOOLEAN -> {
        boolean truth = value.executeBoolean(frame);
        slot.in(frame).setBooleanStatic(slot.index(), truth);
      }
      case OBJECT -> {
        Object other = value.execute(frame);
        slot.in(frame).setObjectStatic(slot.index(), other);
      }
      case UNSURE -> {
        Object known = valueOrUnknown(frame);
        slot.in(frame).setObjectStatic(slot.index(), known);
      }
    }
    if (isWatched) {
      changed(Line.of(frame));
    }
  }

  /** A variable that is given an unknown reading is unknown, and whoever asks it hears so. */
  private Object valueOrUnknown(VirtualFrame frame) {
    Line line = Line.of(frame);
    int depth = line.depth();
    try {
      return value.execute(frame);
    } catch (UnknownReading unknown) {
      line.depth(depth);
      return new UnknownValue(unknown.what());
    }
  }

  @TruffleBoundary
  private static void changed(Line line) {
    if (line.strandOrNull() != null) {
      line.scope().run().changed();
    }
  }
}
