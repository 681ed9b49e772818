package dev.ration.interpreter.reference;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A piece of a generated policy. Times are in milliseconds, energy in joules. */
sealed interface Part {
  /** A figure that is not written. */
  long NONE = -1;

  /** {@code isKnown}: written as a number, which the estimate sees; else as a parameter. */
  record Wait(long millis, boolean isKnown) implements Part {}

  /** Does the host action of that number. */
  record Act(int action) implements Part {}

  /** {@code fail r}. */
  record Fail(String reason) implements Part {}

  /** {@code step clauses { body } trailers}. */
  record Step(Clauses clauses, List<Part> body, Trailers trailers) implements Part {
    public Step {
      body = List.copyOf(body);
    }

    Step with(List<Part> other) {
      return new Step(clauses, other, trailers);
    }

    Step with(Clauses other) {
      return new Step(other, body, trailers);
    }

    Step with(Trailers other) {
      return new Step(clauses, body, other);
    }
  }

  /** {@code all}, {@code any}, {@code race}, {@code at least k of}. */
  record Parallel(Kind kind, int atLeast, Clauses clauses, List<Step> branches, Trailers trailers)
      implements Part {
    public Parallel {
      branches = List.copyOf(branches);
    }

    Parallel with(List<Step> other) {
      return new Parallel(kind, Math.min(atLeast, other.size()), clauses, other, trailers);
    }
  }

  /** {@code critical within T { }}. */
  record Critical(long withinMillis, List<Part> body) implements Part {
    public Critical {
      body = List.copyOf(body);
    }
  }

  /** How branches decide. */
  enum Kind {
    ALL,
    COLLECT,
    ANY,
    RACE,
    AT_LEAST
  }

  /** What stands before a block; {@link #NONE}, 0 or empty where nothing does. */
  record Clauses(
      long within,
      long reserve,
      long energy,
      int attempts,
      long backoff,
      List<String> holds,
      boolean isSkipped,
      @Nullable String priority,
      boolean isPreemptible,
      boolean isKept,
      boolean isUntil) {
    static final Clauses NOTHING =
        new Clauses(NONE, NONE, NONE, 0, 0, List.of(), false, null, false, false, false);

    public Clauses {
      holds = List.copyOf(holds);
    }

    Clauses within(long millis, long reserveMillis) {
      return new Clauses(
          millis,
          reserveMillis,
          energy,
          attempts,
          backoff,
          holds,
          isSkipped,
          priority,
          isPreemptible,
          isKept,
          isUntil);
    }

    Clauses energy(long joules) {
      return new Clauses(
          within,
          reserve,
          joules,
          attempts,
          backoff,
          holds,
          isSkipped,
          priority,
          isPreemptible,
          isKept,
          isUntil);
    }

    Clauses retry(int count, long pauseMillis) {
      return new Clauses(
          within,
          reserve,
          energy,
          count,
          pauseMillis,
          holds,
          isSkipped,
          priority,
          isPreemptible,
          isKept,
          isUntil);
    }

    Clauses holds(List<String> resources) {
      return new Clauses(
          within,
          reserve,
          energy,
          attempts,
          backoff,
          resources,
          isSkipped,
          priority,
          isPreemptible,
          isKept,
          isUntil);
    }

    Clauses priority(@Nullable String level, boolean mayBePreempted) {
      return new Clauses(
          within,
          reserve,
          energy,
          attempts,
          backoff,
          holds,
          isSkipped,
          level,
          mayBePreempted,
          isKept,
          isUntil);
    }

    Clauses skipped() {
      return new Clauses(
          within,
          reserve,
          energy,
          attempts,
          backoff,
          holds,
          true,
          priority,
          isPreemptible,
          isKept,
          isUntil);
    }

    /** {@code keep} on the one sensor that the scenario moves. */
    Clauses kept() {
      return new Clauses(
          within,
          reserve,
          energy,
          attempts,
          backoff,
          holds,
          isSkipped,
          priority,
          isPreemptible,
          true,
          isUntil);
    }

    /** {@code until} the same sensor turns. */
    Clauses until() {
      return new Clauses(
          within,
          reserve,
          energy,
          attempts,
          backoff,
          holds,
          isSkipped,
          priority,
          isPreemptible,
          isKept,
          true);
    }
  }

  /** {@code on reasons { body }}, or {@code else { body }} without reasons. */
  record Handler(List<String> reasons, List<Part> body) {
    public Handler {
      reasons = List.copyOf(reasons);
      body = List.copyOf(body);
    }

    boolean answers(String reason) {
      int open = reason.indexOf('(');
      String bare = open < 0 ? reason : reason.substring(0, open);
      return reasons.isEmpty() || reasons.contains(reason) || reasons.contains(bare);
    }
  }

  /** {@code cleanup within C { body }}. */
  record Cleanup(long withinMillis, List<Part> body) {
    public Cleanup {
      body = List.copyOf(body);
    }
  }

  /** What stands behind a block. */
  record Trailers(List<Handler> handlers, @Nullable Cleanup cleanup) {
    static final Trailers NOTHING = new Trailers(List.of(), null);

    public Trailers {
      handlers = List.copyOf(handlers);
    }

    boolean isEmpty() {
      return handlers.isEmpty() && cleanup == null;
    }
  }
}
