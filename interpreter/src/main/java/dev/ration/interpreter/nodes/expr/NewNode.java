package dev.ration.interpreter.nodes.expr;

import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import dev.ration.interpreter.nodes.ExpressionNode;
import dev.ration.interpreter.values.ListValue;
import dev.ration.interpreter.values.RecordShape;
import dev.ration.interpreter.values.RecordValue;
import org.jspecify.annotations.Nullable;

/** A new record, or a new list when there is no shape. */
public final class NewNode extends ExpressionNode {
  private final @Nullable RecordShape shape;
  @Children private final ExpressionNode[] parts;

  private NewNode(@Nullable RecordShape shape, ExpressionNode[] parts) {
    this.shape = shape;
    this.parts = parts;
  }

  /** A record from its fields in order. */
  public static ExpressionNode record(RecordShape shape, ExpressionNode[] fields) {
    return new NewNode(shape, fields);
  }

  /** A list of items. */
  public static ExpressionNode list(ExpressionNode[] items) {
    return new NewNode(null, items);
  }

  @Override
  @ExplodeLoop
  public Object execute(VirtualFrame frame) {
    Object[] values = new Object[parts.length];
    for (int i = 0; i < parts.length; i++) {
      values[i] = parts[i].execute(frame);
    }
    return shape == null ? ListValue.of(values) : new RecordValue(shape, values);
  }
}
