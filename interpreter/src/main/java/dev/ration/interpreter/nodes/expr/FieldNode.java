package dev.ration.interpreter.nodes.expr;

import com.oracle.truffle.api.frame.VirtualFrame;
import dev.ration.interpreter.nodes.ExpressionNode;
import dev.ration.interpreter.values.RecordValue;

/** A field of a record, by its place. */
public final class FieldNode extends ExpressionNode {
  private final int place;
  @Child private ExpressionNode target;

  public FieldNode(ExpressionNode target, int place) {
    this.target = target;
    this.place = place;
  }

  @Override
  public Object execute(VirtualFrame frame) {
    return ((RecordValue) target.execute(frame)).field(place);
  }
}
