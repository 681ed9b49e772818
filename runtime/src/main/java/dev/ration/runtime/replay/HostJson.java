package dev.ration.runtime.replay;

import dev.ration.runtime.spi.ModelRequest.ImageData;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values of the host as a trace has them, and back. What only the host can make has no form in
 * JSON: a number stands for it, the same for equal values. Guarded by the scheduler's lock.
 */
final class HostJson {
  private final Map<Object, Long> numbers = new HashMap<>();

  /** What only the host can make, in a run that is played: equal where it was. */
  record HostStandIn(long number) {}

  /** A value as JSON has it; null for none. */
  @Nullable Object encode(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Boolean _, Long _ -> value;
      case Integer _, Short _, Byte _ -> ((Number) value).longValue();
      case Double number -> number(number);
      case Float number -> number(number);
      case CharSequence text -> text.toString();
      case List<?> items -> items(items);
      case Map<?, ?> map -> Map.of("entries", entries(map));
      case ImageData(String mediaType, byte[] bytes) -> picture(mediaType, bytes.length);
      case byte[] bytes -> picture("image/png", bytes.length);
      default -> Map.of("host", numbers.computeIfAbsent(value, _ -> numbers.size() + 1L));
    };
  }

  private static Object number(double number) {
    return Double.isFinite(number) ? (Object) number : Map.of("number", Double.toString(number));
  }

  private List<Object> items(List<?> items) {
    List<Object> encoded = new ArrayList<>();
    for (Object item : items) {
      Object one = encode(item);
      encoded.add(one == null ? Map.of("none", true) : one);
    }
    return encoded;
  }

  private List<Object> entries(Map<?, ?> map) {
    List<Object> pairs = new ArrayList<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      List<Object> pair = new ArrayList<>();
      pair.add(entry.getKey());
      pair.add(entry.getValue());
      pairs.add(items(pair));
    }
    return pairs;
  }

  private static Map<String, Object> picture(String mediaType, int bytes) {
    Map<String, Object> picture = new LinkedHashMap<>();
    picture.put("picture", mediaType);
    picture.put("bytes", (long) bytes);
    return picture;
  }

  /** The value that a trace has; null for none. */
  static @Nullable Object decode(@Nullable Object json, Sealing sealing) {
    return switch (json) {
      case Integer whole -> whole.longValue();
      case List<?> items -> list(items, sealing);
      case Map<?, ?> map -> tagged(map, sealing);
      case null, default -> json;
    };
  }

  private static List<Object> list(List<?> items, Sealing sealing) {
    List<Object> decoded = new ArrayList<>();
    for (Object item : items) {
      Object one = decode(item, sealing);
      decoded.add(one == null ? Map.of() : one);
    }
    return decoded;
  }

  private static @Nullable Object tagged(Map<?, ?> map, Sealing sealing) {
    if (map.containsKey("sealed")) {
      return decode(sealing.open(map), sealing);
    }
    if (map.get("number") instanceof String number) {
      return Double.parseDouble(number);
    }
    if (map.get("picture") instanceof String mediaType
        && map.get("bytes") instanceof Number bytes) {
      return new ImageData(mediaType, new byte[bytes.intValue()]);
    }
    if (map.get("host") instanceof Number number) {
      return new HostStandIn(number.longValue());
    }
    if (map.get("entries") instanceof List<?> pairs) {
      Map<Object, Object> entries = new LinkedHashMap<>();
      for (Object pair : pairs) {
        if (decode(pair, sealing) instanceof List<?> both && both.size() == 2) {
          entries.put(both.get(0), both.get(1));
        }
      }
      return entries;
    }
    return null;
  }
}
