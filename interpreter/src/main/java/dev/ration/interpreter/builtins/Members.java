package dev.ration.interpreter.builtins;

import com.oracle.truffle.api.nodes.Node;
import dev.ration.grammar.check.Builtin;
import dev.ration.interpreter.nodes.Faults;
import dev.ration.interpreter.nodes.expr.ApplyNode;
import dev.ration.interpreter.values.Caps;
import dev.ration.interpreter.values.GuessValue;
import dev.ration.interpreter.values.ListValue;
import dev.ration.interpreter.values.MapValue;
import dev.ration.interpreter.values.NoneValue;
import java.util.Locale;

/** Members of texts, lists, maps and guesses; the value they belong to is the first argument. */
public final class Members {
  private Members() {}

  /** Finds the body of a member. */
  public static ApplyNode.Operation of(Builtin member) {
    return switch (member) {
      case FIRST -> (node, values) -> end((ListValue) values[0], true);
      case LAST -> (node, values) -> end((ListValue) values[0], false);
      case WITH -> Members::with;
      case KEYS -> (node, values) -> ((MapValue) values[0]).keys();
      case PUT -> Members::put;
      case LOWER -> (node, values) -> capped(node, text(values[0]).toLowerCase(Locale.ROOT));
      case UPPER -> (node, values) -> capped(node, text(values[0]).toUpperCase(Locale.ROOT));
      case TRIM -> (node, values) -> text(values[0]).strip();
      case CONTAINS -> (node, values) -> text(values[0]).contains(text(values[1]));
      case STARTS_WITH -> (node, values) -> text(values[0]).startsWith(text(values[1]));
      case CONFIDENCE -> (node, values) -> ((GuessValue) values[0]).confidence();
      case TIER -> (node, values) -> ((GuessValue) values[0]).tier();
      default -> throw new IllegalStateException("no member of a value: " + member.word());
    };
  }

  private static String text(Object value) {
    return (String) value;
  }

  private static String capped(Node node, String text) {
    if (text.length() > Caps.TEXT) {
      throw Faults.textTooLong(node);
    }
    return text;
  }

  private static Object end(ListValue list, boolean isFirst) {
    if (list.isEmpty()) {
      return NoneValue.NONE;
    }
    return isFirst ? list.getFirst() : list.getLast();
  }

  private static Object with(Node node, Object[] values) {
    ListValue list = (ListValue) values[0];
    if (list.size() >= Caps.ITEMS) {
      throw Faults.tooLarge(node, "list");
    }
    return list.with(values[1]);
  }

  private static Object put(Node node, Object[] values) {
    MapValue map = (MapValue) values[0];
    if (map.size() >= Caps.ITEMS && map.get(values[1]) == null) {
      throw Faults.tooLarge(node, "map");
    }
    return map.put(values[1], values[2]);
  }

  /** The square root of a plain number. */
  public static Object squareRoot(Node node, Object[] values) {
    double root = Math.sqrt((double) values[0]);
    if (Double.isNaN(root)) {
      throw Faults.notANumber(node);
    }
    return root;
  }
}
