package dev.ration.interpreter.nodes.expr;

import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
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

  @CompilationFinal(dimensions = 1)
  private final boolean[] isWhole;

  /** {@code types} says how each part is shown. */
  public TextNode(ExpressionNode[] parts, Type[] types) {
    this.parts = parts;
    this.types = types.clone();
    this.isWhole = new boolean[types.length];
    for (int i = 0; i < types.length; i++) {
      isWhole[i] = types[i] instanceof Type.Int;
    }
  }

  @Override
  @ExplodeLoop
  public Object execute(VirtualFrame frame) {
    String[] shown = new String[parts.length];
    for (int i = 0; i < parts.length; i++) {
      shown[i] =
          isWhole[i] ? digits(parts[i].executeLong(frame)) : shown(parts[i].execute(frame), i);
    }
    return join(shown);
  }

  @TruffleBoundary
  private static String digits(long whole) {
    return Long.toString(whole);
  }

  private String shown(Object value, int index) {
    return value instanceof String text ? text : rendered(value, types[index]);
  }

  @TruffleBoundary
  private static String rendered(Object value, Type type) {
    return Rendering.text(value, type);
  }

  @TruffleBoundary
  private String join(String[] shown) {
    long length = 0;
    for (String part : shown) {
      length += part.length();
    }
    if (length > Caps.TEXT) {
      throw Faults.textTooLong(this);
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
}
