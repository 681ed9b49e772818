package dev.ration.interpreter.values;

import dev.ration.plan.Code;
import dev.ration.runtime.scope.Bug;

/** Whether two values of a policy are equal; gives up on values too large to compare. */
public final class Equality {
  private static final int DEPTH = 500;

  private int visits;

  private Equality() {}

  /** Compares by content. */
  public static boolean same(Object left, Object right) {
    return new Equality().same(left, right, 0);
  }

  private boolean same(Object left, Object right, int depth) {
    if (left == right) {
      return true;
    }
    if (++visits > Caps.VISITS || depth > DEPTH) {
      throw new Bug(Code.VALUE_TOO_LARGE, "Two values are too large to compare.");
    }
    return switch (left) {
      case ListValue list -> right instanceof ListValue other && sameItems(list, other, depth);
      case RecordValue record ->
          right instanceof RecordValue other && sameFields(record, other, depth);
      case MapValue map -> right instanceof MapValue other && sameEntries(map, other, depth);
      default -> left.equals(right);
    };
  }

  private boolean sameItems(ListValue left, ListValue right, int depth) {
    if (left.size() != right.size()) {
      return false;
    }
    for (int i = 0; i < left.size(); i++) {
      if (!same(left.get(i), right.get(i), depth + 1)) {
        return false;
      }
    }
    return true;
  }

  private boolean sameFields(RecordValue left, RecordValue right, int depth) {
    if (!left.shape().equals(right.shape())) {
      return false;
    }
    for (int i = 0; i < left.size(); i++) {
      if (!same(left.field(i), right.field(i), depth + 1)) {
        return false;
      }
    }
    return true;
  }

  private boolean sameEntries(MapValue left, MapValue right, int depth) {
    if (left.size() != right.size()) {
      return false;
    }
    for (int i = 0; i < left.size(); i++) {
      Object other = right.get(left.keyAt(i));
      if (other == null || !same(left.valueAt(i), other, depth + 1)) {
        return false;
      }
    }
    return true;
  }
}
