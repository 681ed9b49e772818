package dev.ration.runtime.export;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.ration.runtime.replay.Log;
import dev.ration.runtime.replay.Log.LoggedRun;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A trace as an MCAP file: a topic for each family of events, as {@code /ration/scope}, whose
 * messages are the lines of the trace. Runs follow one another in time.
 */
public final class McapTrace {
  private McapTrace() {}

  /** Writes all runs of a log; {@code out} is the caller's to close. */
  public static void write(Log log, OutputStream out) throws IOException {
    Map<String, Map<String, Object>> properties = properties(log);
    Map<String, Integer> topics = new HashMap<>();
    try (McapWriter writer = new McapWriter(out, "ration")) {
      for (Map.Entry<String, Map<String, Object>> family : properties.entrySet()) {
        String name = family.getKey();
        topics.put(
            name, writer.topic("/ration/" + name, "ration." + name, schema(family.getValue())));
      }
      long offset = 0;
      for (LoggedRun run : log.runs()) {
        long last = 0;
        for (int i = 0; i < run.events().size(); i++) {
          Map<String, Object> event = run.events().get(i);
          long at = event.get("at_ns") instanceof Number number ? number.longValue() : 0;
          Integer topic = topics.get(family(event));
          if (topic != null) {
            writer.message(topic, offset + at, run.texts().get(i));
          }
          last = at;
        }
        offset += last;
      }
    }
  }

  /** The first word of an event's type. */
  private static String family(Map<String, Object> event) {
    String type = String.valueOf(event.get("type"));
    int point = type.indexOf('.');
    return point < 0 ? type : type.substring(0, point);
  }

  /** The fields that events of each family have, with their types in JSON. */
  private static Map<String, Map<String, Object>> properties(Log log) {
    Map<String, Map<String, Object>> families = new TreeMap<>();
    for (LoggedRun run : log.runs()) {
      for (Map<String, Object> event : run.events()) {
        Map<String, Object> fields =
            families.computeIfAbsent(family(event), _ -> new LinkedHashMap<>());
        event.forEach((name, value) -> fields.merge(name, type(value), McapTrace::either));
      }
    }
    return families;
  }

  private static Map<String, Object> either(Object before, Object now) {
    // A field that holds one thing here and another there may hold anything.
    return before.equals(now) && now instanceof Map<?, ?> ? Map.copyOf(typed(now)) : Map.of();
  }

  private static Map<String, Object> typed(Object type) {
    Map<String, Object> copy = new LinkedHashMap<>();
    if (type instanceof Map<?, ?> parts) {
      parts.forEach((name, value) -> copy.put(String.valueOf(name), value));
    }
    return copy;
  }

  private static Map<String, Object> type(Object value) {
    return switch (value) {
      case Boolean _ -> Map.of("type", "boolean");
      case Integer _, Long _ -> Map.of("type", "integer");
      case Number _ -> Map.of("type", "number");
      case String _ -> Map.of("type", "string");
      case List<?> _ -> Map.of("type", "array");
      default -> Map.of("type", "object");
    };
  }

  private static String schema(Map<String, Object> properties) throws IOException {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("properties", properties);
    schema.put("required", List.of("at_ns", "type"));
    return JSON.std.asString(schema);
  }
}
