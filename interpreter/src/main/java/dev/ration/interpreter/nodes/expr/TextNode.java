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
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < values.length; i++) {
      String part = Rendering.text(values[i], types[i]);
      if (text.length() + part.length() > Caps.TEXT) {
        throw Faults.textTooLong(this);
      }
      text.append(part);
    }
    return text.toString();
  }
}
