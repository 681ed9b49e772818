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
 * @param leastEnergy what has to be free before it starts
 * @param mostEnergy the most it can cost; {@link #NONE} when nothing bounds it
 * @param peak the most that it draws at once
 * @param effect when the first of it is heard or seen (T9)
 * @param unwind what it takes when it is cancelled
 * @param maySkip whether it may end without having been done
 */
record Bounds(
    long least,
    long most,
    long leastEnergy,
    long mostEnergy,
    long peak,
    Effect effect,
    Unwind unwind,
    boolean maySkip) {
  static final long NONE = Part.NONE;
  private static final long MILLI = 1000;
  private static final long JOULE = 1_000_000;
  private static final Bounds NOTHING = new Bounds(0, 0, 0, 0, 0);

  /**
   * The time to the first effect; to the end, where there may be none.
   *
   * @param isSure whether there is one whenever all goes well
   * @param first the earliest that there may be one; {@link #NONE} when there never is
   */
  record Effect(long least, long most, boolean isSure, long first) {
    /** Its least time is to the first effect, or to the end if there need be none. */
    static Effect of(long least, long most, boolean isSure, long first) {
      boolean isFirst = first != NONE && (isSure || first < least);
      return new Effect(isFirst ? first : least, most, isSure, first);
    }

    private Effect beside(Effect other) {
      long earliest = smaller(first, other.first);
      if (isSure && other.isSure) {
        return of(Math.min(least, other.least), smaller(most, other.most), true, earliest);
      }
      return isSure || other.isSure
          ? of(earliest, isSure ? most : other.most, true, earliest)
          : of(Math.max(least, other.least), larger(most, other.most), false, earliest);
    }

    private Effect within(long micros) {
      return new Effect(Math.min(least, micros), smaller(most, micros), isSure, first);
    }
  }

  /** What has no effect of its own. */
  Bounds(long least, long most, long leastEnergy, long mostEnergy, long peak) {
    this(
        least,
        most,
        leastEnergy,
        mostEnergy,
        peak,
        new Effect(least, most, false, NONE),
        Unwind.NOTHING,
        false);
  }

  /** What a block needs: the sum, and beside it what listens to events. */
  static Bounds of(List<Part> parts, List<Scenario.Action> actions) {
    Bounds sum = NOTHING;
    List<Bounds> beside = new ArrayList<>();
    for (Part part : parts) {
      if (part instanceof Part.Whenever whenever) {
        beside.add(
            governed(
                    of(whenever.body(), actions).perhaps(),
                    Part.Clauses.NOTHING.within(whenever.withinMillis(), NONE),
                    whenever.trailers(),
                    actions)
                .repeated());
      } else {
        sum = sum.then(of(part, actions));
      }
    }
    return sum.alongside(beside);
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
      case Part.Freeze _, Part.Whenever _ -> NOTHING;
      case Part.Every every -> {
        Part.Clauses round = Part.Clauses.NOTHING.within(every.withinMillis(), NONE);
        Bounds one = governed(of(every.body(), actions), round, Part.Trailers.NOTHING, actions);
        yield new Bounds(0, NONE, 0, 0, 0).then(one.repeated());
      }
      case Part.Respond respond ->
          governed(of(respond.body(), actions), Part.Clauses.NOTHING, respond.trailers(), actions);
      case Part.Critical(long within, List<Part> body) -> {
        Bounds inside = of(body, actions).within(within);
        Unwind whole = new Unwind(Math.max(0, inside.most), Math.max(0, inside.mostEnergy));
        yield inside.unwinding(inside.unwind.or(whole));
      }
      case Part.Parallel parallel ->
          governed(branches(parallel, actions), parallel.clauses(), parallel.trailers(), actions);
    };
  }

  /** A host action may take its maximum, and then the time that it takes to stop (T3). */
  private static Bounds of(Scenario.Action action) {
    long stop = Scenario.stopMillis(action.holds()) * MILLI;
    long most = Math.max(action.max(), action.takes()) + stop;
    return new Bounds(
        action.least(),
        most,
        action.watts() * action.least(),
        action.watts() * most,
        action.watts(),
        action.begins() == 0
            ? new Effect(action.least(), most, true, action.least())
            : new Effect(action.begins(), action.begins() + stop, true, action.begins()),
        new Unwind(stop, action.watts() * stop),
        false);
  }

  /** Before any starts, the least energy of all is set aside, whatever decides them (E3). */
  static Bounds branches(Part.Parallel parallel, List<Scenario.Action> actions) {
    Bounds all = NOTHING;
    List<Long> times = new ArrayList<>();
    long decided = NONE;
    long first = NONE;
    for (Part.Step branch : parallel.branches()) {
      Bounds one = of(branch, actions);
      all = all.beside(one);
      times.add(one.least);
      decided = one.maySkip ? decided : smaller(decided, one.most);
      first = smaller(first, one.effect.first);
    }
    Collections.sort(times);
    int count = times.size();
    boolean isAll =
        switch (parallel.kind()) {
          case ALL -> true;
          case ANY -> count == 1;
          case AT_LEAST -> parallel.atLeast() == count;
          case COLLECT, RACE -> false;
        };
    long least =
        switch (parallel.kind()) {
          case ALL -> chained(parallel, actions, false);
          case COLLECT -> 0;
          case ANY, RACE -> times.getFirst();
          case AT_LEAST -> times.get(parallel.atLeast() - 1);
        };
    long most = parallel.arrows().isEmpty() ? all.most : chained(parallel, actions, true);
    if (parallel.kind() == Part.Kind.RACE && decided != NONE) {
      most = decided + all.unwind.micros();
    }
    Effect effect = isAll && all.effect.isSure ? all.effect : Effect.of(least, most, false, first);
    return new Bounds(
        least, most, all.leastEnergy, all.mostEnergy, all.peak, effect, all.unwind, all.maySkip);
  }

  /** The longest way along the arrows (P1). */
  private static long chained(
      Part.Parallel parallel, List<Scenario.Action> actions, boolean isMost) {
    int count = parallel.branches().size();
    long[] ends = new long[count];
    long longest = 0;
    // Arrows lead from an earlier branch to a later one.
    for (int i = 0; i < count; i++) {
      long from = 0;
      for (Part.Arrow arrow : parallel.arrows()) {
        from = arrow.after() == i ? larger(from, ends[arrow.before()]) : from;
      }
      Bounds one = of(parallel.branches().get(i), actions);
      ends[i] = sum(from, isMost ? one.most : one.least);
      longest = larger(longest, ends[i]);
    }
    return longest;
  }

  /** Body, then the dearest handler, then the cleanup, under the clauses. */
  private static Bounds governed(
      Bounds body, Part.Clauses clauses, Part.Trailers trailers, List<Scenario.Action> actions) {
    Bounds content = attempt(body, clauses, actions);
    if (trailers.soft() != null) {
      content = content.alongside(List.of(of(trailers.soft().body(), actions)));
    }
    content = content.attempted(clauses);
    Bounds handlers = NOTHING;
    Unwind unwind = content.unwind;
    boolean maySkip = content.maySkip;
    long answered = NONE;
    for (Part.Handler handler : trailers.handlers()) {
      Bounds one = of(handler.body(), actions);
      handlers = handlers.or(one);
      unwind = unwind.or(one.unwind);
      maySkip |= one.maySkip;
      answered = smaller(answered, one.effect.first);
    }
    Bounds whole = content;
    if (!trailers.handlers().isEmpty()) {
      whole = content.perhaps().then(handlers.perhaps());
    }
    Bounds last = cleanup(trailers.cleanup(), actions);
    whole = whole.then(last.perhaps()).drawing(clauses.more().power()).within(clauses.within());
    whole = whole.costing(clauses.more().isTotal() ? NONE : clauses.energy());
    if (!trailers.handlers().isEmpty()) {
      // After a refused start the handler runs on the account around it (R3).
      Bounds refusal = handlers.drawing(clauses.more().power()).within(clauses.within());
      long refused = refusal.mostEnergy;
      whole = whole.costingAtMost(larger(whole.mostEnergy, refused));
    }
    Part.Cleanup cleanup = trailers.cleanup();
    if (cleanup != null) {
      unwind = unwind.then(cleanup.withinMillis() * MILLI, Math.max(0, last.mostEnergy));
    }
    long first = smaller(content.effect.first, smaller(answered, last.effect.first));
    boolean isSure = content.effect.isSure && trailers.handlers().isEmpty();
    Effect effect = Effect.of(whole.least, whole.most, false, first);
    if (isSure) {
      Effect sure = Effect.of(content.effect.least, content.effect.most, true, first);
      effect = clauses.within() == NONE ? sure : sure.within(clauses.within() * MILLI);
    }
    return new Bounds(
        whole.least,
        whole.most,
        whole.leastEnergy,
        whole.mostEnergy,
        whole.peak,
        effect,
        unwind,
        maySkip);
  }

  /** What a cleanup may take: it is cut at its own bound (C3). */
  static Bounds cleanup(Part.@Nullable Cleanup cleanup, List<Scenario.Action> actions) {
    return cleanup == null ? NOTHING : of(cleanup.body(), actions).within(cleanup.withinMillis());
  }

  /** One attempt: what may have to be repaired first, and the body. */
  static Bounds attempt(Bounds body, Part.Clauses clauses, List<Scenario.Action> actions) {
    Bounds content = clauses.isSkipped() || clauses.isUntil() ? body.perhaps() : body;
    int repair = clauses.more().repair();
    return repair < 0 ? content : of(actions.get(repair)).perhaps().then(content);
  }

  /** The same under a cap; for as long as it lasts, it draws no more. */
  private Bounds drawing(long watts) {
    if (watts == NONE || watts >= peak) {
      return this;
    }
    long drawn = most == NONE ? NONE : watts * most;
    return new Bounds(
        least, most, leastEnergy, smaller(mostEnergy, drawn), watts, effect, unwind, maySkip);
  }

  /** What is stopped has to stop, and a critical section to end; so has what is beside (E2). */
  Unwind unwind(Part.Trailers trailers, List<Scenario.Action> actions) {
    Part.Soft soft = trailers.soft();
    return soft == null ? unwind : unwind.beside(of(soft.body(), actions).unwind);
  }

  /** All attempts, with the pauses between them. */
  private Bounds attempted(Part.Clauses clauses) {
    int attempts = clauses.attempts();
    if (attempts <= 1) {
      return this;
    }
    long pauses = attempts * clauses.backoff() * MILLI;
    long all = most == NONE ? NONE : attempts * most + pauses;
    return new Bounds(
        least,
        all,
        leastEnergy,
        mostEnergy == NONE ? NONE : attempts * mostEnergy,
        peak,
        new Effect(effect.least, effect.isSure ? NONE : all, effect.isSure, effect.first),
        unwind,
        maySkip);
  }

  private Bounds then(Bounds next) {
    return new Bounds(
        least + next.least,
        sum(most, next.most),
        leastEnergy + next.leastEnergy,
        sum(mostEnergy, next.mostEnergy),
        Math.max(peak, next.peak),
        effect.isSure ? effect : effectThen(next),
        unwind.or(next.unwind),
        maySkip || next.maySkip);
  }

  private Effect effectThen(Bounds next) {
    long first =
        smaller(effect.first, next.effect.first == NONE ? NONE : least + next.effect.first);
    return next.effect.isSure
        ? Effect.of(least + next.effect.least, sum(most, next.effect.most), true, first)
        : Effect.of(least + next.least, sum(most, next.most), false, first);
  }

  private Bounds or(Bounds other) {
    return new Bounds(
        0,
        larger(most, other.most),
        0,
        larger(mostEnergy, other.mostEnergy),
        Math.max(peak, other.peak));
  }

  private Bounds beside(Bounds other) {
    return new Bounds(
        Math.max(least, other.least),
        larger(most, other.most),
        leastEnergy + other.leastEnergy,
        sum(mostEnergy, other.mostEnergy),
        peak + other.peak,
        effect.beside(other.effect),
        unwind.beside(other.unwind),
        maySkip || other.maySkip);
  }

  /** With others that go on until it ends, and are cancelled then (P4, T12). */
  private Bounds alongside(List<Bounds> others) {
    if (others.isEmpty()) {
      return this;
    }
    long energy = mostEnergy;
    long draw = peak;
    long last = 0;
    Unwind all = unwind;
    for (Bounds other : others) {
      energy = sum(energy, other.mostEnergy);
      draw += other.peak;
      last = Math.max(last, other.unwind.micros());
      all = all.beside(other.unwind);
    }
    long first = effect.first;
    for (Bounds other : others) {
      first = smaller(first, other.effect.first);
    }
    Effect earliest = Effect.of(effect.least, effect.most, effect.isSure, first);
    long end = sum(most, last);
    long drawn = end == NONE ? NONE : draw * end;
    return new Bounds(
        least, end, leastEnergy, smaller(energy, drawn), draw, earliest, all, maySkip);
  }

  private Bounds perhaps() {
    return new Bounds(
        0, most, 0, mostEnergy, peak, new Effect(0, most, false, effect.first), unwind, true);
  }

  /** Any number of times. */
  private Bounds repeated() {
    return new Bounds(
        0,
        most == 0 ? 0 : NONE,
        0,
        mostEnergy == 0 ? 0 : NONE,
        peak,
        new Effect(0, most == 0 ? 0 : NONE, false, effect.first),
        unwind,
        maySkip);
  }

  private Bounds unwinding(Unwind other) {
    return new Bounds(least, most, leastEnergy, mostEnergy, peak, effect, other, maySkip);
  }

  private Bounds costingAtMost(long energy) {
    return new Bounds(least, most, leastEnergy, energy, peak, effect, unwind, maySkip);
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
        peak,
        effect.within(micros),
        unwind,
        maySkip);
  }

  private Bounds costing(long joules) {
    return joules == NONE
        ? this
        : new Bounds(
            least,
            most,
            Math.min(leastEnergy, joules * JOULE),
            smaller(mostEnergy, joules * JOULE),
            peak,
            effect,
            unwind,
            maySkip);
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
