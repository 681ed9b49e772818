package dev.ration.plan.feasible;

import dev.ration.plan.profile.Distribution;
import dev.ration.plan.profile.Figure;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When a person hears or sees the first of some work (T9). */
final class Effects {
  /**
   * A first effect.
   *
   * @param isSure whether it comes whenever all goes well; if not, the time is that to the end
   * @param first what has it at the earliest; null when nothing may
   */
  record Effect(Spread time, boolean isSure, Work.@Nullable Command first) {
    private static Effect none(Spread time) {
      return new Effect(time, false, null);
    }
  }

  private Effects() {}

  static Effect of(Feasibility feasibility, Work work) {
    Spread whole = feasibility.of(work).need().time();
    return switch (work) {
      case Work.Computation _,
          Work.Unknown _,
          Work.Pause _,
          Work.Question _,
          Work.Loop _,
          Work.Perhaps _ ->
          Effect.none(whole);
      case Work.Command command -> command(command, whole);
      case Work.Sequence sequence -> sequence(feasibility, sequence);
      case Work.Choice choice -> choice(feasibility, choice);
      case Work.Parallel parallel -> parallel(feasibility, parallel, whole);
      case Work.Alongside alongside -> of(feasibility, alongside.main());
      case Work.Activity activity -> activity(feasibility, activity, whole);
    };
  }

  /** Answered by a handler, it may end well without any effect. */
  private static Effect activity(Feasibility feasibility, Work.Activity activity, Spread whole) {
    if (!activity.handlers().isEmpty()) {
      return Effect.none(whole);
    }
    Effect body = of(feasibility, activity.body());
    Spread time = body.time();
    if (activity.attempts() != 1) {
      time = new Spread(time.minimum(), time.expected(), time.p95(), Spread.NONE);
    }
    // What a `respond` says is no limit once it is met.
    long nanos = activity.isRespond() ? Spread.NONE : activity.limits().nanos();
    return new Effect(time.cut(nanos), body.isSure(), body.first());
  }

  private static Effect command(Work.Command command, Spread whole) {
    Figure<Distribution> begins = command.begins();
    if (begins == null) {
      return new Effect(whole, true, command);
    }
    Distribution value = begins.value();
    long bound =
        value.max().isPresent()
            ? Spread.sum(value.max().getAsLong(), command.stopNanos())
            : Spread.NONE;
    Spread time = new Spread(value.least(), value.mean(), value.p95(), bound);
    return new Effect(time, true, command);
  }

  private static Effect sequence(Feasibility feasibility, Work.Sequence sequence) {
    Spread before = Spread.ZERO;
    Effect earliest = null;
    for (Work part : sequence.parts()) {
      Effect effect = of(feasibility, part);
      Spread time = before.then(effect.time());
      // What may have an effect may have it first.
      if (earliest == null || time.minimum() < earliest.time().minimum()) {
        earliest = new Effect(time, effect.isSure(), effect.first());
      }
      if (effect.isSure()) {
        return new Effect(time.notBefore(earliest.time().minimum()), true, earliest.first());
      }
      before = before.then(feasibility.of(part).need().time());
    }
    return earliest == null
        ? Effect.none(before)
        : new Effect(before.notBefore(earliest.time().minimum()), false, earliest.first());
  }

  private static Effect choice(Feasibility feasibility, Work.Choice choice) {
    List<Effect> ways = choice.ways().stream().map(way -> of(feasibility, way)).toList();
    return new Effect(
        Spread.oneOf(ways.stream().map(Effect::time).toList()),
        ways.stream().allMatch(Effect::isSure),
        earliest(ways).first());
  }

  private static Effect parallel(Feasibility feasibility, Work.Parallel parallel, Spread whole) {
    List<Effect> effects =
        parallel.branches().stream().map(branch -> of(feasibility, branch)).toList();
    if (effects.isEmpty()) {
      return Effect.none(whole);
    }
    Effect earliest = earliest(effects);
    boolean isAll = !parallel.isRace() && parallel.wanted() >= effects.size();
    // A branch without any may decide the others, or one that fails be let go.
    Optional<Spread> sure =
        effects.stream()
            .filter(effect -> isAll && effect.isSure())
            .map(Effect::time)
            .reduce(Spread::first);
    Spread time = sure.orElse(whole);
    long least = Math.min(time.minimum(), earliest.time().minimum());
    return new Effect(time.notBefore(least), sure.isPresent(), earliest.first());
  }

  private static Effect earliest(List<Effect> effects) {
    return Collections.min(effects, Comparator.comparingLong(effect -> effect.time().minimum()));
  }
}
