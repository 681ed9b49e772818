package dev.ration.runtime.trace;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One event: its type, its instant in nanoseconds since the run's scheduler began, and its fields
 * in a fixed order. The schema is in {@code docs/trace.md}.
 *
 * <p>Built by one thread, not changed once written.
 */
public final class TraceEvent {
  private final String type;
  private final long atNanos;
  private final Map<String, Object> fields = new LinkedHashMap<>();

  private TraceEvent(String type, long atNanos) {
    this.type = type;
    this.atNanos = atNanos;
  }

  /** Begins an event. */
  public static TraceEvent of(String type, long atNanos) {
    return new TraceEvent(type, atNanos);
  }

  /** Adds a number; its unit ends the name, as in {@code limit_ns}, {@code granted_uj}. */
  public TraceEvent with(String name, long value) {
    fields.put(name, value);
    return this;
  }

  /** Adds a number that is not a count. */
  public TraceEvent with(String name, double value) {
    fields.put(name, value);
    return this;
  }

  /** Adds a flag. */
  public TraceEvent with(String name, boolean value) {
    fields.put(name, value);
    return this;
  }

  /** Adds a text that may leave the robot; null adds nothing. */
  public TraceEvent with(String name, @Nullable String value) {
    if (value != null) {
      fields.put(name, value);
    }
    return this;
  }

  /** Adds a private value by reference (M7); null adds nothing. */
  public TraceEvent with(String name, @Nullable Sealed value) {
    if (value != null) {
      fields.put(name, value);
    }
    return this;
  }

  /** Adds a list of texts, numbers or maps of them. */
  public TraceEvent with(String name, List<?> values) {
    fields.put(name, List.copyOf(values));
    return this;
  }

  /** Adds named parts, in their order. */
  public TraceEvent with(String name, Map<String, ?> parts) {
    fields.put(name, Collections.unmodifiableMap(new LinkedHashMap<>(parts)));
    return this;
  }

  /** Adds what JSON has: a text, number, flag, list or named parts; null adds nothing. */
  public TraceEvent withAny(String name, @Nullable Object value) {
    if (value != null) {
      fields.put(name, value);
    }
    return this;
  }

  /** What happened, as in {@code scope.open}. */
  public String type() {
    return type;
  }

  /** When. */
  public long atNanos() {
    return atNanos;
  }

  /** The fields, in the order they were added. */
  public Map<String, Object> fields() {
    return Collections.unmodifiableMap(fields);
  }
}
