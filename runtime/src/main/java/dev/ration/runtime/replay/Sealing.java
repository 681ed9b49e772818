package dev.ration.runtime.replay;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps private values out of a trace: there a reference stands for each, and the values go to a
 * file of their own that stays on the robot (M7). Guarded by the scheduler's lock.
 */
public final class Sealing {
  private final @Nullable Writer side;
  private final Map<Long, Object> opened;
  private long sealed;
  private boolean hasStandIns;

  private Sealing(@Nullable Writer side, Map<Long, Object> opened) {
    this.side = side;
    this.opened = opened;
  }

  /**
   * Seals, and writes what was sealed to {@code side}, a line each.
   *
   * @param side owned by the caller; null keeps the values nowhere
   */
  public static Sealing to(@Nullable Writer side) {
    return new Sealing(side, Map.of());
  }

  /**
   * Opens what an earlier run sealed, by its number; stand-ins take the place of what is missing.
   */
  public static Sealing opening(Map<Long, Object> values) {
    return new Sealing(null, Map.copyOf(values));
  }

  /** Seals a value that has the form of JSON: a reference in its place. */
  public Map<String, Object> seal(Object value) {
    sealed++;
    keep(value);
    Map<String, Object> reference = new LinkedHashMap<>();
    reference.put("sealed", sealed);
    reference.put("size", value instanceof String text ? (long) text.length() : 1L);
    reference.put("as", kind(value));
    return reference;
  }

  private static String kind(Object value) {
    return switch (value) {
      case String _ -> "text";
      case Boolean _ -> "truth";
      case Long _ -> "whole";
      case Double _ -> "number";
      case List<?> _ -> "list";
      default -> "parts";
    };
  }

  private void keep(Object value) {
    if (side == null) {
      return;
    }
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("sealed", sealed);
    line.put("value", value);
    try {
      side.write(JSON.std.asString(line) + "\n");
      side.flush();
    } catch (IOException _) {
      // The run goes on; its log will be replayed with stand-ins, and says so.
      return;
    }
  }

  /** Opens a reference, or gives something of its kind that stands for it. */
  public Object open(Map<?, ?> reference) {
    Object number = reference.get("sealed");
    Object value = number instanceof Number known ? opened.get(known.longValue()) : null;
    if (value != null) {
      return value;
    }
    hasStandIns = true;
    return switch (String.valueOf(reference.get("as"))) {
      case "truth" -> false;
      case "whole" -> 0L;
      case "number" -> 0.0;
      case "list" -> List.of();
      case "parts" -> Map.of();
      default -> "sealed:" + number;
    };
  }

  /** Whether a value is here or something stands in for it. */
  public boolean isOpen(Map<?, ?> reference) {
    return reference.get("sealed") instanceof Number known && opened.containsKey(known.longValue());
  }

  /** Whether something stood in for a value that is sealed and not here. */
  public boolean hasStandIns() {
    return hasStandIns;
  }
}
