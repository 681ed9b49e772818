package dev.ration.interpreter.nodes.expr;

import com.oracle.truffle.api.frame.VirtualFrame;
import dev.ration.interpreter.nodes.ExpressionNode;
import dev.ration.interpreter.nodes.Slot;
import dev.ration.interpreter.nodes.UnknownReading;
import dev.ration.interpreter.values.UnknownValue;

/** The value of a variable. */
public abstract class ReadNode extends ExpressionNode {
  final Slot slot;

  private ReadNode(Slot slot) {
    this.slot = slot;
  }

  /** Makes the node for a variable. */
  public static ExpressionNode of(Slot slot) {
    return switch (slot.kind()) {
      case LONG -> new Whole(slot);
      case DOUBLE -> new Number(slot);
      case BOOLEAN -> new Truth(slot);
      case OBJECT -> new Other(slot);
      case UNSURE -> new Unsure(slot);
    };
  }

  private static final class Whole extends ReadNode {
    Whole(Slot slot) {
      super(slot);
    }

    @Override
    public Object execute(VirtualFrame frame) {
      return executeLong(frame);
    }

    @Override
    public long executeLong(VirtualFrame frame) {
      return slot.in(frame).getLongStatic(slot.index());
    }
  }

  private static final class Number extends ReadNode {
    Number(Slot slot) {
      super(slot);
    }

    @Override
    public Object execute(VirtualFrame frame) {
      return executeDouble(frame);
    }

    @Override
    public double executeDouble(VirtualFrame frame) {
      return slot.in(frame).getDoubleStatic(slot.index());
    }
  }

  private static final class Truth extends ReadNode {
    Truth(Slot slot) {
      super(slot);
    }

    @Override
    public Object execute(VirtualFrame frame) {
      return executeBoolean(frame);
    }

    @Override
    public boolean executeBoolean(VirtualFrame frame) {
      return slot.in(frame).getBooleanStatic(slot.index());
    }
  }

  private static final class Other extends ReadNode {
    Other(Slot slot) {
      super(slot);
    }

    @Override
    public Object execute(VirtualFrame frame) {
      return slot.in(frame).getObjectStatic(slot.index());
    }
  }

  private static final class Unsure extends ReadNode {
    Unsure(Slot slot) {
      super(slot);
    }

    @Override
    public Object execute(VirtualFrame frame) {
      Object value = slot.in(frame).getObjectStatic(slot.index());
      if (value instanceof UnknownValue unknown) {
        throw new UnknownReading(unknown.what(), this);
      }
      return value;
    }
  }
}
