package dev.ration.interpreter.nodes.expr;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.frame.VirtualFrame;
import dev.ration.grammar.check.Type;
import dev.ration.interpreter.nodes.ExpressionNode;
import dev.ration.interpreter.nodes.Faults;
import dev.ration.interpreter.values.NoneValue;
import dev.ration.interpreter.values.RangeValue;
import dev.ration.interpreter.values.Rendering;
import dev.ration.plan.Code;

/** A value that must lie in the range its field or parameter declares. */
public final class RangeCheckNode extends ExpressionNode {
  private final String name;
  private final Type type;
  @Child private ExpressionNode value;
  @Child private ExpressionNode range;

  public RangeCheckNode(String name, Type type, ExpressionNode value, ExpressionNode range) {
    this.name = name;
    this.type = type;
    this.value = value;
    this.range = range;
  }

  @Override
  public Object execute(VirtualFrame frame) {
    Object checked = value.execute(frame);
    if (checked == NoneValue.NONE) {
      return checked;
    }
    RangeValue allowed = (RangeValue) range.execute(frame);
    boolean fits =
        checked instanceof Long whole && allowed.low() instanceof Long low
            ? low <= whole && whole <= (long) allowed.high()
            : number(allowed.low()) <= number(checked) && number(checked) <= number(allowed.high());
    if (!fits) {
      CompilerDirectives.transferToInterpreter();
      throw outside(checked, allowed);
    }
    return checked;
  }

  private static double number(Object value) {
    return value instanceof Long whole ? whole : (double) value;
  }

  private RuntimeException outside(Object checked, RangeValue allowed) {
    String limits =
        Rendering.source(allowed.low(), type) + " .. " + Rendering.source(allowed.high(), type);
    return Faults.at(
        this,
        Code.ARGUMENT_OUT_OF_RANGE,
        "`"
            + name
            + "` is "
            + Rendering.source(checked, type)
            + ", but must lie in "
            + limits
            + ".");
  }
}
