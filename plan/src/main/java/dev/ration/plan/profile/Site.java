package dev.ration.plan.profile;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One place where a robot works, with its links and the models that serve its tiers.
 *
 * @param money the most that may be spent on paid models in a mission; null for none at all
 * @param energy the most a mission may cost, in microjoules; null when only the battery bounds it
 * @param links best first; empty when the robot is alone
 * @param meters what measures energy here; empty when all is modelled
 */
public record Site(
    String name,
    RobotProfile robot,
    List<LinkProfile> links,
    @Nullable Figure<Money> money,
    @Nullable Figure<Long> energy,
    List<Serve> serves,
    List<Meter> meters) {
  public Site {
    links = List.copyOf(links);
    serves = List.copyOf(serves);
    meters = List.copyOf(meters);
  }

  /** A place where nothing is measured. */
  public Site(
      String name,
      RobotProfile robot,
      List<LinkProfile> links,
      @Nullable Figure<Money> money,
      @Nullable Figure<Long> energy,
      List<Serve> serves) {
    this(name, robot, links, money, energy, serves, List.of());
  }

  /** The same place with another robot. */
  public Site with(RobotProfile other) {
    return new Site(name, other, links, money, energy, serves, meters);
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

  /**
   * What measures energy.
   *
   * @param sees {@code computer} or {@code robot}: what its figure is of
   * @param source which kind of meter, as {@code linux}
   * @param every how often it is read, in nanoseconds
   * @param idle what it sees with nothing running, in microwatts; null for the profiles' figure
   * @param settings texts by name for the source
   */
  public record Meter(
      String sees,
      String source,
      Figure<Long> every,
      @Nullable Figure<Long> idle,
      Map<String, String> settings) {
    public Meter {
      settings = Map.copyOf(settings);
    }
  }
}
