package dev.ration.bench.score;

import java.util.Arrays;

/** The ways to choose that others ship, as far as they can be told in a few lines. */
enum Baselines {
  RULE_ONLY("rule only"),
  ALWAYS_LOCAL("always local"),
  ALWAYS_CLOUD("always cloud"),
  CASCADE("static cascade"),
  FALLBACK("ordered fallback with timeout"),
  ROUND_ROBIN("round robin"),
  LOWEST_LATENCY("lowest mean latency"),
  QUALITY_THRESHOLD("quality threshold, half strong"),
  GREEDY("most accurate that fits by mean"),
  BANDIT("epsilon-greedy"),
  BANDIT_PER_DEADLINE("epsilon-greedy per deadline"),
  HULL("random on the cost-quality hull");

  private final String words;

  Baselines(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }

  /** A fresh policy for one mission. */
  Policy on(Mission mission) {
    return switch (this) {
      case RULE_ONLY -> view -> Plan.of(Mission.RULE);
      case ALWAYS_LOCAL -> view -> Plan.of(Mission.LOCAL);
      case ALWAYS_CLOUD -> view -> Plan.of(Mission.CLOUD);
      case CASCADE ->
          view ->
              view.isPrivate()
                  ? Plan.of(Mission.LOCAL)
                  : Plan.of(Plan.Kind.CASCADE, Mission.LOCAL, Mission.CLOUD, 0);
      case FALLBACK ->
          view ->
              view.isPrivate()
                  ? Plan.of(Mission.LOCAL)
                  : Plan.of(
                      Plan.Kind.FALLBACK,
                      Mission.CLOUD,
                      Mission.LOCAL,
                      Math.min(2, view.deadline() / 2));
      case ROUND_ROBIN -> view -> strong(view, view.call() % 2 == 0);
      case LOWEST_LATENCY -> new Means(Means.Use.LOWEST);
      case QUALITY_THRESHOLD -> new Threshold(mission);
      case GREEDY -> new Means(Means.Use.GREEDY);
      case BANDIT -> new Bandit(mission, false);
      case BANDIT_PER_DEADLINE -> new Bandit(mission, true);
      case HULL -> view -> strong(view, view.chance() < view.world().figure("budget.money"));
    };
  }

  private static Plan strong(View view, boolean isStrong) {
    return Plan.of(isStrong && !view.isPrivate() ? Mission.CLOUD : Mission.LOCAL);
  }

  /** Sends the half of the subjects where the large model gains most. */
  private static final class Threshold implements Policy {
    private final double threshold;

    Threshold(Mission mission) {
      double[] gains = new double[mission.size()];
      for (int call = 0; call < gains.length; call++) {
        int subject = mission.subject()[call];
        gains[call] =
            mission.table()[Mission.CLOUD][subject] - mission.table()[Mission.LOCAL][subject];
      }
      Arrays.sort(gains);
      threshold = gains[gains.length / 2];
    }

    @Override
    public Plan choose(View view) {
      return strong(view, view.quality(Mission.CLOUD) - view.quality(Mission.LOCAL) >= threshold);
    }
  }

  /** Chooses by the mean of the last latencies, those that were cut counted as the deadline. */
  private static final class Means implements Policy {
    private static final int KEPT = 10;

    private final Use use;
    private final double[][] last = new double[Mission.TIERS][KEPT];
    private final int[] count = new int[Mission.TIERS];

    enum Use {
      LOWEST,
      GREEDY
    }

    Means(Use use) {
      this.use = use;
    }

    @Override
    public Plan choose(View view) {
      if (use == Use.LOWEST) {
        return strong(view, mean(Mission.CLOUD, 0) < mean(Mission.LOCAL, 0));
      }
      double unknown = 1;
      int best = Mission.RULE;
      for (int tier = Mission.LOCAL; tier <= Mission.CLOUD; tier++) {
        boolean isAllowed = tier != Mission.CLOUD || !view.isPrivate();
        if (isAllowed
            && mean(tier, unknown) <= view.deadline()
            && view.quality(tier) > view.quality(best)) {
          best = tier;
        }
      }
      return Plan.of(best);
    }

    private double mean(int tier, double unknown) {
      int size = Math.min(KEPT, count[tier]);
      return size == 0 ? unknown : Arrays.stream(last[tier], 0, size).average().orElse(unknown);
    }

    @Override
    public void ended(Attempt attempt) {
      int tier = attempt.tier();
      last[tier][count[tier]++ % KEPT] = attempt.seconds();
    }
  }

  /**
   * Learns which tier is in time, and tries any one in ten times. With a context it learns so for
   * each deadline, and knows the quality of each subject; that is no longer what is shipped
   * elsewhere, but the strongest opponent among the simple ones.
   */
  private static final class Bandit implements Policy {
    private static final double EPSILON = 0.1;

    private final Mission mission;
    private final boolean hasContext;
    private final double[][] inTime;
    private final double[][] tried;

    Bandit(Mission mission, boolean hasContext) {
      this.mission = mission;
      this.hasContext = hasContext;
      int limits = mission.world().all("deadlines").length;
      inTime = new double[limits][Mission.TIERS];
      tried = new double[limits][Mission.TIERS];
    }

    @Override
    public Plan choose(View view) {
      int limit = limit(view.call());
      if (view.chance() < EPSILON) {
        return strong(view, view.chance() < EPSILON / 2);
      }
      double local = share(limit, Mission.LOCAL) * quality(view, Mission.LOCAL);
      double cloud = share(limit, Mission.CLOUD) * quality(view, Mission.CLOUD);
      return strong(view, cloud > local);
    }

    private double quality(View view, int tier) {
      return hasContext ? view.quality(tier) : view.meanQuality(tier);
    }

    private double share(int limit, int tier) {
      return (inTime[limit][tier] + 1) / (tried[limit][tier] + 1);
    }

    private int limit(int call) {
      return !hasContext
          ? 0
          : Arrays.binarySearch(mission.world().all("deadlines"), mission.deadline()[call]);
    }

    @Override
    public void ended(Attempt attempt) {
      int limit = limit(attempt.call());
      tried[limit][attempt.tier()]++;
      inTime[limit][attempt.tier()] += attempt.how() == Attempt.How.ANSWERED ? 1 : 0;
    }
  }
}
