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
  record Parallel(
      Kind kind,
      int atLeast,
      Clauses clauses,
      List<Step> branches,
      List<Arrow> arrows,
      Trailers trailers)
      implements Part {
    public Parallel {
      branches = List.copyOf(branches);
      arrows = List.copyOf(arrows);
    }

    Parallel with(List<Step> other) {
      List<Arrow> kept = other.size() == branches.size() ? arrows : List.of();
      return new Parallel(kind, Math.min(atLeast, other.size()), clauses, other, kept, trailers);
    }

    Parallel with(Clauses other) {
      return new Parallel(kind, atLeast, other, branches, arrows, trailers);
    }

    Parallel with(Trailers other) {
      return new Parallel(kind, atLeast, clauses, branches, arrows, other);
    }

    Parallel withoutArrows() {
      return new Parallel(kind, atLeast, clauses, branches, List.of(), trailers);
    }
  }

  /** {@code before -> after}: numbers of branches. */
  record Arrow(int before, int after) {}

  /** {@code every p within D busy queue n { body }}; 0 kept is {@code busy skip}. */
  record Every(long periodMillis, long withinMillis, int queue, List<Part> body) implements Part {
    public Every {
      body = List.copyOf(body);
    }

    Every with(List<Part> other) {
      return new Every(periodMillis, withinMillis, queue, other);
    }
  }

  /** {@code respond within D reserve R { body } trailers}. */
  record Respond(Clauses clauses, List<Part> body, Trailers trailers) implements Part {
    public Respond {
      body = List.copyOf(body);
    }

    Respond with(List<Part> other) {
      return new Respond(clauses, other, trailers);
    }

    Respond with(Clauses other) {
      return new Respond(other, body, trailers);
    }

    Respond with(Trailers other) {
      return new Respond(clauses, body, other);
    }
  }

  /** What a {@code whenever} waits for. */
  enum Event {
    /** A message of the one topic. */
    PING,
    CALM,
    NOT_CALM,
    /** The topic has been silent for so long. */
    SILENT,
    /** Four fifths of the energy around are used. */
    LOW
  }

  /** What becomes of an event that comes while the handler runs. */
  enum Busy {
    SKIP,
    RESTART,
    QUEUE
  }

  /**
   * {@code whenever e for d every p within D busy b { body } trailers}.
   *
   * @param millis how long it is silent; 0 otherwise
   * @param queue how many are kept; 0 but for {@code busy queue}
   */
  record Whenever(
      Event event,
      long millis,
      long holdMillis,
      long everyMillis,
      long withinMillis,
      Busy busy,
      int queue,
      List<Part> body,
      Trailers trailers)
      implements Part {
    public Whenever {
      body = List.copyOf(body);
    }

    Whenever with(List<Part> other) {
      return new Whenever(
          event, millis, holdMillis, everyMillis, withinMillis, busy, queue, other, trailers);
    }

    Whenever with(Trailers other) {
      return new Whenever(
          event, millis, holdMillis, everyMillis, withinMillis, busy, queue, body, other);
    }

    Whenever plain() {
      return new Whenever(event, millis, 0, 0, NONE, Busy.SKIP, 0, body, trailers);
    }

    /** Whether it looks at a condition, and not at messages. */
    boolean isCondition() {
      return event != Event.PING && event != Event.LOW;
    }
  }

  /** {@code freeze} or {@code unfreeze} the branch of that number beside this one. */
  record Freeze(int branch, boolean isStill) implements Part {}

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
      boolean isUntil,
      More more) {
    static final Clauses NOTHING =
        new Clauses(
            NONE, NONE, NONE, 0, 0, List.of(), false, null, false, false, false, More.NOTHING);

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
          isUntil,
          more);
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
          isUntil,
          more);
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
          isUntil,
          more);
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
          isUntil,
          more);
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
          isUntil,
          more);
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
          isUntil,
          more);
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
          isUntil,
          more);
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
          true,
          more);
    }

    Clauses with(More other) {
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
          isUntil,
          other);
    }
  }

  /**
   * The rarer clauses.
   *
   * @param power the cap in watts
   * @param isTotal whether the energy looks at the idle draw too
   * @param isShared {@code share energy}
   * @param isRequired {@code require calm}
   * @param repair the action that repairs it
   * @param isEnsured {@code ensure calm}
   */
  record More(
      long power,
      boolean isTotal,
      boolean isShared,
      boolean isRequired,
      int repair,
      boolean isEnsured) {
    static final More NOTHING = new More(NONE, false, false, false, -1, false);

    More power(long watts) {
      return new More(watts, isTotal, isShared, isRequired, repair, isEnsured);
    }

    More total() {
      return new More(power, true, isShared, isRequired, repair, isEnsured);
    }

    More shared() {
      return new More(power, isTotal, true, isRequired, repair, isEnsured);
    }

    More required(int action) {
      return new More(power, isTotal, isShared, true, action, isEnsured);
    }

    More ensured() {
      return new More(power, isTotal, isShared, isRequired, repair, true);
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

  /** {@code soft within D { body }}. */
  record Soft(long withinMillis, List<Part> body) {
    public Soft {
      body = List.copyOf(body);
    }
  }

  /** What stands behind a block. */
  record Trailers(List<Handler> handlers, @Nullable Cleanup cleanup, @Nullable Soft soft) {
    static final Trailers NOTHING = new Trailers(List.of(), null, null);

    public Trailers {
      handlers = List.copyOf(handlers);
    }

    boolean isEmpty() {
      return handlers.isEmpty() && cleanup == null && soft == null;
    }
  }
}
