package dev.ration.interpreter.values;

import dev.ration.grammar.check.Symbol;
import dev.ration.grammar.check.Type;
import dev.ration.plan.Code;
import dev.ration.plan.Dimension;
import dev.ration.runtime.scope.Bug;
import java.util.List;

/** Shows values to people: in the holes of texts, in reports, in the REPL. */
public final class Rendering {
  private static final int DEPTH = 200;

  private final StringBuilder out = new StringBuilder();

  private Rendering() {}

  /** As a hole shows it: a text without quotes. */
  public static String text(Object value, Type type) {
    if (value instanceof String text) {
      return text;
    }
    return source(value, type);
  }

  /** As a policy would write it: texts inside in quotes. */
  public static String source(Object value, Type type) {
    Rendering rendering = new Rendering();
    rendering.value(value, type, 0);
    return rendering.out.toString();
  }

  private void value(Object value, Type type, int depth) {
    if (depth > DEPTH) {
      throw new Bug(Code.VALUE_TOO_LARGE, "A value is nested too deeply to be shown.");
    }
    switch (value) {
      case NoneValue _ -> add("none");
      case String text -> quoted(text);
      case Long whole -> add(number(whole, type));
      case Double number -> add(number(number, type));
      case ListValue list -> list(list, element(type), depth);
      case MapValue map -> map(map, type, depth);
      case RecordValue record -> record(record, type, depth);
      case RangeValue range -> range(range, element(type), depth);
      case GuessValue guess -> guess(guess, element(type), depth);
      case HostValue host -> host(host);
      default -> add(value.toString());
    }
  }

  private static String number(Object value, Type type) {
    return switch (type) {
      case Type.Measure(Dimension dimension) -> Amounts.quantity(value, dimension).toString();
      case Type.Maybe(Type element) -> number(value, element);
      default ->
          value instanceof Double ? Amounts.quantity(value, Dimension.NONE).toString() : "" + value;
    };
  }

  /** The type of what is inside. */
  static Type element(Type type) {
    return switch (type) {
      case Type.ListOf(Type element) -> element;
      case Type.Guess(Type element) -> element;
      case Type.RangeOf(Type element) -> element;
      case Type.Maybe(Type element) -> element(element);
      default -> Type.BROKEN;
    };
  }

  private void list(ListValue list, Type element, int depth) {
    add("[");
    String gap = "";
    for (Object item : list) {
      add(gap);
      value(item, element, depth + 1);
      gap = ", ";
    }
    add("]");
  }

  private void map(MapValue map, Type type, int depth) {
    Type known = type instanceof Type.Maybe(Type inner) ? inner : type;
    Type keyType = known instanceof Type.MapOf(Type key, _) ? key : Type.BROKEN;
    Type valueType = known instanceof Type.MapOf(_, Type held) ? held : Type.BROKEN;
    add(map.size() == 0 ? "[:" : "[");
    for (int i = 0; i < map.size(); i++) {
      add(i == 0 ? "" : ", ");
      value(map.keyAt(i), keyType, depth + 1);
      add(": ");
      value(map.valueAt(i), valueType, depth + 1);
    }
    add("]");
  }

  private void record(RecordValue record, Type type, int depth) {
    List<Symbol.Variable> fields = fields(type);
    String full = record.shape().name();
    add(full.substring(full.lastIndexOf('.') + 1));
    add("(");
    for (int i = 0; i < record.size(); i++) {
      add(i == 0 ? "" : ", ");
      add(record.shape().fields().get(i));
      add(": ");
      if (i < fields.size() && fields.get(i).isPrivate()) {
        add("private");
      } else {
        value(record.field(i), i < fields.size() ? fields.get(i).type() : Type.BROKEN, depth + 1);
      }
    }
    add(")");
  }

  /** The fields of a record type, or the named branches. */
  static List<Symbol.Variable> fields(Type type) {
    return switch (type) {
      case Type.RecordOf(var symbol) -> symbol.fields();
      case Type.Branches(var symbol) -> symbol.branches();
      case Type.Maybe(Type element) -> fields(element);
      default -> List.of();
    };
  }

  private void range(RangeValue range, Type element, int depth) {
    value(range.low(), element, depth + 1);
    add(" .. ");
    if (range.middle() != null) {
      value(range.middle(), element, depth + 1);
      add(" .. ");
    }
    value(range.high(), element, depth + 1);
  }

  private void guess(GuessValue guess, Type element, int depth) {
    add("guess(");
    value(guess.value(), element, depth + 1);
    add(", " + Amounts.quantity(guess.confidence(), Dimension.NONE) + ")");
  }

  private void host(HostValue host) {
    add(host.type().substring(host.type().lastIndexOf('.') + 1));
    if (host.value() instanceof CharSequence name) {
      add(" ");
      quoted(name.toString());
    }
  }

  private void quoted(String text) {
    add("\"");
    add(
        text.replace("\\", "\\\\")
            .replace("\"", "\\\"")
            .replace("{", "\\{")
            .replace("}", "\\}")
            .replace("\n", "\\n"));
    add("\"");
  }

  private void add(String piece) {
    if (out.length() + piece.length() > Caps.TEXT) {
      throw new Bug(Code.TEXT_TOO_LONG, "A text becomes longer than " + Caps.TEXT + " characters.");
    }
    out.append(piece);
  }
}
