package dev.ration.plan.profile;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One place where a robot works, with its links and the models that serve its tiers.
 *
 * @param money the most that may be spent on paid models in a mission; null for none at all
 * @param energy the most a mission may cost, in microjoules; null when only the battery bounds it
 * @param links best first; empty when the robot is alone
 */
public record Site(
    String name,
    RobotProfile robot,
    List<LinkProfile> links,
    @Nullable Figure<Money> money,
    @Nullable Figure<Long> energy,
    List<Serve> serves) {
  public Site {
    links = List.copyOf(links);
    serves = List.copyOf(serves);
  }

  /** The same place with another robot. */
  public Site with(RobotProfile other) {
    return new Site(name, other, links, money, energy, serves);
  }

  /** Finds who serves a tier, by its dotted name. */
  public Optional<Serve> serve(String tier) {
    return serves.stream().filter(one -> one.tier().name().equals(tier)).findFirst();
  }

  /**
   * Which model serves a tier here.
   *
   * @param model with what the entry amends
   * @param atMost the most power it may draw, in microwatts; null when the model's figure holds
   */
  public record Serve(TierProfile tier, ModelProfile model, @Nullable Figure<Long> atMost) {}
}
