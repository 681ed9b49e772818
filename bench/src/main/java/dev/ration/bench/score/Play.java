package dev.ration.bench.score;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** One policy on one mission. */
final class Play {
  private static final double NEVER = Double.POSITIVE_INFINITY;

  private final Mission mission;
  private final Policy policy;
  private final double joules;
  private final double money;
  private final PriorityQueue<Due> due =
      new PriorityQueue<>(Comparator.comparingDouble(Due::at).thenComparingInt(Due::call));
  private double usedJoules;
  private double usedMoney;
  private double heldJoules;
  private double heldMoney;
  private double tailEnd;
  private double utility;
  private int misses;
  private int hardMisses;
  private long chooseNanos;

  private record Due(double at, int call, double joules, double money, List<Attempt> attempts) {}

  private Play(Mission mission, Policy policy, double joules, double money) {
    this.mission = mission;
    this.policy = policy;
    this.joules = joules;
    this.money = money;
  }

  /** Plays a mission with budgets of energy in joules and of money in millionths. */
  static Result of(Mission mission, Policy policy, double joules, double money) {
    return new Play(mission, policy, joules, money).run();
  }

  private Result run() {
    for (int call = 0; call < mission.size(); call++) {
      settle(mission.at()[call]);
      View view = new View(mission, this, call);
      long before = System.nanoTime();
      Plan plan = policy.choose(view);
      chooseNanos += System.nanoTime() - before;
      call(call, plan);
    }
    settle(NEVER);
    return new Result(
        utility,
        misses,
        hardMisses,
        usedJoules,
        usedMoney,
        over(usedJoules, joules),
        over(usedMoney, money),
        (double) chooseNanos / mission.size());
  }

  private static double over(double used, double budget) {
    return Math.max(0, used / budget - 1);
  }

  double freeJoules() {
    return joules - usedJoules - heldJoules;
  }

  double freeMoney() {
    return money - usedMoney - heldMoney;
  }

  double tailLeft(double now) {
    return Math.clamp(tailEnd - now, 0, mission.world().figure("radio.tail.seconds"));
  }

  private void settle(double until) {
    while (!due.isEmpty() && due.peek().at() <= until) {
      Due next = due.remove();
      heldJoules -= next.joules();
      heldMoney -= next.money();
      for (Attempt attempt : next.attempts()) {
        usedJoules += attempt.joules();
        usedMoney += attempt.money();
        policy.ended(attempt);
      }
    }
  }

  /** Runs a call; whatever is not affordable is left to the rule. */
  private void call(int call, Plan asked) {
    double need = Math.max(asked.joules(), plain(asked, call));
    double price = asked.uses(Mission.CLOUD) ? mission.price(mission.input()[call], most()) : 0;
    boolean isPaid = need <= freeJoules() && price <= freeMoney();
    Plan plan =
        isPaid ? asked : new Plan(Plan.Kind.HEDGE, Mission.RULE, Plan.NONE, 0, asked.hasFloor(), 0);
    List<Attempt> attempts = new ArrayList<>();
    int winner = plan.first() == Plan.NONE ? Plan.NONE : outcome(call, plan, attempts);
    if (plan.hasFloor() && plan.first() != Mission.RULE) {
      attempt(call, Mission.RULE, 0, NEVER, attempts);
      winner = winner == Plan.NONE ? Mission.RULE : winner;
    }
    if (winner == Plan.NONE) {
      misses++;
      hardMisses += mission.isHard()[call] ? 1 : 0;
    } else {
      utility += mission.right()[winner][call] ? 1 : 0;
    }
    double end = attempts.stream().mapToDouble(Attempt::at).max().orElse(mission.at()[call]);
    double held = isPaid ? need : 0;
    double heldPrice = isPaid ? price : 0;
    heldJoules += held;
    heldMoney += heldPrice;
    due.add(new Due(end, call, held, heldPrice, attempts));
  }

  private double most() {
    return mission.world().figure("tokens.output.most");
  }

