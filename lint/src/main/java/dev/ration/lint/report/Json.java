package dev.ration.lint.report;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Writes JSON from maps, lists, texts, numbers and truth values, two blanks a level. */
final class Json {
  private final StringBuilder out = new StringBuilder();

  private Json() {}

  static String of(Object value) {
    Json json = new Json();
    json.value(value, 0);
    return json.out.toString();
  }

  private void value(Object value, int level) {
    switch (value) {
      case Map<?, ?> map -> object(map, level);
      case List<?> list -> array(list, level);
      case String text -> text(text);
      case Number number -> out.append(number);
      case Boolean truth -> out.append(truth);
      default -> throw new IllegalArgumentException("not JSON: " + value.getClass());
    }
  }

  private void object(Map<?, ?> map, int level) {
    if (map.isEmpty()) {
      out.append("{}");
      return;
    }
    String before = "{";
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      out.append(before);
      line(level + 1);
      text(String.valueOf(entry.getKey()));
      out.append(": ");
      value(Objects.requireNonNull(entry.getValue()), level + 1);
      before = ",";
    }
    line(level);
    out.append('}');
  }

  private void array(List<?> list, int level) {
    if (list.isEmpty()) {
      out.append("[]");
      return;
    }
    String before = "[";
    for (Object item : list) {
      out.append(before);
      line(level + 1);
      value(Objects.requireNonNull(item), level + 1);
      before = ",";
    }
    line(level);
    out.append(']');
  }

  private void line(int level) {
    out.append('\n').append("  ".repeat(level));
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
        default -> character(text, i, one);
      }
    }
    out.append('"');
  }

  /** Control characters, and halves of surrogate pairs that UTF-8 cannot carry, are escaped. */
  private void character(String text, int at, char one) {
    boolean isPaired =
        Character.isHighSurrogate(one)
                && at + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(at + 1))
            || Character.isLowSurrogate(one)
                && at > 0
                && Character.isHighSurrogate(text.charAt(at - 1));
    if (one < 0x20 || Character.isSurrogate(one) && !isPaired) {
      out.append(String.format("\\u%04x", (int) one));
    } else {
      out.append(one);
    }
  }
}
