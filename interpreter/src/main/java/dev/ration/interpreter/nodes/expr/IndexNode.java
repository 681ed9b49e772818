package dev.ration.interpreter.nodes.expr;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.frame.VirtualFrame;
import dev.ration.interpreter.nodes.ExpressionNode;
import dev.ration.interpreter.nodes.Faults;
import dev.ration.interpreter.values.ListValue;
import dev.ration.interpreter.values.MapValue;
import dev.ration.interpreter.values.NoneValue;
import dev.ration.plan.Code;

/** {@code list[i]}, a bug where there is no such item, and {@code map[k]}, then none. */
public abstract class IndexNode extends ExpressionNode {
  @Child ExpressionNode target;
  @Child ExpressionNode index;

  private IndexNode(ExpressionNode target, ExpressionNode index) {
    this.target = target;
    this.index = index;
  }

  /** An item of a list. */
  public static ExpressionNode list(ExpressionNode target, ExpressionNode index) {
    return new Item(target, index);
  }

  /** A value of a map. */
  public static ExpressionNode map(ExpressionNode target, ExpressionNode key) {
    return new Entry(target, key);
  }

  private static final class Item extends IndexNode {
    Item(ExpressionNode target, ExpressionNode index) {
      super(target, index);
    }

    @Override
    public Object execute(VirtualFrame frame) {
      ListValue list = (ListValue) target.execute(frame);
      long place = index.executeLong(frame);
      if (place < 0 || place >= list.size()) {
        CompilerDirectives.transferToInterpreter();
        throw Faults.at(
            this,
            Code.INDEX_OUT_OF_RANGE,
            "The list has " + list.size() + " items, none at " + place + ".");
      }
      return list.get((int) place);
    }
  }

  private static final class Entry extends IndexNode {
    Entry(ExpressionNode target, ExpressionNode key) {
      super(target, key);
    }

    @Override
    public Object execute(VirtualFrame frame) {
      return find((MapValue) target.execute(frame), index.execute(frame));
    }

    @TruffleBoundary
    private static Object find(MapValue map, Object key) {
      Object found = map.get(key);
      return found == null ? NoneValue.NONE : found;
    }
  }
}
