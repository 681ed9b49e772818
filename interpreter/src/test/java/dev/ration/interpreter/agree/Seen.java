package dev.ration.interpreter.agree;

import dev.ration.runtime.trace.TraceEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A scope as the trace of a run tells of it. Used by one thread. */
final class Seen {
  /** The safety reserve paid for what went beyond the figures of an account (E5). */
  private static final String OVERSHOT = "RTN0625";

  private static final String LEFT_BEHIND = "RTN0618";

  private static final double SECOND = 1e9;

  final String kind;
  final String name;
  final String origin;
  final @Nullable Seen parent;
  final long startNanos;
  final long openNanos;
  long endNanos = -1;
  String outcome = "";
  boolean isHandled;
  boolean hasOvershot;

  /** Whether a call in it was left behind, and draws on (T11). */
  boolean hasLeftBehind;

  int attempts = 1;
  double microjoules;
  long peakMicrowatts;

  /** The tier that answered in it, or was stopped for being late; null for none. */
  @Nullable String askedTier;

  /** How long that one took. */
  long askedNanos;

  private long acceptedNanos;
  private long nowMicrowatts;
  private long sinceNanos;
  private double askedMicrojoules;

  private Seen(TraceEvent open, @Nullable Seen parent) {
    this.parent = parent;
    kind = text(open, "kind");
    name = text(open, "name");
    origin = text(open, "origin");
    startNanos = number(open, "start_ns");
    openNanos = open.atNanos();
    sinceNanos = openNanos;
  }

  /** How long it was open: a round that had to wait its turn has started before that (T1). */
  long nanos() {
    return endNanos - openNanos;
  }

  boolean isOk() {
    return outcome.equals("ok");
  }

  /** Whether what it was for succeeded, and not what answered its failure. */
  boolean isOkByItself() {
    return isOk() && !isHandled;
  }

  boolean isOutermostOf(String place) {
    boolean isInside =
        parent != null && parent.origin.equals(place) && !parent.kind.equals("whenever");
    return origin.equals(place) && !isInside;
  }

  private static String text(TraceEvent event, String field) {
    Object value = event.fields().get(field);
    return value == null ? "" : value.toString();
  }

  private static long number(TraceEvent event, String field) {
    return event.fields().get(field) instanceof Long value ? value : -1;
  }

  /** All scopes of a run, those that never closed left out. */
  static List<Seen> in(List<TraceEvent> events) {
    Map<Long, Seen> open = new LinkedHashMap<>();
    List<Seen> all = new ArrayList<>();
    for (TraceEvent event : events) {
      if (event.type().equals("scope.open")) {
        Seen seen = new Seen(event, open.get(number(event, "parent")));
        open.put(number(event, "scope"), seen);
        all.add(seen);
      }
      Seen scope = open.get(number(event, "scope"));
      if (scope != null) {
        scope.look(event);
      }
    }
    all.removeIf(one -> one.endNanos < 0);
    return all;
  }

  private void look(TraceEvent event) {
    switch (event.type()) {
      case "power" -> draw(event.atNanos(), number(event, "change_uw"));
      case "think.answer", "think.fail", "think.cancel" -> asked(event);
      case "command.accepted" -> acceptedNanos = event.atNanos();
      case "handler" -> handled();
      case "attempt" -> attempts++;
      case "fault" -> fault(text(event, "code"));
      case "scope.close" -> close(event);
      default -> {}
    }
  }

  private void asked(TraceEvent event) {
    askedMicrojoules += number(event, "used_uj");
    askedTier = text(event, "tier");
    askedNanos = number(event, "took_ns");
  }

  /** How long a host action took from its request, once it had what it holds. */
  long actedNanos() {
    return endNanos - acceptedNanos;
  }

  /** A chain of handlers is a scope around each link (L7). */
  private void handled() {
    isHandled = true;
    if (parent != null && parent.origin.equals(origin)) {
      parent.handled();
    }
  }

  private void fault(String code) {
    for (Seen scope = this; scope != null; scope = scope.parent) {
      scope.hasOvershot |= code.equals(OVERSHOT);
      scope.hasLeftBehind |= code.equals(LEFT_BEHIND);
    }
  }

  private void draw(long atNanos, long changeMicrowatts) {
    for (Seen scope = this; scope != null; scope = scope.parent) {
      scope.until(atNanos);
      scope.nowMicrowatts += changeMicrowatts;
      scope.peakMicrowatts = Math.max(scope.peakMicrowatts, scope.nowMicrowatts);
    }
  }

  private void until(long atNanos) {
    microjoules += nowMicrowatts * ((atNanos - sinceNanos) / SECOND);
    sinceNanos = atNanos;
  }

  private void close(TraceEvent event) {
    until(event.atNanos());
    endNanos = event.atNanos();
    outcome = text(event, "outcome");
    // What a radio burns after the last packet is no draw while it is asked: it comes on top.
    double tail = askedMicrojoules - microjoules;
    if (tail > 0) {
      for (Seen scope = this; scope != null; scope = scope.parent) {
        scope.microjoules += tail;
      }
    }
  }
}
