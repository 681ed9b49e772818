package dev.ration.runtime.replay;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.ration.plan.Dimension;
import dev.ration.plan.Quantity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a replay leaves its trace.
 *
 * @param line the number of the line in the file, from 1
 * @param was what stands there; null when the trace ended before
 * @param is what happened now; null when nothing did
 * @param why what went wrong where nothing happened; empty otherwise
 */
public record Difference(int line, @Nullable String was, @Nullable String is, String why) {
  /** The difference in words. */
  public List<String> words() {
    List<String> words = new ArrayList<>();
    words.add("Line " + line + " is the first that differs.");
    words.add("  was: " + (was == null ? "the trace had ended" : told(was)));
    words.add("  is:  " + (is != null ? told(is) : why.isEmpty() ? "the run has ended" : why));
    if (was != null && is != null) {
      Map<String, Object> before = parsed(was);
      Map<String, Object> now = parsed(is);
      if (Objects.equals(before.get("type"), now.get("type"))) {
        fields(before, now).forEach(one -> words.add("    " + one));
      }
    }
    return words;
  }

  private static List<String> fields(Map<String, Object> before, Map<String, Object> now) {
    Set<String> names = new LinkedHashSet<>(before.keySet());
    names.addAll(now.keySet());
    List<String> different =
        names.stream()
            .filter(name -> !Objects.equals(before.get(name), now.get(name)))
            .map(name -> difference(name, before, now))
            .toList();
    return different.isEmpty() ? List.of("the same values, written in another way") : different;
  }

  private static String difference(
      String name, Map<String, Object> before, Map<String, Object> now) {
    String was = value(name, before);
    String is = value(name, now);
    if (was.equals(is)) {
      // Too near to each other, or too long, to look different as they are shown.
      String old = String.valueOf(before.get(name));
      String current = String.valueOf(now.get(name));
      int at = 0;
      while (at < Math.min(old.length(), current.length())
          && old.charAt(at) == current.charAt(at)) {
        at++;
      }
      int from = Math.max(0, at - 20);
      was = "…" + shortened(old.substring(from));
      is = "…" + shortened(current.substring(from));
    }
    return "`%s` was %s, is %s".formatted(name, was, is);
  }

  private static String value(String name, Map<String, Object> event) {
    Object value = event.get(name);
    if (value == null) {
      return "missing";
    }
    if (value instanceof Number number && name.endsWith("_ns")) {
      return time(number.longValue());
    }
    if (value instanceof Number number && name.endsWith("_uj")) {
      return Quantity.ofGrains(number.longValue(), Dimension.ENERGY).toString();
    }
    return shortened(value.toString());
  }

  /** An event in words. */
  private static String told(String text) {
    Map<String, Object> event = parsed(text);
    if (!(event.get("type") instanceof String type)) {
      return shortened(text);
    }
    StringBuilder told = new StringBuilder("`" + type + "`");
    if (event.get("at_ns") instanceof Number at) {
      told.append(" at ").append(time(at.longValue()));
    }
    event.forEach(
        (name, value) -> {
          if (!name.equals("type") && !name.equals("at_ns") && told.length() < 200) {
            told.append(", ").append(name).append(' ').append(value(name, event));
          }
        });
    return told.toString();
  }

  private static String time(long nanos) {
    return Quantity.ofGrains(nanos, Dimension.TIME).toString();
  }

  private static String shortened(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "…";
  }

  private static Map<String, Object> parsed(String text) {
    try {
      return JSON.std.mapFrom(text);
    } catch (IOException broken) {
      return new LinkedHashMap<>();
    }
  }
}
