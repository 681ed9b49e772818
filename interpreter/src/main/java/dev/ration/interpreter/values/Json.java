package dev.ration.interpreter.values;

import dev.ration.grammar.check.Symbol;
import dev.ration.grammar.check.Type;
import dev.ration.plan.Code;
import dev.ration.plan.Dimension;
import dev.ration.runtime.scope.Bug;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/** Writes values as JSON. */
public final class Json {
  private static final int DEPTH = 200;

  private final StringBuilder out = new StringBuilder();

  private Json() {}

  /** Returns the JSON text of a value. */
  public static String of(Object value, Type type) {
    Json json = new Json();
    json.value(value, type, 0);
    return json.out.toString();
  }

  private void value(Object value, Type type, int depth) {
    if (depth > DEPTH || out.length() > 4 * Caps.TEXT) {
      throw new Bug(Code.VALUE_TOO_LARGE, "A value is too large to be written.");
    }
    switch (value) {
      case NoneValue _ -> out.append("null");
      case Boolean truth -> out.append(truth);
      case Long _, Double _ -> number(value, type);
      case String text -> text(text);
      case ListValue list -> list(list, Rendering.element(type), depth);
      case MapValue map -> map(map, type, depth);
      case RecordValue record -> record(record, type, depth);
      case GuessValue guess -> guess(guess, Rendering.element(type), depth);
      case RangeValue _ -> text(Rendering.source(value, type));
      case HostValue host -> text(host.value() instanceof String name ? name : host.type());
      default -> text(value.toString());
    }
  }

  private void number(Object value, Type type) {
    switch (type) {
      case Type.Measure(Dimension dimension) when !dimension.isNone() ->
          text(Amounts.quantity(value, dimension).toString());
      case Type.Maybe(Type element) -> number(value, element);
      default ->
          out.append(
              value instanceof Double number
                  ? BigDecimal.valueOf(number).toPlainString()
                  : value.toString());
    }
  }

  private void list(ListValue list, Type element, int depth) {
    out.append('[');
    for (int i = 0; i < list.size(); i++) {
      out.append(i == 0 ? "" : ", ");
      value(list.get(i), element, depth + 1);
    }
    out.append(']');
  }

  private void map(MapValue map, Type type, int depth) {
    Type known = type instanceof Type.Maybe(Type inner) ? inner : type;
    Type keyType = known instanceof Type.MapOf(Type key, _) ? key : Type.BROKEN;
    Type valueType = known instanceof Type.MapOf(_, Type held) ? held : Type.BROKEN;
    out.append('{');
    for (int i = 0; i < map.size(); i++) {
      out.append(i == 0 ? "" : ", ");
      text(Rendering.text(map.keyAt(i), keyType));
      out.append(": ");
      value(map.valueAt(i), valueType, depth + 1);
    }
    out.append('}');
  }

  private void record(RecordValue record, Type type, int depth) {
    List<Symbol.Variable> fields = Rendering.fields(type);
    out.append('{');
    for (int i = 0; i < record.size(); i++) {
      out.append(i == 0 ? "" : ", ");
      text(record.shape().fields().get(i));
      out.append(": ");
      if (i < fields.size() && fields.get(i).isPrivate()) {
        text("private");
      } else {
        value(record.field(i), i < fields.size() ? fields.get(i).type() : Type.BROKEN, depth + 1);
      }
    }
    out.append('}');
  }

  private void guess(GuessValue guess, Type element, int depth) {
    out.append("{\"value\": ");
    value(guess.value(), element, depth + 1);
    out.append(", \"confidence\": ").append(guess.confidence()).append(", \"tier\": ");
    text(guess.tier());
    out.append('}');
  }

  private void text(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char one = text.charAt(i);
      switch (one) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (one < ' ') {
            out.append(String.format(Locale.ROOT, "\\u%04x", (int) one));
          } else {
            out.append(one);
          }
        }
      }
    }
    out.append('"');
  }
}
