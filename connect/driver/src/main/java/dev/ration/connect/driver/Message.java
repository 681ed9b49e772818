package dev.ration.connect.driver;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.ration.runtime.spi.CommandRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One line of the protocol, read without trusting its shape. Immutable once it was sent. */
record Message(Map<String, Object> fields) {
  /** The version of the protocol that is spoken here. */
  static final int PROTOCOL = 1;

  /** The longest line, in bytes without its end. */
  static final int MAX_BYTES = 65_536;

  /** One to send. */
  static Message of(String type) {
    Message message = new Message(new LinkedHashMap<>());
    message.fields.put("type", type);
    return message;
  }

  /** Reads a line; empty when it is no JSON object with a type. */
  static Optional<Message> read(String line) {
    try {
      Map<String, Object> fields = JSON.std.mapFrom(line);
      return fields.get("type") instanceof String
          ? Optional.of(new Message(fields))
          : Optional.empty();
    } catch (IOException | RuntimeException _) {
      return Optional.empty();
    }
  }

  Message with(String name, Object value) {
    fields.put(name, value);
    return this;
  }

  String type() {
    return text("type");
  }

  /** A text; empty when it is not there or none. */
  String text(String name) {
    return fields.get(name) instanceof String text ? text : "";
  }

  boolean flag(String name) {
    return Boolean.TRUE.equals(fields.get(name));
  }

  /** A whole number; -1 when it is not there or none. */
  long whole(String name) {
    return fields.get(name) instanceof Number number ? number.longValue() : -1;
  }

  /** A number of milliseconds; NaN when it is not there or none. */
  double millis(String name) {
    return fields.get(name) instanceof Number number ? number.doubleValue() : Double.NaN;
  }

  /** The objects of a list. */
  List<Message> objects(String name) {
    List<Message> found = new ArrayList<>();
    if (fields.get(name) instanceof List<?> list) {
      for (Object element : list) {
        if (element instanceof Map<?, ?> map) {
          Map<String, Object> named = new LinkedHashMap<>();
          map.forEach((key, value) -> named.put(String.valueOf(key), value));
          found.add(new Message(named));
        }
      }
    }
    return found;
  }

  /** A value as the runtime takes it: whole numbers are {@code Long}; null when it is not there. */
  @Nullable Object value(String name) {
    return plain(fields.get(name));
  }

  private static @Nullable Object plain(@Nullable Object value) {
    return switch (value) {
      case Integer number -> (Object) number.longValue();
      case List<?> list -> list.stream().map(Message::plain).toList();
      case Map<?, ?> map -> {
        Map<Object, @Nullable Object> named = new LinkedHashMap<>();
        map.forEach((key, held) -> named.put(key, plain(held)));
        yield named;
      }
      case null -> null;
      default -> value;
    };
  }

  /** The arguments of a command by name; what JSON has no form for is sent as it is displayed. */
  static Map<String, Object> arguments(List<CommandRequest.Argument> arguments) {
    Map<String, Object> named = new LinkedHashMap<>();
    for (CommandRequest.Argument argument : arguments) {
      named.put(argument.name(), wire(argument.value(), argument.display()));
    }
    return named;
  }

  private static Object wire(Object value, String display) {
    return switch (value) {
      case Boolean flag -> flag;
      case Number number -> number;
      case CharSequence text -> text.toString();
      case List<?> list -> list.stream().map(one -> wire(one, String.valueOf(one))).toList();
      case Map<?, ?> map -> {
        Map<String, Object> named = new LinkedHashMap<>();
        map.forEach(
            (key, held) -> named.put(String.valueOf(key), wire(held, String.valueOf(held))));
        yield named;
      }
      default -> display;
    };
  }

  /** The line, without its end. */
  String line() {
    try {
      return JSON.std.asString(fields);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
