package dev.ration.runtime.trace;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.ration.plan.Code;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A writer of events as JSON lines, as described in {@code docs/trace.md}.
 *
 * <p>It ends with a coded event instead of filling the disk, and a disk that fails ends only the
 * trace, never the run: see {@link #problem()}. Thread rule: that of {@link TraceSink}.
 */
public final class JsonLines implements TraceSink {
  /** The version of the schema, in the first line of every trace. */
  public static final long SCHEMA = 3;

  /** A bound that suits most disks: 1 GB. */
  public static final long DEFAULT_MAX_BYTES = 1_000_000_000;

  private final Writer out;
  private final long maxBytes;
  private final boolean isFlushed;
  private long writtenBytes;
  private volatile boolean isOn = true;
  private volatile @Nullable String problem;

  /** Writes to {@code out}, which {@link #close} closes, at most so many bytes and one line. */
  public JsonLines(Writer out, long maxBytes) {
    this(out, maxBytes, false);
  }

  /**
   * @param isFlushed whether each line is given to the operating system at once, so that it is
   *     there when the process is killed
   */
  public JsonLines(Writer out, long maxBytes, boolean isFlushed) {
    this.out = out;
    this.maxBytes = maxBytes;
    this.isFlushed = isFlushed;
    write(TraceEvent.of("trace.begin", 0).with("schema", SCHEMA));
  }

  @Override
  public boolean isOn() {
    return isOn;
  }

  @Override
  public void write(TraceEvent event) {
    if (!isOn) {
      return;
    }
    String line = line(event);
    int size = line.getBytes(StandardCharsets.UTF_8).length;
    if (writtenBytes + size > maxBytes) {
      isOn = false;
      problem = "The trace reached its limit of " + maxBytes + " bytes and ends there.";
      put(
          line(
              TraceEvent.of("trace.end", event.atNanos())
                  .with("code", Code.TRACE_FULL.id())
                  .with("message", problem)));
      return;
    }
    writtenBytes += size;
    put(line);
  }

  private void put(String line) {
    try {
      out.write(line);
      if (isFlushed) {
        out.flush();
      }
    } catch (IOException failed) {
      fail(failed);
    }
  }

  private void fail(IOException failed) {
    isOn = false;
    problem = "The trace cannot be written: " + failed.getMessage();
  }

  /** Why the trace is not complete; null when it is. */
  public @Nullable String problem() {
    return problem;
  }

  @Override
  public void close() {
    isOn = false;
    try {
      out.close();
    } catch (IOException failed) {
      fail(failed);
    }
  }

  /** One event as one line, its line end included. */
  public static String line(TraceEvent event) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("at_ns", event.atNanos());
    members.put("type", event.type());
    event.fields().forEach((name, value) -> members.put(name, plain(value)));
    try {
      return JSON.std.asString(members) + "\n";
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** A value as JSON has it; a private one stays closed, a number that is none becomes text. */
  private static Object plain(Object value) {
    return switch (value) {
      case Sealed(long number, long size) -> {
        Map<String, Object> reference = new LinkedHashMap<>();
        reference.put("sealed", number);
        reference.put("size", size);
        yield reference;
      }
      case Double number when !Double.isFinite(number) -> number.toString();
      case List<?> items -> items.stream().map(item -> plain((Object) item)).toList();
      case Map<?, ?> parts -> {
        Map<String, Object> members = new LinkedHashMap<>();
        parts.forEach((name, part) -> members.put(String.valueOf(name), plain((Object) part)));
        yield members;
      }
      default -> value;
    };
  }
}
