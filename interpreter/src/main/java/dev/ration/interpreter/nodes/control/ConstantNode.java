package dev.ration.interpreter.nodes.control;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.frame.VirtualFrame;
import dev.ration.interpreter.nodes.ExpressionNode;
import dev.ration.interpreter.nodes.Line;
import org.jspecify.annotations.Nullable;

/** A top-level {@code let}: computed when it is first needed, then kept. */
public final class ConstantNode extends ExpressionNode {
  private final FunctionEntry code;
  @CompilationFinal private @Nullable Object value;

  public ConstantNode(FunctionEntry code) {
    this.code = code;
  }

  @Override
  public Object execute(VirtualFrame frame) {
    Object known = value;
    if (known == null) {
      CompilerDirectives.transferToInterpreterAndInvalidate();
      known = code.target().call(Line.free(), null);
      value = known;
    }
    return known;
  }
}
