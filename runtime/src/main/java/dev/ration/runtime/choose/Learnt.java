package dev.ration.runtime.choose;

import dev.ration.runtime.choose.core.QualityTable;
import dev.ration.runtime.choose.core.Residuals;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * What the runs of a process have learnt of their tiers, so that the next one need not begin with
 * the profiles. Thread-safe.
 */
final class Learnt {
  private final LongSupplier clock;
  private final Map<String, Kept> windows = new TreeMap<>();
  private final Map<String, QualityTable.Counts> qualities = new TreeMap<>();

  /**
   * Knows nothing yet.
   *
   * @param clock monotonic nanoseconds; only differences count
   */
  Learnt(LongSupplier clock) {
    this.clock = clock;
  }

  private static final class Kept {
    final Deque<Residuals.Sample> samples = new ArrayDeque<>();
    List<Double> levels = List.of();
  }

  /**
   * One window, oldest first; instants are relative to when it was looked at.
   *
   * @param levels to what those of its promises had come
   */
  record Window(List<Residuals.Sample> samples, List<Double> levels) {
    Window {
      samples = List.copyOf(samples);
      levels = List.copyOf(levels);
    }
  }

  /** All of it, with ages instead of instants. Immutable. */
  record Snapshot(Map<String, Window> windows, Map<String, QualityTable.Counts> qualities) {
    static final Snapshot NOTHING = new Snapshot(Map.of(), Map.of());

    boolean isEmpty() {
      return windows.isEmpty() && qualities.isEmpty();
    }

    /** The same with instants on a clock that shows {@code nowNanos}. */
    Snapshot at(long nowNanos) {
      Map<String, Window> moved = new TreeMap<>();
      windows.forEach(
          (key, window) ->
              moved.put(
                  key,
                  new Window(
                      window.samples.stream()
                          .map(
                              one ->
                                  new Residuals.Sample(
                                      one.ratio(), one.isStopped(), one.atNanos() + nowNanos))
                          .toList(),
                      window.levels)));
      Map<String, QualityTable.Counts> counts = new TreeMap<>();
      qualities.forEach(
          (key, one) ->
              counts.put(
                  key,
                  new QualityTable.Counts(one.share(), one.answers(), one.lastNanos() + nowNanos)));
      return new Snapshot(moved, counts);
    }
  }

  /** Adds an attempt to a window. */
  synchronized void saw(String key, Residuals.Sample sample, List<Double> levels) {
    Kept kept = windows.computeIfAbsent(key, _ -> new Kept());
    if (kept.samples.size() == Residuals.SIZE) {
      kept.samples.removeFirst();
    }
    kept.samples.addLast(
        new Residuals.Sample(sample.ratio(), sample.isStopped(), clock.getAsLong()));
    kept.levels = List.copyOf(levels);
  }

  /** Sets the answers behind a figure of quality. */
  synchronized void checked(String key, QualityTable.Counts counts) {
    qualities.put(
        key, new QualityTable.Counts(counts.share(), counts.answers(), clock.getAsLong()));
  }

  /** What was learnt so far. */
  synchronized Snapshot snapshot() {
    long now = clock.getAsLong();
    Map<String, Window> aged = new TreeMap<>();
    windows.forEach(
        (key, kept) -> {
          List<Residuals.Sample> samples = new ArrayList<>();
          for (Residuals.Sample one : kept.samples) {
            samples.add(new Residuals.Sample(one.ratio(), one.isStopped(), one.atNanos() - now));
          }
          aged.put(key, new Window(samples, kept.levels));
        });
    Map<String, QualityTable.Counts> counts = new TreeMap<>();
    qualities.forEach(
        (key, one) ->
            counts.put(
                key, new QualityTable.Counts(one.share(), one.answers(), one.lastNanos() - now)));
    return new Snapshot(aged, counts);
  }
}
