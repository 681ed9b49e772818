package dev.ration.runtime.replay;

import dev.ration.runtime.clock.ClockTape.Kind;
import dev.ration.runtime.clock.ClockTape.Note;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The inputs of one run, as its trace has them. Used by one run. */
public final class Tape {
  private final Deque<Note> notes = new ArrayDeque<>();
  private final Map<Long, List<List<Map<String, Object>>>> arrivals = new HashMap<>();
  private final Map<String, Map<String, Object>> said = new HashMap<>();
  private @Nullable List<Map<String, Object>> last;

  private Tape() {}

  /** Reads the lines of one run, parsed; those that are no inputs do not matter. */
  public static Tape of(List<Map<String, Object>> lines) {
    Tape tape = new Tape();
    for (Map<String, Object> line : lines) {
      tape.add(line);
    }
    return tape;
  }

  private void add(Map<String, Object> line) {
    if ("clock".equals(line.get("type"))) {
      if (line.get("reads") instanceof List<?> reads) {
        reads.forEach(this::note);
      }
    } else if (line.containsKey("turn")) {
      List<Map<String, Object>> group = last;
      if (!Boolean.TRUE.equals(line.get("joined")) || group == null) {
        group = new ArrayList<>();
        arrivals.computeIfAbsent(number(line, "turn"), _ -> new ArrayList<>()).add(group);
        last = group;
      }
      group.add(line);
    } else if (line.containsKey("asked")) {
      said.put(line.get("type") + " " + number(line, "asked"), line);
    }
  }

  private void note(Object read) {
    if (read instanceof List<?> parts && parts.size() == 4) {
      Kind[] kinds = Kind.values();
      notes.add(
          new Note(
              kinds[Math.clamp(whole(parts.get(0)), 0, kinds.length - 1)],
              whole(parts.get(1)),
              whole(parts.get(2)),
              whole(parts.get(3))));
    }
  }

  Deque<Note> notes() {
    return notes;
  }

  /** What was set when the run had turned to the world so many times; each set in one event. */
  List<List<Map<String, Object>>> arrivals(long turns) {
    return arrivals.getOrDefault(turns, List.of());
  }

  /** What was said at once when the run asked for the {@code asked}-th time; null for nothing. */
  @Nullable Map<String, Object> said(String type, long asked) {
    return said.get(type + " " + asked);
  }

  static long number(Map<String, Object> line, String name) {
    return whole(line.get(name));
  }

  private static long whole(@Nullable Object value) {
    return value instanceof Number number ? number.longValue() : 0;
  }
}
