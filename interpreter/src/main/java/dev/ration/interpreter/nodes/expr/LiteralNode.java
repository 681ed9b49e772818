package dev.ration.interpreter.nodes.expr;

import com.oracle.truffle.api.frame.VirtualFrame;
import dev.ration.interpreter.nodes.ExpressionNode;

/** A value that stands in the text. */
public abstract class LiteralNode extends ExpressionNode {
  private LiteralNode() {}

  /** Makes the node for a value. */
  public static ExpressionNode of(Object value) {
    return switch (value) {
      case Long whole -> new Whole(whole);
      case Double number -> new Number(number);
      case Boolean truth -> new Truth(truth);
      default -> new Other(value);
    };
  }

  /** The value of a node, if it is a literal. */
  public abstract Object value();

  @Override
  public final Object execute(VirtualFrame frame) {
    return value();
  }

  private static final class Whole extends LiteralNode {
    private final long value;

    Whole(long value) {
      this.value = value;
    }

    @Override
    public Object value() {
      return value;
    }

    @Override
    public long executeLong(VirtualFrame frame) {
      return value;
    }
  }

  private static final class Number extends LiteralNode {
    private final double value;

    Number(double value) {
      this.value = value;
    }

    @Override
    public Object value() {
      return value;
    }

    @Override
    public double executeDouble(VirtualFrame frame) {
      return value;
    }
  }

  private static final class Truth extends LiteralNode {
    private final boolean value;

    Truth(boolean value) {
      this.value = value;
    }

    @Override
    public Object value() {
      return value;
    }

    @Override
    public boolean executeBoolean(VirtualFrame frame) {
      return value;
    }
  }

  private static final class Other extends LiteralNode {
    private final Object value;

    Other(Object value) {
      this.value = value;
    }

    @Override
    public Object value() {
      return value;
    }
  }
}
