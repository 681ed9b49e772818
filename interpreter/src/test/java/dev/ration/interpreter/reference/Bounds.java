package dev.ration.interpreter.reference;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a piece of a policy needs at least and at most, from enforced figures only (S1). Times are
 * in microseconds, energy in microjoules, power in watts.
 *
 * @param least the least time that it takes to succeed
 * @param most the longest it can take; {@link #NONE} when nothing bounds it
 * @param leastEnergy the least energy that it takes to succeed
 * @param mostEnergy the most it can cost; {@link #NONE} when nothing bounds it
 * @param peak the most that it draws at once
 */
record Bounds(long least, long most, long leastEnergy, long mostEnergy, long peak) {
  static final long NONE = Part.NONE;
  private static final long MILLI = 1000;
  private static final long JOULE = 1_000_000;
  private static final Bounds NOTHING = new Bounds(0, 0, 0, 0, 0);

  /** What a sequence needs: the sum. */
  static Bounds of(List<Part> parts, List<Scenario.Action> actions) {
    Bounds sum = NOTHING;
    for (Part part : parts) {
      sum = sum.then(of(part, actions));
    }
    return sum;
  }

  static Bounds of(Part part, List<Scenario.Action> actions) {
    return switch (part) {
      case Part.Wait(long millis, boolean isKnown) ->
          isKnown
              ? new Bounds(millis * MILLI, millis * MILLI, 0, 0, 0)
              : new Bounds(0, NONE, 0, 0, 0);
      case Part.Act(int action) -> of(actions.get(action));
      case Part.Fail _ -> NOTHING;
      case Part.Step step ->
          governed(of(step.body(), actions), step.clauses(), step.trailers(), actions);
      case Part.Critical(long within, List<Part> body) -> of(body, actions).within(within);
      case Part.Parallel parallel ->
          governed(branches(parallel, actions), parallel.clauses(), parallel.trailers(), actions);
    };
  }

  /** A host action may take its maximum, and then the time that it takes to stop (T3). */
  private static Bounds of(Scenario.Action action) {
    long most =
        Math.max(action.max(), action.takes()) + Scenario.stopMillis(action.holds()) * MILLI;
    return new Bounds(
        action.least(),
        most,
        action.watts() * action.least(),
        action.watts() * most,
        action.watts());
  }

  /** Before any starts, the least energy of all is set aside, whatever decides them (E3). */
  static Bounds branches(Part.Parallel parallel, List<Scenario.Action> actions) {
    Bounds all = NOTHING;
    List<Long> times = new ArrayList<>();
    for (Part.Step branch : parallel.branches()) {
      Bounds one = of(branch, actions);
      all = all.beside(one);
      times.add(one.least);
    }
    Collections.sort(times);
    long least =
        switch (parallel.kind()) {
          case ALL, COLLECT -> all.least;
          case ANY, RACE -> times.getFirst();
          case AT_LEAST -> times.get(parallel.atLeast() - 1);
        };
    return new Bounds(least, all.most, all.leastEnergy, all.mostEnergy, all.peak);
  }

  /** Body, then the dearest handler, then the cleanup, under the clauses. */
  private static Bounds governed(
      Bounds body, Part.Clauses clauses, Part.Trailers trailers, List<Scenario.Action> actions) {
    Bounds handlers = NOTHING;
    for (Part.Handler handler : trailers.handlers()) {
      handlers = handlers.or(of(handler.body(), actions));
    }
    Bounds whole = trailers.isEmpty() ? body : body.perhaps();
    whole = whole.then(handlers.perhaps()).then(cleanup(trailers.cleanup(), actions).perhaps());
    whole = whole.within(clauses.within()).costing(clauses.energy());
    if (clauses.attempts() > 0) {
      whole = new Bounds(whole.least, NONE, whole.leastEnergy, NONE, whole.peak);
    }
    if (clauses.isSkipped() || clauses.isUntil()) {
      whole = whole.perhaps();
    }
    return whole.within(clauses.within());
  }

  /** What a cleanup may take: it is cut at its own bound (C3). */
  static Bounds cleanup(Part.@Nullable Cleanup cleanup, List<Scenario.Action> actions) {
    return cleanup == null ? NOTHING : of(cleanup.body(), actions).within(cleanup.withinMillis());
  }

  private Bounds then(Bounds next) {
    return new Bounds(
        least + next.least,
        sum(most, next.most),
        leastEnergy + next.leastEnergy,
        sum(mostEnergy, next.mostEnergy),
        Math.max(peak, next.peak));
  }

  private Bounds or(Bounds other) {
    return new Bounds(
        Math.min(least, other.least),
        larger(most, other.most),
        Math.min(leastEnergy, other.leastEnergy),
        larger(mostEnergy, other.mostEnergy),
        Math.max(peak, other.peak));
  }

  private Bounds beside(Bounds other) {
    return new Bounds(
        Math.max(least, other.least),
        larger(most, other.most),
        leastEnergy + other.leastEnergy,
        sum(mostEnergy, other.mostEnergy),
        peak + other.peak);
  }

  private Bounds perhaps() {
    return new Bounds(0, most, 0, mostEnergy, peak);
  }

  private Bounds within(long millis) {
    if (millis == NONE) {
      return this;
    }
    long micros = millis * MILLI;
    return new Bounds(
        Math.min(least, micros),
        smaller(most, micros),
        leastEnergy,
        smaller(mostEnergy, peak * micros),
        peak);
  }

  private Bounds costing(long joules) {
    return joules == NONE
        ? this
        : new Bounds(
            least,
            most,
            Math.min(leastEnergy, joules * JOULE),
            smaller(mostEnergy, joules * JOULE),
            peak);
  }

  private static long sum(long left, long right) {
    return left == NONE || right == NONE ? NONE : left + right;
  }

  private static long larger(long left, long right) {
    return left == NONE || right == NONE ? NONE : Math.max(left, right);
  }

  private static long smaller(long left, long right) {
    return left == NONE || right == NONE ? Math.max(left, right) : Math.min(left, right);
  }
}
