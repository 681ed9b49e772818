package dev.ration.interpreter.nodes.control;

import com.oracle.truffle.api.Truffle;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.LoopNode;
import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.api.nodes.RepeatingNode;
import dev.ration.interpreter.nodes.ExpressionNode;
import dev.ration.interpreter.nodes.GuestRootNode;
import dev.ration.interpreter.nodes.Line;
import dev.ration.interpreter.nodes.Slot;
import dev.ration.interpreter.values.ListValue;
import dev.ration.interpreter.values.NoneValue;
import dev.ration.interpreter.values.RangeValue;

/** {@code for x in xs { }}, over the items of a list or the whole numbers of a range. */
public final class ForNode extends ExpressionNode {
  private final Places places;
  @Child private ExpressionNode items;
  @Child private LoopNode listLoop;
  @Child private LoopNode rangeLoop;

  /**
   * Where a loop keeps what it needs, all at depth 0.
   *
   * @param variable of the loop
   * @param next the index or number of the next turn, a long
   * @param end after the last index or number, a long
   * @param list the list, an object
   */
  public record Places(Slot variable, int next, int end, int list) {}

  private ForNode(Places places, ExpressionNode items, LoopNode listLoop, LoopNode rangeLoop) {
    this.places = places;
    this.items = items;
    this.listLoop = listLoop;
    this.rangeLoop = rangeLoop;
  }

  /** Makes a loop over a list. */
  public static ExpressionNode overList(Places places, ExpressionNode items, ExpressionNode body) {
    return new ForNode(places, items, loop(new ListTurn(places, body)), loop(new NoTurn()));
  }

  /** Makes a loop over a range of whole numbers. */
  public static ExpressionNode overRange(Places places, ExpressionNode items, ExpressionNode body) {
    return new ForNode(places, items, loop(new NoTurn()), loop(new RangeTurn(places, body)));
  }

  private static LoopNode loop(RepeatingNode turn) {
    return Truffle.getRuntime().createLoopNode(turn);
  }

  @Override
  public Object execute(VirtualFrame frame) {
    Object whole = items.execute(frame);
    if (whole instanceof ListValue list) {
      frame.setLongStatic(places.next, 0);
      frame.setLongStatic(places.end, list.size());
      frame.setObjectStatic(places.list, list);
      listLoop.execute(frame);
    } else {
      RangeValue range = (RangeValue) whole;
      frame.setLongStatic(places.next, (long) range.low());
      frame.setLongStatic(places.end, (long) range.high());
      rangeLoop.execute(frame);
    }
    return NoneValue.NONE;
  }

  /** One item. */
  private static final class ListTurn extends Node implements RepeatingNode {
    private final Places places;
    @Child private ExpressionNode body;

    ListTurn(Places places, ExpressionNode body) {
      this.places = places;
      this.body = body;
    }

    @Override
    public boolean executeRepeating(VirtualFrame frame) {
      long next = frame.getLongStatic(places.next);
      if (next >= frame.getLongStatic(places.end)) {
        return false;
      }
      ListValue list = (ListValue) frame.getObjectStatic(places.list);
      places.variable.set(frame, list.get((int) next));
      frame.setLongStatic(places.next, next + 1);
      if (isBroken(body, frame)) {
        return false;
      }
      Line.of(frame).step();
      return true;
    }

    /** What compilation logs and profilers call it. */
    @Override
    public String toString() {
      return GuestRootNode.named("for", this);
    }
  }

  /** One number; both ends are included. */
  private static final class RangeTurn extends Node implements RepeatingNode {
    private final Places places;
    @Child private ExpressionNode body;

    RangeTurn(Places places, ExpressionNode body) {
      this.places = places;
      this.body = body;
    }

    @Override
    public boolean executeRepeating(VirtualFrame frame) {
      long next = frame.getLongStatic(places.next);
      long end = frame.getLongStatic(places.end);
      if (next > end) {
        return false;
      }
      frame.setLongStatic(places.variable.index(), next);
      if (isBroken(body, frame) || next == end) {
        return false;
      }
      frame.setLongStatic(places.next, next + 1);
      Line.of(frame).step();
      return true;
    }

    /** What compilation logs and profilers call it. */
    @Override
    public String toString() {
      return GuestRootNode.named("for", this);
    }
  }

  /** Of a loop over the other kind of thing. */
  private static final class NoTurn extends Node implements RepeatingNode {
    @Override
    public boolean executeRepeating(VirtualFrame frame) {
      return false;
    }
  }

  private static boolean isBroken(ExpressionNode body, VirtualFrame frame) {
    try {
      body.executeVoid(frame);
      return false;
    } catch (ExitException.Break _) {
      return true;
    } catch (ExitException.Continue _) {
      return false;
    }
  }
}
