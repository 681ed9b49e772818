package dev.ration.runtime.export;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.ration.runtime.replay.Log;
import dev.ration.runtime.replay.Log.LoggedRun;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A trace as Chrome's trace events, which Perfetto opens: a process for each run, a track for each
 * line of activities, asynchronous slices for models and the robot's commands, counters for energy
 * and power, instants for what went wrong. Used once, by one thread.
 */
public final class ChromeTrace {
  private static final Set<String> INSTANTS =
      Set.of(
          "account.low",
          "attempt",
          "fault",
          "handler",
          "handler.late",
          "late",
          "parallel.decided",
          "respond.met",
          "scope.cut",
          "scope.tighten",
          "soft.late");

  private static final Set<String> RUN_INSTANTS =
      Set.of("run.stop", "safe_stop", "quarantine.lifted", "operator.stop");

  private final Writer out;
  private boolean isFirst = true;
  private long flows;

  private ChromeTrace(Writer out) {
    this.out = out;
  }

  /** Writes all runs of a log. */
  public static void write(Log log, Writer out) throws IOException {
    ChromeTrace trace = new ChromeTrace(out);
    out.write("{\"displayTimeUnit\":\"ms\",\"traceEvents\":[\n");
    int process = 0;
    for (LoggedRun run : log.runs()) {
      process++;
      trace.new Process(process).write(run);
    }
    out.write("\n]}\n");
  }

  private void put(Map<String, Object> event) throws IOException {
    if (!isFirst) {
      out.write(",\n");
    }
    isFirst = false;
    out.write(JSON.std.asString(event));
  }

  private static long whole(Map<String, Object> event, String name) {
    return event.get(name) instanceof Number number ? number.longValue() : 0;
  }

  private static String text(Map<String, Object> event, String name) {
    Object value = event.get(name);
    return value == null ? "" : value.toString();
  }

  /** One run. */
  private final class Process {
    private final int number;
    private final Tracks tracks = new Tracks();
    private final Map<Long, String> names = new HashMap<>();
    private final Map<Long, Long> parents = new HashMap<>();
    private final Map<String, String> calls = new HashMap<>();
    private final Map<Long, Meter> meters = new HashMap<>();
    private final Map<Long, Long> draws = new HashMap<>();
    private long lastNanos;

    Process(int number) {
      this.number = number;
    }

    /** What an account has used by the declared draws; exact once its activity is closed. */
    private static final class Meter {
      final String name;
      long usedMicrojoules;
      long microwatts;
      long sinceNanos;

      Meter(String name, long sinceNanos) {
        this.name = name;
        this.sinceNanos = sinceNanos;
      }

      void draw(long change, long now) {
        usedMicrojoules += Math.round(microwatts / 1e9 * (now - sinceNanos));
        microwatts += change;
        sinceNanos = now;
      }
    }

    void write(LoggedRun run) throws IOException {
      for (Map<String, Object> event : run.events()) {
        lastNanos = Math.max(lastNanos, whole(event, "at_ns"));
        add(event);
      }
      for (Tracks.Track track : tracks.all()) {
        for (int open = Tracks.open(track); open > 0; open--) {
          put(event("E", lastNanos, track.number));
        }
      }
      for (Map.Entry<String, String> call : calls.entrySet()) {
        put(async("e", lastNanos, call.getKey(), call.getValue()));
      }
      for (Tracks.Track track : tracks.all()) {
        meta("thread_name", track.number, Map.of("name", track.name));
        meta("thread_sort_index", track.number, Map.of("sort_index", track.number));
      }
    }

    private void meta(String what, int track, Map<String, Object> arguments) throws IOException {
      Map<String, Object> event = new LinkedHashMap<>();
      event.put("ph", "M");
      event.put("name", what);
      event.put("pid", number);
      event.put("tid", track);
      event.put("args", arguments);
      put(event);
    }

    private Map<String, Object> event(String phase, long nanos, int track) {
      Map<String, Object> event = new LinkedHashMap<>();
      event.put("ph", phase);
      // Microseconds, and the nanoseconds behind the point.
      event.put("ts", BigDecimal.valueOf(nanos, 3));
      event.put("pid", number);
      event.put("tid", track);
      return event;
    }

    private Map<String, Object> async(String phase, long nanos, String id, String name) {
      Map<String, Object> event = event(phase, nanos, 0);
      event.put("cat", id.substring(0, id.indexOf(' ')));
      event.put("id", number + " " + id);
      event.put("name", name);
      return event;
    }

    private void add(Map<String, Object> event) throws IOException {
      String type = text(event, "type");
      switch (type) {
        case "run.begin" -> meta("process_name", 0, Map.of("name", text(event, "name")));
        case "scope.open" -> open(event);
        case "scope.close" -> close(event);
        case "account.open" -> account(event);
        case "power" -> power(event);
        case "think.ask" -> begin(event, "model", text(event, "tier"));
        case "think.answer", "think.fail", "think.cancel" -> end(event, "model");
        case "command.accepted" -> begin(event, "robot", text(event, "action"));
        case "command.begun" -> step(event);
        case "command.ended" -> end(event, "robot");
        default -> {}
      }
      if (INSTANTS.contains(type) || RUN_INSTANTS.contains(type)) {
        instant(event, type);
      }
    }

