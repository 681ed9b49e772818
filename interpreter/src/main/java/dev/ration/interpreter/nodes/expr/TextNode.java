package dev.ration.interpreter.nodes.expr;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import dev.ration.grammar.check.Type;
import dev.ration.interpreter.nodes.ExpressionNode;
import dev.ration.interpreter.nodes.Faults;
import dev.ration.interpreter.values.Caps;
import dev.ration.interpreter.values.Rendering;

/** A text with holes. */
public final class TextNode extends ExpressionNode {
  @Children private final ExpressionNode[] parts;
  private final Type[] types;

  /** {@code types} says how each part is shown. */
  public TextNode(ExpressionNode[] parts, Type[] types) {
    this.parts = parts;
    this.types = types.clone();
  }

  @Override
  @ExplodeLoop
  public Object execute(VirtualFrame frame) {
    Object[] values = new Object[parts.length];
    for (int i = 0; i < parts.length; i++) {
      values[i] = parts[i].execute(frame);
    }
    return join(values);
  }

  @TruffleBoundary
  private String join(Object[] values) {
    String[] shown = new String[values.length];
    long length = 0;
    for (int i = 0; i < values.length; i++) {
      shown[i] = shown(values[i], types[i]);
      length += shown[i].length();
      if (length > Caps.TEXT) {
        throw Faults.textTooLong(this);
      }
    }
    // Each of these copies a part once, which a builder would do twice.
    return switch (shown.length) {
      case 1 -> shown[0];
      case 2 -> shown[0] + shown[1];
      case 3 -> shown[0] + shown[1] + shown[2];
      case 4 -> shown[0] + shown[1] + shown[2] + shown[3];
      default -> String.join("", shown);
    };
  }

  private static String shown(Object value, Type type) {
    return value instanceof Long whole && type instanceof Type.Int
        ? Long.toString(whole)
        : Rendering.text(value, type);
  }
}
