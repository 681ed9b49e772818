package dev.ration.interpreter.nodes;

import com.oracle.truffle.api.frame.Frame;
import com.oracle.truffle.api.frame.MaterializedFrame;
import com.oracle.truffle.api.nodes.ExplodeLoop;

/**
 * Where a variable lives: how many frames out, and at which place there.
 *
 * @param depth 0 for the frame of the code itself
 */
public record Slot(int depth, int index, Kind kind) {
  /** How a value is kept in a frame. */
  public enum Kind {
    /** Whole numbers and exact amounts. */
    LONG,
    /** Other numbers and amounts. */
    DOUBLE,
    /** Truths. */
    BOOLEAN,
    /** All else. */
    OBJECT,
    /** Anything that may rest on an unknown reading; that it does is kept as well (P3). */
    UNSURE
  }

  /** The same place, its values kept in another way that fits it. */
  public Slot as(Kind other) {
    return new Slot(depth, index, other);
  }

  /** Finds the frame. */
  @ExplodeLoop
  public Frame in(Frame frame) {
    Frame found = frame;
    for (int i = 0; i < depth; i++) {
      found = (MaterializedFrame) found.getArguments()[GuestRootNode.OUTER];
    }
    return found;
  }

  /** Puts a value of any kind. */
  public void set(Frame here, Object value) {
    Frame frame = in(here);
    switch (kind) {
      case LONG -> frame.setLongStatic(index, (long) value);
      case DOUBLE -> frame.setDoubleStatic(index, (double) value);
      case BOOLEAN -> frame.setBooleanStatic(index, (boolean) value);
      case OBJECT, UNSURE -> frame.setObjectStatic(index, value);
    }
  }

  /** Reads a value of any kind. */
  public Object get(Frame here) {
    Frame frame = in(here);
    return switch (kind) {
      case LONG -> frame.getLongStatic(index);
      case DOUBLE -> frame.getDoubleStatic(index);
      case BOOLEAN -> frame.getBooleanStatic(index);
      case OBJECT, UNSURE -> frame.getObjectStatic(index);
    };
  }
}
