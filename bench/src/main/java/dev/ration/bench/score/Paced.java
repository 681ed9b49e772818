package dev.ration.bench.score;

/**
 * A baseline that spreads its budgets: what it wants is done while less is used than the share of
 * the mission that has passed, and left to the rule otherwise.
 */
final class Paced implements Policy {
  private static final double AHEAD = 0.02;

  private final Policy policy;
  private final double joules;
  private final double money;

  Paced(Policy policy, double joules, double money) {
    this.policy = policy;
    this.joules = joules;
    this.money = money;
  }

  @Override
  public Plan choose(View view) {
    Plan plan = policy.choose(view);
    double passed = Math.min(1, view.now() / view.missionEnd() + AHEAD);
    boolean isEnergyAhead = joules - view.freeJoules() > passed * joules;
    boolean isMoneyAhead = money - view.freeMoney() > passed * money;
    if (isEnergyAhead || (isMoneyAhead && plan.first() == Mission.CLOUD)) {
      return new Plan(Plan.Kind.HEDGE, Mission.RULE, Plan.NONE, 0, plan.hasFloor(), 0);
    }
    return isMoneyAhead && plan.uses(Mission.CLOUD) ? Plan.of(plan.first()) : plan;
  }

  @Override
  public void ended(Attempt attempt) {
    policy.ended(attempt);
  }
}
