package dev.ration.interpreter.nodes.control;

import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import dev.ration.interpreter.nodes.ExpressionNode;

/** Statements one after the other; the value is that of the last. */
public final class BlockNode extends ExpressionNode {
  @Children private final ExpressionNode[] statements;
  @Child private ExpressionNode last;

  public BlockNode(ExpressionNode[] statements, ExpressionNode last) {
    this.statements = statements;
    this.last = last;
  }

  @ExplodeLoop
  private void before(VirtualFrame frame) {
    for (ExpressionNode statement : statements) {
      statement.executeVoid(frame);
    }
  }

  @Override
  public Object execute(VirtualFrame frame) {
    before(frame);
    return last.execute(frame);
  }

  @Override
  public long executeLong(VirtualFrame frame) {
    before(frame);
    return last.executeLong(frame);
  }

  @Override
  public double executeDouble(VirtualFrame frame) {
    before(frame);
    return last.executeDouble(frame);
  }

  @Override
  public boolean executeBoolean(VirtualFrame frame) {
    before(frame);
    return last.executeBoolean(frame);
  }

  @Override
  public void executeVoid(VirtualFrame frame) {
    before(frame);
    last.executeVoid(frame);
  }
}
