package dev.ration.bench.score;

import dev.ration.runtime.choose.core.Ask;
import dev.ration.runtime.choose.core.Band;
import dev.ration.runtime.choose.core.ChoiceCore;
import dev.ration.runtime.choose.core.CoreSettings;
import dev.ration.runtime.choose.core.Ended;
import dev.ration.runtime.choose.core.LinkSpec;
import dev.ration.runtime.choose.core.LinkState;
import dev.ration.runtime.choose.core.Spread;
import dev.ration.runtime.choose.core.TierSpec;
import dev.ration.runtime.choose.core.Verdict;
import dev.ration.runtime.choose.core.Wish;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The choice that the runtime makes, on a mission: this class only translates. */
final class Recommended implements Policy {
  private static final double NANOS = 1e9;
  private static final double MICRO = 1e6;

  private final ChoiceCore core;
  private final boolean knowsRadio;
  private final Map<Long, Asked> open = new HashMap<>();

  private record Asked(Ask ask, boolean wasLikely) {}

  Recommended(Mission mission, CoreSettings settings, boolean knowsRadio) {
    this.knowsRadio = knowsRadio;
    World world = mission.world();
    core =
        new ChoiceCore(
            tiers(world),
            new LinkSpec(0.08 * NANOS, knowsRadio ? 0.8 * NANOS : 0, 0),
            new ChoiceCore.Sizes(mission.table()[0].length, 1, 1),
            settings);
    core.missionEnds(Math.round(mission.end() * NANOS));
    for (int tier = 0; tier < Mission.TIERS; tier++) {
      for (int subject = 0; subject < mission.table()[tier].length; subject++) {
        core.knowQuality(
            tier, subject, mission.table()[tier][subject], mission.tableRows()[subject]);
      }
    }
  }

  /** The profiles: what an integrator could write down before the first mission. */
  static List<TierSpec> tiers(World world) {
    return List.of(
        new TierSpec(
            "rule",
            false,
            true,
            0,
            0,
            TierSpec.ALL_BANDS,
            world.figure("rule.quality"),
            new TierSpec.Latency(
                world.figure("rule.seconds") * NANOS, 0, 0, 0, 0, 0, Spread.of(0.9, 1.0, 1.1)),
            new TierSpec.Cost(world.figure("rule.watts") * MICRO, 0, 0, 0)),
        new TierSpec(
            "local",
            false,
            false,
            0,
            5_000_000_000L,
            TierSpec.ALL_BANDS,
            0.68,
            new TierSpec.Latency(
                0,
                0,
                NANOS / world.figure("local.prefill"),
                NANOS / world.figure("local.decode"),
                0,
                0,
                Spread.of(0.9, 0.95, 1.0, 1.05, 1.1)),
            new TierSpec.Cost(world.figure("local.watts") * MICRO, 0, 0, 0)),
        new TierSpec(
            "cloud",
            true,
            false,
            1,
            0,
            TierSpec.ALL_BANDS,
            0.81,
            new TierSpec.Latency(
                world.figure("cloud.first") * NANOS,
                0,
                0,
                NANOS / world.figure("cloud.decode"),
                8 * NANOS / world.figure("cloud.uplink"),
                world.figure("cloud.round_trips"),
                Spread.of(0.6, 0.8, 1.0, 1.4, 2.5)),
            new TierSpec.Cost(
                world.figure("radio.watts") * MICRO,
                world.figure("radio.tail.watts") * world.figure("radio.tail.seconds") * MICRO,
                world.figure("cloud.price.input"),
                world.figure("cloud.price.output"))));
  }

  @Override
  public Plan choose(View view) {
    Ask ask = ask(view);
    if (!Double.isNaN(view.roundTrip())) {
      core.roundTrip(view.roundTrip() * NANOS);
    }
    Verdict verdict = core.choose(ask);
    double joules = 0;
    for (int tier : new int[] {verdict.first(), verdict.second(), verdict.floor()}) {
      if (tier != Verdict.NONE) {
        joules += verdict.reserveMicrojoules(tier) / MICRO;
        open.put(key(view.call(), tier), new Asked(ask, core.isLikely(tier)));
      }
    }
    return new Plan(
        Plan.Kind.HEDGE,
        verdict.first(),
        verdict.second(),
        verdict.delayNanos() / NANOS,
        verdict.floor() != Verdict.NONE,
        joules);
  }

  private static long key(int call, int tier) {
    return (long) call * Mission.TIERS + tier;
  }

  private Ask ask(View view) {
    World world = view.world();
    LinkState link = !knowsRadio || view.isRadioAwake() ? LinkState.CONNECTED : LinkState.IDLE;
    return new Ask(
        Math.round(view.now() * NANOS),
        new Ask.Call(
            view.subject(),
            0,
            view.input(),
            world.count("tokens.output.most"),
            Math.round(view.input() * world.figure("cloud.bytes_per_token")),
            view.isPrivate(),
            true),
        new Ask.Limits(
            Math.round(view.deadline() * NANOS),
            view.isHard() ? 0.99 : 0.95,
            Math.max(0, Math.round(view.freeJoules() * MICRO)),
            Math.max(0, Math.round(view.freeMoney())),
            Ask.UNLIMITED,
            Ask.UNLIMITED),
        new Ask.Setting(0, link, knowsRadio ? view.tailShare() : 1, Band.NORMAL, 0b111, 0b111),
        Wish.PRICED);
  }

  @Override
  public void ended(Attempt attempt) {
    core.spent(attempt.joules() * MICRO, attempt.money());
    Asked asked = open.remove(key(attempt.call(), attempt.tier()));
    if (asked == null) {
      return;
    }
    Ended.How how =
        switch (attempt.how()) {
          case ANSWERED -> Ended.How.ANSWERED;
          case LATE -> Ended.How.LATE;
          case CANCELLED -> Ended.How.CANCELLED;
        };
    core.ended(
        new Ended(
            asked.ask(),
            attempt.tier(),
            how,
            Math.round(attempt.seconds() * NANOS),
            Math.round(attempt.limit() * NANOS),
            how == Ended.How.ANSWERED ? attempt.output() : -1,
            Math.round(attempt.joules() * MICRO),
            asked.wasLikely()),
        Math.round(attempt.at() * NANOS));
  }
}
