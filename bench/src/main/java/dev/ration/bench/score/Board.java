package dev.ration.bench.score;

import dev.ration.bench.score.Tally.Form;
import dev.ration.runtime.choose.core.CoreSettings;
import java.util.ArrayList;
import java.util.List;

/** All policies on the same missions under one budget. */
final class Board {
  /** The name of the choice that the runtime makes. */
  static final String OURS = "recommended";

  private final World world;
  private final Traces traces;
  private final int gap;
  private final double energy;
  private final List<Tally> tallies = new ArrayList<>();

  Board(World world, Traces traces, int gap, double energy) {
    this.world = world;
    this.traces = traces;
    this.gap = gap;
    this.energy = energy;
    for (Baselines baseline : Baselines.values()) {
      for (Form form : List.of(Form.PLAIN, Form.FLOOR, Form.PACED)) {
        if (baseline != Baselines.RULE_ONLY || form == Form.PLAIN) {
          tallies.add(new Tally(baseline.words(), form));
        }
      }
    }
    tallies.add(new Tally(OURS, Form.OURS));
    for (Part part : Part.values()) {
      tallies.add(new Tally(part.words, Form.LEFT_OUT));
    }
    tallies.add(new Tally("clairvoyant", Form.ORACLE));
    tallies.add(new Tally("distribution-aware", Form.ORACLE));
  }

  /** What can be left out of the choice. */
  private enum Part {
    PACING("without pacing"),
    FLOOR("without floor"),
    HEDGE("without hedge"),
    BREAKER("without breaker"),
    RADIO("without radio state"),
    BESIDE("hard deadlines by each tier alone");

    private final String words;

    Part(String words) {
      this.words = words;
    }

    CoreSettings settings() {
      CoreSettings all = CoreSettings.standard();
      return switch (this) {
        case PACING -> all.withoutPacing();
        case FLOOR -> all.withoutFloor();
        case HEDGE -> all.withoutHedge();
        case BREAKER -> all.withoutBreaker();
        case BESIDE -> all.withoutBeside();
        case RADIO -> all;
      };
    }
  }

  String traces() {
    return traces.name();
  }

  int gap() {
    return gap;
  }

  double energy() {
    return energy;
  }

  List<Tally> tallies() {
    return tallies;
  }

  Tally ours() {
    return find(OURS, Form.OURS);
  }

  Tally find(String policy, Form form) {
    return tallies.stream()
        .filter(one -> one.policy().equals(policy) && one.form() == form)
        .findFirst()
        .orElseThrow();
  }

  /** Plays one more mission with every policy. */
  void play(long seed) {
    Mission mission = Missions.draw(world, traces, gap, seed);
    double plenty = Double.MAX_VALUE;
    Result local = Play.of(mission, Baselines.ALWAYS_LOCAL.on(mission), plenty, plenty);
    Result cloud = Play.of(mission, Baselines.ALWAYS_CLOUD.on(mission), plenty, plenty);
    double joules = energy * local.joules();
    double money = world.figure("budget.money") * cloud.money();
    Tally.Bounds bounds =
        new Tally.Bounds(
            Bound.of(mission, joules, money, true, Bound.Tail.FIXED),
            Bound.of(mission, joules, money, false, Bound.Tail.FIXED),
            Bound.of(mission, joules, money, false, Bound.Tail.LEAST),
            joules,
            money);
    for (Tally tally : tallies) {
      Policy policy = policy(tally, mission, bounds);
      Result result = Play.of(mission, policy, joules, money);
      tally.add(new Tally.One(result, bounds, mission.size()));
    }
  }

  private static Policy policy(Tally tally, Mission mission, Tally.Bounds bounds) {
    return switch (tally.form()) {
      case PLAIN -> baseline(tally, mission);
      case FLOOR -> new Floored(baseline(tally, mission));
      case PACED ->
          new Floored(new Paced(baseline(tally, mission), bounds.joules(), bounds.money()));
      case OURS -> new Recommended(mission, CoreSettings.standard(), true);
      case LEFT_OUT -> without(tally, mission);
      case ORACLE ->
          Bound.oracle(
              mission, bounds.joules(), bounds.money(), tally.policy().equals("clairvoyant"));
    };
  }

  private static Policy baseline(Tally tally, Mission mission) {
    for (Baselines baseline : Baselines.values()) {
      if (baseline.words().equals(tally.policy())) {
        return baseline.on(mission);
      }
    }
    throw new IllegalArgumentException(tally.policy());
  }

  private static Policy without(Tally tally, Mission mission) {
    for (Part part : Part.values()) {
      if (part.words.equals(tally.policy())) {
        return new Recommended(mission, part.settings(), part != Part.RADIO);
      }
    }
    throw new IllegalArgumentException(tally.policy());
  }
}
