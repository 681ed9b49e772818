package dev.ration.bench.score;

import java.util.function.DoubleUnaryOperator;

/**
 * What no policy can beat in the mean: the Lagrangian dual of the mission with its budgets,
 * latencies known. Clairvoyant (C) with the answers known too, distribution-aware (D) with the
 * tables instead.
 */
final class Bound {
  private static final int STEPS = 40;
  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

  private final Mission mission;
  private final double joules;
  private final double money;
  private final double[][] gain;
  private final double[][] energy;
  private final double[] price;

  private double energyPrice;
  private double moneyPrice;

  private Bound(Mission mission, double joules, double money, boolean knowsAnswers, Tail tail) {
    this.mission = mission;
    this.joules = joules;
    this.money = money;
    int size = mission.size();
    gain = new double[Mission.TIERS][size];
    energy = new double[Mission.TIERS][size];
    price = new double[size];
    for (int call = 0; call < size; call++) {
      for (int tier = 0; tier < Mission.TIERS; tier++) {
        gain[tier][call] =
            knowsAnswers
                ? (mission.right()[tier][call] ? 1 : 0)
                : mission.truth()[tier][mission.subject()[call]];
      }
      fill(call, tail);
    }
  }

  /** How the bound charges the radio's tail. */
  enum Tail {
    /** A fixed figure that is surely too low. */
    FIXED,
    /** Until the next call at the earliest, which is the least that it can be. */
    LEAST
  }

  /** The bound for a budget of energy in joules and of money in millionths. */
  static double of(Mission mission, double joules, double money, boolean knowsAnswers, Tail tail) {
    return solve(mission, joules, money, knowsAnswers, tail).value();
  }

  /** The bound with the prices at which it is least. */
  static Bound solve(
      Mission mission, double joules, double money, boolean knowsAnswers, Tail tail) {
    Bound bound = new Bound(mission, joules, money, knowsAnswers, tail);
    bound.price();
    return bound;
  }

  double value() {
    return at(energyPrice, moneyPrice);
  }

  /** What a tier is worth for a call; minus infinity when it cannot be in time. */
  double gain(int tier, int call) {
    return gain[tier][call];
  }

  /** What a tier uses for a call, in joules. */
  double energy(int tier, int call) {
    return energy[tier][call];
  }

  /** The policy that chooses as the bound does; it knows what no policy can know. */
  static Policy oracle(Mission mission, double joules, double money, boolean knowsAnswers) {
    Bound bound = solve(mission, joules, money, knowsAnswers, Tail.LEAST);
    return view -> Plan.of(bound.best(view.call())).withFloor();
  }

  private int best(int call) {
    int best = Mission.RULE;
    for (int tier = Mission.LOCAL; tier <= Mission.CLOUD; tier++) {
      if (value(tier, call, energyPrice, moneyPrice) > value(best, call, energyPrice, moneyPrice)) {
        best = tier;
      }
    }
    return best;
  }

  private double value(int tier, int call, double energyPrice, double moneyPrice) {
    return gain[tier][call]
        - energyPrice * energy[tier][call]
        - (tier == Mission.CLOUD ? moneyPrice * price[call] : 0);
  }

  private void fill(int call, Tail tail) {
    World world = mission.world();
    double limit = mission.deadline()[call];
    double local = mission.seconds()[Mission.LOCAL][call];
    energy[Mission.LOCAL][call] = local * world.figure("local.watts");
    if (local > limit) {
      energy[Mission.LOCAL][call] = 0;
      gain[Mission.LOCAL][call] = Double.NEGATIVE_INFINITY;
    }
    double cloud = mission.seconds()[Mission.CLOUD][call] + wake(call);
    double watts = world.figure("radio.watts");
    double after =
        tail == Tail.FIXED
            ? world.figure("bound.tail")
            : world.figure("radio.tail.watts")
                * Math.min(world.figure("radio.tail.seconds"), gap(call));
    energy[Mission.CLOUD][call] = cloud * watts + after;
    price[call] = mission.price(call);
    if (cloud > limit || mission.isPrivate()[call]) {
      // An infinite latency must not meet a price of zero.
      energy[Mission.CLOUD][call] = 0;
      gain[Mission.CLOUD][call] = Double.NEGATIVE_INFINITY;
    }
  }

  /** Waking the radio, unless the call before may have kept it awake. */
  private double wake(int call) {
    double awake = mission.world().figure("radio.tail.seconds");
    // A call before may have gone on to its own limit.
    for (int i = call - 1; i >= Math.max(0, call - 8); i--) {
      if (mission.at()[call] <= mission.at()[i] + mission.deadline()[i] + awake) {
        return 0;
      }
    }
    return mission.wake()[call];
  }

  private double gap(int call) {
    double end = mission.at()[call];
    double next = call + 1 < mission.size() ? mission.at()[call + 1] : mission.end();
    return Math.max(0, next - end - mission.seconds()[Mission.CLOUD][call]);
  }

  /** The dual at two prices. */
  private double at(double energyPrice, double moneyPrice) {
    double sum = energyPrice * joules + moneyPrice * money;
    for (int call = 0; call < price.length; call++) {
      double best = gain[Mission.RULE][call];
      for (int tier = Mission.LOCAL; tier <= Mission.CLOUD; tier++) {
        best = Math.max(best, value(tier, call, energyPrice, moneyPrice));
      }
      sum += best;
    }
    return sum;
  }

  private void price() {
    double most = 2;
    double perMoney = most / Math.max(1, money / mission.size());
    energyPrice = golden(energy -> at(energy, golden(price -> at(energy, price), perMoney)), most);
    moneyPrice = golden(price -> at(energyPrice, price), perMoney);
  }

  /** Where a convex function is least between zero and {@code high}. */
  private static double golden(DoubleUnaryOperator function, double high) {
    double low = 0;
    double top = high;
    double left = top - GOLDEN * (top - low);
    double right = low + GOLDEN * (top - low);
    double atLeft = function.applyAsDouble(left);
    double atRight = function.applyAsDouble(right);
    for (int i = 0; i < STEPS; i++) {
      if (atLeft <= atRight) {
        top = right;
        right = left;
        atRight = atLeft;
        left = top - GOLDEN * (top - low);
        atLeft = function.applyAsDouble(left);
      } else {
        low = left;
        left = right;
        atLeft = atRight;
        right = low + GOLDEN * (top - low);
        atRight = function.applyAsDouble(right);
      }
    }
    return function.applyAsDouble(0) <= Math.min(atLeft, atRight) ? 0 : (low + top) / 2;
  }
}
