package dev.ration.connect.openai;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A JSON value somebody else wrote, read without trusting its shape. */
record Json(Optional<Object> value) {
  /** Reads a text; what is not JSON is a value that is not there. */
  static Json read(String text) {
    try {
      return new Json(Optional.ofNullable(JSON.std.anyFrom(text)));
    } catch (IOException | RuntimeException notJson) {
      return new Json(Optional.empty());
    }
  }

  boolean isObject() {
    return value.orElse(null) instanceof Map<?, ?>;
  }

  /** The member called {@code name}, if this is an object that has it. */
  Json at(String name) {
    return new Json(
        value.filter(Map.class::isInstance).flatMap(o -> Optional.ofNullable(member(o, name))));
  }

  private static @org.jspecify.annotations.Nullable Object member(Object object, String name) {
    return ((Map<?, ?>) object).get(name);
  }

  /** The first element, if this is a list that has one. */
  Json first() {
    return elements().stream().findFirst().orElse(new Json(Optional.empty()));
  }

  /** The elements, if this is a list. */
  List<Json> elements() {
    return value.orElse(null) instanceof List<?> list
        ? list.stream().map(element -> new Json(Optional.ofNullable((Object) element))).toList()
        : List.of();
  }

  Optional<String> text() {
    return value.filter(String.class::isInstance).map(String.class::cast);
  }

  Optional<Number> number() {
    return value.filter(Number.class::isInstance).map(Number.class::cast);
  }
}
