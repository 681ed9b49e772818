package dev.ration.plan.feasible;

import dev.ration.plan.profile.Distribution;
import dev.ration.plan.profile.Figure;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** When a person hears or sees the first of some work (T9). */
final class Effects {
  /**
   * A first effect.
   *
   * @param time to it; where none is sure, its least figure is to it or to the end
   * @param isSure whether it comes whenever all goes well; if not, the time is that to the end
   * @param first what may have it at the earliest; null when nothing may
   */
  record Effect(Spread time, boolean isSure, @Nullable First first) {
    /** The earliest that any of some may have. */
    private static Effect of(Spread time, boolean isSure, Stream<Effect> parts) {
      First earliest = null;
      for (Effect part : parts.toList()) {
        earliest = earlier(earliest, part.first);
      }
      return of(time, isSure, earliest);
    }

    private static Effect of(Spread time, boolean isSure, @Nullable First first) {
      if (first == null) {
        return new Effect(time, isSure, null);
      }
      boolean isFirst = isSure || first.nanos < time.minimum();
      return new Effect(isFirst ? time.notBefore(first.nanos) : time, isSure, first);
    }

    private @Nullable First firstAfter(long nanos) {
      return first == null ? null : new First(Spread.sum(nanos, first.nanos), first.command);
    }
  }

  /** What may be heard or seen, and not before when. */
  record First(long nanos, Work.Command command) {}

  private Effects() {}

  static Effect of(Feasibility feasibility, Work work) {
    Spread whole = feasibility.of(work).need().time();
    return switch (work) {
      case Work.Computation _, Work.Unknown _, Work.Pause _, Work.Question _ ->
          new Effect(whole, false, null);
      case Work.Loop loop -> Effect.of(whole, false, Stream.of(of(feasibility, loop.round())));
      case Work.Perhaps perhaps ->
          Effect.of(whole, false, Stream.of(of(feasibility, perhaps.inner())));
      case Work.Command command -> command(command, whole);
      case Work.Sequence sequence -> sequence(feasibility, sequence);
      case Work.Choice choice -> choice(feasibility, choice);
      case Work.Parallel parallel -> parallel(feasibility, parallel, whole);
      case Work.Alongside alongside -> alongside(feasibility, alongside);
      case Work.Activity activity -> activity(feasibility, activity, whole);
    };
  }

  private static @Nullable First earlier(@Nullable First one, @Nullable First other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return other.nanos < one.nanos ? other : one;
  }

  private static Effect command(Work.Command command, Spread whole) {
    Figure<Distribution> begins = command.begins();
    if (begins == null) {
      return new Effect(whole, true, new First(whole.minimum(), command));
    }
    Distribution value = begins.value();
    long bound =
        value.max().isPresent()
            ? Spread.sum(value.max().getAsLong(), command.stopNanos())
            : Spread.NONE;
    Spread time = new Spread(value.least(), value.mean(), value.p95(), bound);
    return new Effect(time, true, new First(value.least(), command));
  }

  private static Effect sequence(Feasibility feasibility, Work.Sequence sequence) {
    Spread before = Spread.ZERO;
    First earliest = null;
    for (Work part : sequence.parts()) {
      Effect effect = of(feasibility, part);
      // What may have an effect may have it first.
      earliest = earlier(earliest, effect.firstAfter(before.minimum()));
      if (effect.isSure()) {
        return Effect.of(before.then(effect.time()), true, earliest);
      }
      before = before.then(feasibility.of(part).need().time());
    }
    return Effect.of(before, false, earliest);
  }

  private static Effect choice(Feasibility feasibility, Work.Choice choice) {
    List<Effect> ways = choice.ways().stream().map(way -> of(feasibility, way)).toList();
    return Effect.of(
        Spread.oneOf(ways.stream().map(Effect::time).toList()),
        ways.stream().allMatch(Effect::isSure),
        ways.stream());
  }

  private static Effect parallel(Feasibility feasibility, Work.Parallel parallel, Spread whole) {
    List<Effect> effects =
        parallel.branches().stream().map(branch -> of(feasibility, branch)).toList();
    boolean isAll = !parallel.isRace() && parallel.wanted() >= effects.size();
    // A branch without any may decide the others, or one that fails be let go.
    Optional<Spread> sure =
        effects.stream()
            .filter(effect -> isAll && effect.isSure())
            .map(Effect::time)
            .reduce(Spread::first);
    return Effect.of(sure.orElse(whole), sure.isPresent(), effects.stream());
  }

  private static Effect alongside(Feasibility feasibility, Work.Alongside alongside) {
    Effect main = of(feasibility, alongside.main());
    Stream<Effect> others = alongside.others().stream().map(other -> of(feasibility, other));
    return Effect.of(main.time(), main.isSure(), Stream.concat(Stream.of(main), others));
  }

  /** Answered by a handler, it may end well without any effect, or with that of the handler. */
  private static Effect activity(Feasibility feasibility, Work.Activity activity, Spread whole) {
    Effect body = of(feasibility, activity.body());
    Stream<Effect> ends =
        activity.handlers().stream().map(handler -> of(feasibility, handler.body()));
    Work.Cleanup cleanup = activity.cleanup();
    if (cleanup != null) {
      ends = Stream.concat(ends, Stream.of(of(feasibility, cleanup.body())));
    }
    boolean isSure = body.isSure() && activity.handlers().isEmpty();
    Spread time = whole;
    if (isSure) {
      time = body.time();
      if (activity.attempts() != 1) {
        time = new Spread(time.minimum(), time.expected(), time.p95(), Spread.NONE);
      }
      // What a `respond` says is no limit once it is met.
      time = time.cut(activity.isRespond() ? Spread.NONE : activity.limits().nanos());
    }
    return Effect.of(time, isSure, Stream.concat(Stream.of(body), ends));
  }
}
