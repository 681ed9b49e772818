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
    Object one = item.execute(frame);
    Object all = whole.execute(frame);
    return all instanceof RangeValue range
        ? isBetween(range.low(), one) && isBetween(one, range.high())
        : contains(one, all);
  }

  @TruffleBoundary
  private static boolean contains(Object item, Object whole) {
    return switch (whole) {
      case ListValue list -> list.stream().anyMatch(each -> Equality.same(each, item));
      case MapValue map -> map.get(item) != null;
      case String text -> text.contains((String) item);
      default -> throw new IllegalStateException("nothing can be in " + whole.getClass());
    };
  }

  private static boolean isBetween(Object low, Object high) {
    return low instanceof Long first && high instanceof Long second
        ? first <= second
        : number(low) <= number(high);
  }

  private static double number(Object value) {
    return value instanceof Long whole ? whole : (double) value;
  }
}
