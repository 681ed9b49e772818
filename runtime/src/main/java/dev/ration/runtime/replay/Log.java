package dev.ration.runtime.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.jr.ob.JSON;
import dev.ration.plan.Code;
import dev.ration.runtime.trace.JsonLines;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A trace that was read back: its runs, one after the other. Immutable.
 *
 * @param runs at least one
 */
public record Log(List<LoggedRun> runs) {
  public Log {
    runs = List.copyOf(runs);
  }

  /**
   * One run of a trace.
   *
   * @param firstLine the number of its first line in the file, from 1
   * @param texts its lines as they stand in the file
   * @param events the same, parsed
   * @param isWhole whether its end is there
   */
  public record LoggedRun(
      int firstLine, List<String> texts, List<Map<String, Object>> events, boolean isWhole) {
    public LoggedRun {
      texts = List.copyOf(texts);
      events = List.copyOf(events);
    }

    /** The first event of a type; null when there is none. */
    public @Nullable Map<String, Object> first(String type) {
      return events.stream()
          .filter(event -> type.equals(event.get("type")))
          .findFirst()
          .orElse(null);
    }
  }

  /**
   * Reads a trace.
   *
   * @throws LogFault if it is none, or of another version, or a line of it is damaged
   * @throws IOException if the file cannot be read
   */
  public static Log read(Path file) throws LogFault, IOException {
    byte[] bytes = Files.readAllBytes(file);
    int lastLine = bytes.length;
    while (lastLine > 0 && bytes[lastLine - 1] != '\n') {
      lastLine--;
    }
    // A process that was killed may leave half a character at the end of its last line.
    int end = isText(bytes, lastLine) ? bytes.length : lastLine;
    CharsetDecoder strict = StandardCharsets.UTF_8.newDecoder();
    try (var in = new InputStreamReader(new ByteArrayInputStream(bytes, 0, end), strict)) {
      return read(new BufferedReader(in));
    } catch (CharacterCodingException notText) {
      throw new LogFault(Code.NOT_A_TRACE, "It is not UTF-8 text.");
    }
  }

  private static boolean isText(byte[] bytes, int from) {
    try {
      ByteBuffer part = ByteBuffer.wrap(bytes, from, bytes.length - from);
      return StandardCharsets.UTF_8.newDecoder().decode(part).hasArray();
    } catch (CharacterCodingException torn) {
      return false;
    }
  }

  /** As {@link #read(Path)}, from a reader, which stays open. */
  public static Log read(BufferedReader in) throws LogFault, IOException {
    Reading reading = new Reading();
    String first = in.readLine();
    reading.begin(first == null ? "" : first);
    String line = in.readLine();
    while (line != null) {
      String next = in.readLine();
      // A process that was killed leaves its last line half written.
      if (next != null || isWhole(line)) {
        reading.line(line);
      }
      line = next;
    }
    return reading.end();
  }

  private static boolean isWhole(String line) {
    try {
      return JSON.std.mapFrom(line) != null;
    } catch (IOException torn) {
      return false;
    }
  }

  /** The lines that were read so far. */
  private static final class Reading {
    private final List<LoggedRun> runs = new ArrayList<>();
    private List<String> texts = new ArrayList<>();
    private List<Map<String, Object>> events = new ArrayList<>();
    private int number = 1;
    private long lastNanos;

    void begin(String line) throws LogFault {
      Map<String, Object> event;
      try {
        event = JSON.std.mapFrom(line);
      } catch (IOException notJson) {
        throw new LogFault(Code.NOT_A_TRACE, "Its first line is no event.");
      }
      if (!"trace.begin".equals(event.get("type"))) {
        throw new LogFault(Code.NOT_A_TRACE, "Its first line is not `trace.begin`.");
      }
      if (!(event.get("schema") instanceof Number schema)
          || schema.longValue() != JsonLines.SCHEMA) {
        throw new LogFault(
            Code.NOT_A_TRACE,
            "Its schema is %s, and this version reads %d."
                .formatted(event.get("schema"), JsonLines.SCHEMA));
      }
    }

    void line(String text) throws LogFault {
      number++;
      Map<String, Object> event = parsed(text);
      if (!(event.get("type") instanceof String type)
          || !(event.get("at_ns") instanceof Number at)) {
        throw damaged("has no `type` or no `at_ns`");
      }
      if (at.longValue() < lastNanos && !events.isEmpty()) {
        throw damaged("lies before the line above it");
      }
      lastNanos = at.longValue();
      if (type.equals("trace.end")) {
        throw damaged("ends the trace at its size limit; the rest of the run is not in it");
      }
      texts.add(text);
      events.add(event);
      if (type.equals("run.end")) {
        finish(true);
      }
    }

    private Map<String, Object> parsed(String text) throws LogFault {
      try {
        return JSON.std.mapFrom(text);
      } catch (JsonProcessingException broken) {
        throw damaged("is not a JSON object");
      } catch (IOException broken) {
        throw damaged("cannot be read");
      }
    }

    private LogFault damaged(String how) {
      return new LogFault(Code.DAMAGED_TRACE, "Line %d %s.".formatted(number, how));
    }

    private void finish(boolean isWhole) {
      runs.add(new LoggedRun(number - texts.size() + 1, texts, events, isWhole));
      texts = new ArrayList<>();
      events = new ArrayList<>();
    }

    Log end() throws LogFault {
      if (!events.isEmpty()) {
        finish(false);
      }
      if (runs.isEmpty()) {
        throw new LogFault(Code.DAMAGED_TRACE, "No run stands in it.");
      }
      return new Log(runs);
    }
  }

  /**
   * Reads the file of what was sealed, by number.
   *
   * @throws LogFault if a line of it is damaged
   */
  public static Map<Long, Object> sealed(Path file) throws LogFault, IOException {
    Map<Long, Object> values = new HashMap<>();
    int number = 0;
    for (String text : Files.readAllLines(file)) {
      number++;
      try {
        Map<String, Object> line = JSON.std.mapFrom(text);
        Object value = line.get("value");
        if (line.get("sealed") instanceof Number key && value != null) {
          values.put(key.longValue(), value);
        }
      } catch (IOException broken) {
        throw new LogFault(
            Code.DAMAGED_TRACE, "Line %d of `%s` is damaged.".formatted(number, file));
      }
    }
    return values;
  }
}
