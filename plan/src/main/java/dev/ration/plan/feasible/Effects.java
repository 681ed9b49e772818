package dev.ration.plan.feasible;

import dev.ration.plan.profile.Distribution;
import dev.ration.plan.profile.Figure;
import java.util.List;

/** When a person hears or sees the first of some work (T9). */
final class Effects {
  /**
   * A first effect.
   *
   * @param isSure whether it comes whenever all goes well; if not, the time is that to the end
   */
  record Effect(Spread time, boolean isSure) {}

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
          new Effect(whole, false);
      case Work.Command command -> command(command, whole);
      case Work.Sequence sequence -> sequence(feasibility, sequence);
      case Work.Choice choice -> choice(feasibility, choice);
      case Work.Parallel parallel -> parallel(feasibility, parallel, whole);
      case Work.Alongside alongside -> of(feasibility, alongside.main());
      case Work.Activity activity -> of(feasibility, activity.body());
    };
  }

  private static Effect command(Work.Command command, Spread whole) {
    Figure<Distribution> begins = command.begins();
    if (begins == null) {
      return new Effect(whole, true);
    }
    Distribution value = begins.value();
    long bound =
        value.max().isPresent()
            ? Spread.sum(value.max().getAsLong(), command.stopNanos())
            : Spread.NONE;
    return new Effect(new Spread(value.least(), value.mean(), value.p95(), bound), true);
  }

  private static Effect sequence(Feasibility feasibility, Work.Sequence sequence) {
    Spread before = Spread.ZERO;
    long earliest = Long.MAX_VALUE;
    for (Work part : sequence.parts()) {
      Effect effect = of(feasibility, part);
      Spread time = before.then(effect.time());
      // What may have an effect may have it first.
      earliest = Math.min(earliest, time.minimum());
      if (effect.isSure()) {
        return new Effect(time.notBefore(earliest), true);
      }
      before = before.then(feasibility.of(part).need().time());
    }
    return new Effect(before.notBefore(Math.min(earliest, before.minimum())), false);
  }

  private static Effect choice(Feasibility feasibility, Work.Choice choice) {
    List<Effect> ways = choice.ways().stream().map(way -> of(feasibility, way)).toList();
    return new Effect(
        Spread.oneOf(ways.stream().map(Effect::time).toList()),
        ways.stream().allMatch(Effect::isSure));
  }

  private static Effect parallel(Feasibility feasibility, Work.Parallel parallel, Spread whole) {
    List<Effect> effects =
        parallel.branches().stream().map(branch -> of(feasibility, branch)).toList();
    long earliest = effects.stream().mapToLong(effect -> effect.time().minimum()).min().orElse(0);
    return effects.stream()
        .filter(Effect::isSure)
        .reduce((one, other) -> new Effect(one.time().first(other.time()), true))
        .map(effect -> new Effect(effect.time().notBefore(earliest), true))
        .orElse(new Effect(whole.notBefore(Math.min(earliest, whole.minimum())), false));
  }
}