  /** What a plan that says nothing sets aside: what its tiers use when they run to the deadline. */
  private double plain(Plan plan, int call) {
    if (plan.joules() > 0) {
      return plan.joules();
    }
    World world = mission.world();
    double limit = mission.deadline()[call];
    double local =
        mission.input()[call] / world.figure("local.prefill")
            + most() / world.figure("local.decode");
    double sum = 0;
    if (plan.uses(Mission.LOCAL)) {
      sum += world.figure("local.watts") * Math.min(limit, 1.1 * local);
    }
    if (plan.uses(Mission.CLOUD)) {
      sum += world.figure("radio.watts") * limit;
      sum += world.figure("radio.tail.watts") * world.figure("radio.tail.seconds");
    }
    return sum;
  }

  /** The tier whose answer comes out, or NONE. */
  private int outcome(int call, Plan plan, List<Attempt> attempts) {
    boolean hasSecond = plan.second() != Plan.NONE;
    double stop = plan.kind() == Plan.Kind.FALLBACK && hasSecond ? plan.afterSeconds() : NEVER;
    double first = attempt(call, plan.first(), 0, stop, attempts);
    boolean isFirst = first != NEVER;
    if (!hasSecond) {
      return isFirst ? plan.first() : Plan.NONE;
    }
    if (plan.kind() == Plan.Kind.CASCADE) {
      if (!isFirst || !isDoubted(call, plan.first())) {
        return isFirst ? plan.first() : Plan.NONE;
      }
      return attempt(call, plan.second(), first, NEVER, attempts) == NEVER
          ? plan.first()
          : plan.second();
    }
    if (isFirst && first <= plan.afterSeconds()) {
      return plan.first();
    }
    double second = attempt(call, plan.second(), plan.afterSeconds(), first, attempts);
    return isFirst ? plan.first() : second == NEVER ? Plan.NONE : plan.second();
  }

  private boolean isDoubted(int call, int tier) {
    String share = mission.right()[tier][call] ? "checker.right" : "checker.wrong";
    return mission.chance()[call] < mission.world().figure(share);
  }

  /**
   * Runs a tier from {@code start} to its answer, the deadline or {@code stop}, all after the call;
   * returns when it answered, or NEVER.
   */
  private double attempt(int call, int tier, double start, double stop, List<Attempt> attempts) {
    double limit = mission.deadline()[call];
    if (start >= limit || (tier == Mission.CLOUD && mission.isPrivate()[call])) {
      return NEVER;
    }
    double now = mission.at()[call];
    double share = 1;
    double takes = mission.seconds()[tier][call];
    if (tier == Mission.CLOUD) {
      double tail = tailLeft(now + start);
      share = 1 - tail / mission.world().figure("radio.tail.seconds");
      takes += tail > 0 ? 0 : mission.wake()[call];
    }
    double answer = start + takes;
    double end = Math.min(answer, Math.min(limit, stop));
    Attempt.How how =
        answer <= end
            ? Attempt.How.ANSWERED
            : end == limit ? Attempt.How.LATE : Attempt.How.CANCELLED;
    double used = energy(tier, now + start, end - start);
    // A request that never arrived is not billed.
    double billed =
        tier == Mission.CLOUD && mission.seconds()[tier][call] != NEVER ? mission.price(call) : 0;
    attempts.add(
        new Attempt(
            call,
            tier,
            now + end,
            end - start,
            limit - start,
            how,
            mission.output()[call],
            used,
            billed,
            share));
    return how == Attempt.How.ANSWERED ? answer : NEVER;
  }

  private double energy(int tier, double start, double seconds) {
    World world = mission.world();
    if (tier == Mission.RULE) {
      return world.figure("rule.watts") * seconds;
    }
    if (tier == Mission.LOCAL) {
      return world.figure("local.watts") * seconds;
    }
    double tail = world.figure("radio.tail.seconds");
    double newEnd = start + seconds + tail;
    double added = newEnd - tailEnd;
    tailEnd = Math.max(tailEnd, newEnd);
    return world.figure("radio.watts") * seconds
        + world.figure("radio.tail.watts") * Math.clamp(added, 0, tail);
  }
}