    private void open(Map<String, Object> event) throws IOException {
      long scope = whole(event, "scope");
      String name = text(event, "name");
      names.put(scope, name);
      parents.put(scope, whole(event, "parent"));
      Tracks.Track track = tracks.begin(scope, whole(event, "parent"), text(event, "kind"), name);
      Map<String, Object> slice = event("B", whole(event, "at_ns"), track.number);
      slice.put("name", name);
      slice.put("cat", text(event, "kind"));
      slice.put("args", arguments(event));
      put(slice);
    }

    private void close(Map<String, Object> event) throws IOException {
      long scope = whole(event, "scope");
      Tracks.Track track = tracks.of(scope);
      int ended = tracks.end(scope);
      for (int i = 0; track != null && i < ended; i++) {
        Map<String, Object> slice = event("E", whole(event, "at_ns"), track.number);
        if (i == ended - 1) {
          slice.put("args", arguments(event));
        }
        put(slice);
      }
      Meter meter = meters.remove(scope);
      if (meter != null && event.containsKey("used_uj")) {
        meter.usedMicrojoules = whole(event, "used_uj");
        count(meter, whole(event, "at_ns"));
      }
    }

    /** What stands in an event besides its kind and its place. */
    private static Map<String, Object> arguments(Map<String, Object> event) {
      Map<String, Object> arguments = new LinkedHashMap<>(event);
      arguments.remove("at_ns");
      arguments.remove("type");
      arguments.remove("name");
      return arguments;
    }

    private void account(Map<String, Object> event) throws IOException {
      if (event.containsKey("granted_uj")) {
        long scope = whole(event, "scope");
        String name = names.getOrDefault(scope, "") + " (scope " + scope + ")";
        Meter meter = new Meter("energy of " + name, whole(event, "at_ns"));
        meters.put(scope, meter);
        count(meter, whole(event, "at_ns"));
      }
    }

    private void count(Meter meter, long nanos) throws IOException {
      Map<String, Object> counter = event("C", nanos, 0);
      counter.put("name", meter.name);
      counter.put("args", Map.of("J", BigDecimal.valueOf(meter.usedMicrojoules, 6)));
      put(counter);
    }

    private void power(Map<String, Object> event) throws IOException {
      long now = whole(event, "at_ns");
      Map<String, Object> counter = event("C", now, 0);
      counter.put("name", "power");
      counter.put("args", Map.of("W", BigDecimal.valueOf(whole(event, "total_uw"), 6)));
      put(counter);
      Meter meter = meterAround(whole(event, "scope"));
      if (meter != null) {
        meter.draw(whole(event, "change_uw"), now);
        count(meter, now);
      }
    }

    private @Nullable Meter meterAround(long scope) {
      Long at = scope;
      while (at != null && at != 0) {
        Meter meter = meters.get(at);
        if (meter != null) {
          return meter;
        }
        at = parents.get(at);
      }
      return null;
    }

    private void begin(Map<String, Object> event, String category, String name) throws IOException {
      long scope = whole(event, "scope");
      long count = draws.merge(scope, 1L, Long::sum);
      String id = category + " " + scope + "." + count;
      calls.put(id, name);
      Map<String, Object> begun = async("b", whole(event, "at_ns"), id, name);
      begun.put("args", arguments(event));
      put(begun);
    }

    private void step(Map<String, Object> event) throws IOException {
      String id = id(event, "robot");
      String name = calls.get(id);
      if (name != null) {
        Map<String, Object> step = async("n", whole(event, "at_ns"), id, name);
        step.put("args", Map.of("phase", "begun"));
        put(step);
      }
    }

    private String id(Map<String, Object> event, String category) {
      long scope = whole(event, "scope");
      return category + " " + scope + "." + draws.getOrDefault(scope, 0L);
    }

    private void end(Map<String, Object> event, String category) throws IOException {
      String id = id(event, category);
      String name = calls.remove(id);
      if (name != null) {
        Map<String, Object> ended = async("e", whole(event, "at_ns"), id, name);
        ended.put("args", arguments(event));
        put(ended);
      }
    }

    private void instant(Map<String, Object> event, String type) throws IOException {
      Tracks.Track track = tracks.of(whole(event, "scope"));
      Map<String, Object> instant =
          event("i", whole(event, "at_ns"), track == null ? 0 : track.number);
      instant.put("s", track == null ? "p" : "t");
      instant.put("name", type.equals("fault") ? "fault " + text(event, "code") : type);
      instant.put("cat", "instant");
      instant.put("args", arguments(event));
      put(instant);
      Tracks.Track owner = tracks.of(whole(event, "owner"));
      if (type.equals("scope.cut") && track != null && owner != null && owner != track) {
        arrow(whole(event, "at_ns"), owner, track);
      }
    }

    /** From the owner of a limit to what is cut for it on another track. */
    private void arrow(long nanos, Tracks.Track from, Tracks.Track to) throws IOException {
      flows++;
      for (String phase : List.of("s", "f")) {
        Map<String, Object> end = event(phase, nanos, phase.equals("s") ? from.number : to.number);
        end.put("cat", "cut");
        end.put("name", "cut");
        end.put("id", flows);
        if (phase.equals("f")) {
          end.put("bp", "e");
        }
        put(end);
      }
    }
  }
}
