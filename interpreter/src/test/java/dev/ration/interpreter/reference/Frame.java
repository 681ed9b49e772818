package dev.ration.interpreter.reference;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A scope of the reference model: plain state, which {@link Reference} changes. */
final class Frame {
  static final long NEVER = Long.MAX_VALUE;

  /** Where it is in its life. */
  enum Phase {
    BODY,
    HANDLER,
    CLEANUP,
    CLOSED
  }

  final Spec spec;
  final @Nullable Frame parent;
  final Agenda.Line line;
  final int depth;
  final long number;
  final long start;
  final String path;
  final List<String> notes = new ArrayList<>();
  private final Map<String, Integer> counts = new HashMap<>();
  long limit = NEVER;
  long cut = NEVER;
  @Nullable Frame owner;
  Phase phase = Phase.BODY;
  End.@Nullable Cut mark;
  Agenda.@Nullable Due timer;
  Purse purse;
  boolean hasPurse;
  boolean isSeated;
  Claims.@Nullable Claim claim;
  boolean hasStarted;

  /** What its own clause says; {@link Part#NONE} once its first effect has met that (T9). */
  long within;

  /** What is drawn inside it now, in watts. */
  long watts;

  boolean isAdmitted;

  /** The branches side by side in it, if it is a construct. */
  @Nullable Branches branches;

  /** Whether it is a branch that stands still (C6). */
  boolean isFrozenHere;

  /** When it went on after that; {@link #NEVER} if it never had to. */
  long thawed = NEVER;

  /** Whether a cancellation fell on it. */
  boolean wasCut;

  Frame(Spec spec, @Nullable Frame parent, Agenda.Line line, long number, long start, Purse purse) {
    this.spec = spec;
    this.parent = parent;
    this.line = line;
    this.depth = parent == null ? 0 : parent.depth + 1;
    this.number = number;
    this.start = start;
    this.within = spec.within();
    this.purse = purse;
    this.path = parent == null ? spec.label() : parent.child(spec.label());
  }

  private String child(String label) {
    return path + "/" + label + "#" + counts.merge(label, 1, Integer::sum);
  }

  boolean isInside(Frame outer) {
    for (Frame frame = this; frame != null; frame = frame.parent) {
      if (frame == outer) {
        return true;
      }
    }
    return false;
  }

  boolean isShield() {
    return spec.kind().equals("cleanup");
  }

  /** Whether it stands still: not in what must run to its end first (C6). */
  boolean isFrozen(Mutation mutation) {
    boolean isProtected = false;
    for (Frame frame = this; frame != null; frame = frame.parent) {
      if (frame.isFrozenHere && !isProtected) {
        return true;
      }
      boolean isWindingDown = frame.wasCut && frame.phase == Phase.HANDLER;
      boolean isCritical = frame.spec.kind().equals("critical");
      isProtected |= isWindingDown || frame.isShield();
      isProtected |= isCritical && mutation != Mutation.C6_FREEZES_CRITICAL;
    }
    return false;
  }

  /** When a branch around it last went on; {@link #NEVER} if none was ever frozen. */
  long lastThaw() {
    long last = NEVER;
    for (Frame frame = this; frame != null; frame = frame.parent) {
      if (frame.thawed != NEVER) {
        last = last == NEVER ? frame.thawed : Math.max(last, frame.thawed);
      }
    }
    return last;
  }

  boolean isResponding() {
    return spec.kind().equals("respond");
  }

  /** The least time to what its limit asks for: for a {@code respond}, the first effect (T9). */
  long leastNanos() {
    boolean isAnswer = owner != null && owner.isResponding();
    return isAnswer ? Math.min(spec.effectNanos(), spec.leastNanos()) : spec.leastNanos();
  }

  /** The nearest claim around it. */
  Claims.@Nullable Claim claimAround() {
    for (Frame frame = parent; frame != null; frame = frame.parent) {
      if (frame.claim != null) {
        return frame.claim;
      }
    }
    return null;
  }

  void note(String what, long at) {
    notes.add(what + " at " + ms(at));
  }

  /** An instant in milliseconds, to the nanosecond. */
  static String ms(long nanos) {
    return nanos == NEVER
        ? "never"
        : BigDecimal.valueOf(nanos, 6).stripTrailingZeros().toPlainString();
  }

  /** What is known of a scope before it runs; nanoseconds and microjoules, NONE where absent. */
  record Spec(
      String kind,
      String name,
      Part.Clauses clauses,
      Part.Trailers trailers,
      long within,
      long reserve,
      long stop,
      long leastNanos,
      long effectNanos,
      long leastMicrojoules,
      long keptMicrojoules) {
    String label() {
      return name.isEmpty() ? kind : kind + ":" + name;
    }
  }
}
