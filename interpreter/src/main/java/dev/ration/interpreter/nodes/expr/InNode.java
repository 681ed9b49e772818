package dev.ration.interpreter.nodes.expr;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.frame.VirtualFrame;
import dev.ration.interpreter.nodes.ExpressionNode;
import dev.ration.interpreter.values.Equality;
import dev.ration.interpreter.values.ListValue;
import dev.ration.interpreter.values.MapValue;
import dev.ration.interpreter.values.RangeValue;

/** Whether a list holds a value, a map a key, a text a piece, a range a number. */
public final class InNode extends ExpressionNode {
  @Child private ExpressionNode item;
  @Child private ExpressionNode whole;

  public InNode(ExpressionNode item, ExpressionNode whole) {
    this.item = item;
    this.whole = whole;
  }

  @Override
  public Object execute(VirtualFrame frame) {
    return executeBoolean(frame);
  }

  @Override
  public boolean executeBoolean(VirtualFrame frame) {
    return contains(item.execute(frame), whole.execute(frame));
  }

  @TruffleBoundary
  private static boolean contains(Object item, Object whole) {
    return switch (whole) {
      case ListValue list -> list.stream().anyMatch(each -> Equality.same(each, item));
      case MapValue map -> map.get(item) != null;
      case String text -> text.contains((String) item);
      case RangeValue range -> isBetween(range.low(), item) && isBetween(item, range.high());
      default -> throw new IllegalStateException("nothing can be in " + whole.getClass());
    };
  }

  private static boolean isBetween(Object low, Object high) {
    return low instanceof Long first && high instanceof Long second
        ? first <= second
        : ((Number) low).doubleValue() <= ((Number) high).doubleValue();
  }
}
