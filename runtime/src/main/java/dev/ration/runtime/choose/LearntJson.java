package dev.ration.runtime.choose;

import dev.ration.runtime.choose.core.QualityTable;
import dev.ration.runtime.choose.core.Residuals;
import dev.ration.runtime.trace.TraceEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was learnt before a run, in its trace. Stateless. */
final class LearntJson {
  private LearntJson() {}

  static TraceEvent write(TraceEvent event, Learnt.Snapshot learnt) {
    Map<String, Object> windows = new LinkedHashMap<>();
    learnt
        .windows()
        .forEach(
            (key, window) -> {
              Map<String, Object> parts = new LinkedHashMap<>();
              parts.put(
                  "samples",
                  window.samples().stream()
                      .map(one -> List.<Object>of(one.ratio(), one.isStopped(), one.atNanos()))
                      .toList());
              parts.put("levels", window.levels());
              windows.put(key, parts);
            });
    Map<String, Object> qualities = new LinkedHashMap<>();
    learnt
        .qualities()
        .forEach(
            (key, one) ->
                qualities.put(key, List.<Object>of(one.share(), one.answers(), one.lastNanos())));
    return event.with("windows", windows).with("qualities", qualities);
  }

  static Learnt.Snapshot read(Map<String, Object> line) {
    Map<String, Learnt.Window> windows = new LinkedHashMap<>();
    if (line.get("windows") instanceof Map<?, ?> all) {
      all.forEach((key, parts) -> windows.put(String.valueOf(key), window(parts)));
    }
    Map<String, QualityTable.Counts> qualities = new LinkedHashMap<>();
    if (line.get("qualities") instanceof Map<?, ?> all) {
      all.forEach(
          (key, parts) -> {
            if (parts instanceof List<?> three && three.size() >= 3) {
              qualities.put(
                  String.valueOf(key),
                  new QualityTable.Counts(
                      number(three.get(0)), number(three.get(1)), ReplyJson.whole(three.get(2))));
            }
          });
    }
    return new Learnt.Snapshot(windows, qualities);
  }

  private static Learnt.Window window(@Nullable Object json) {
    List<Residuals.Sample> samples = new ArrayList<>();
    List<Double> levels = new ArrayList<>();
    if (json instanceof Map<?, ?> parts) {
      if (parts.get("samples") instanceof List<?> all) {
        all.forEach(
            one -> {
              if (one instanceof List<?> three && three.size() >= 3) {
                samples.add(
                    new Residuals.Sample(
                        number(three.get(0)),
                        Boolean.TRUE.equals(three.get(1)),
                        ReplyJson.whole(three.get(2))));
              }
            });
      }
      if (parts.get("levels") instanceof List<?> all) {
        all.forEach(level -> levels.add(number(level)));
      }
    }
    return new Learnt.Window(samples, levels);
  }

  private static double number(@Nullable Object value) {
    return value instanceof Number number ? number.doubleValue() : 0;
  }
}
