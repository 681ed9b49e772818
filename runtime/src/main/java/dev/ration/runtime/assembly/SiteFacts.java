package dev.ration.runtime.assembly;

import static dev.ration.runtime.energy.Accounts.AccountRequest.NONE;

import dev.ration.plan.Dimension;
import dev.ration.plan.profile.BoardProfile;
import dev.ration.plan.profile.Figure;
import dev.ration.plan.profile.Money;
import dev.ration.plan.profile.RobotProfile;
import dev.ration.plan.profile.Site;
import dev.ration.plan.profile.TierProfile;
import dev.ration.runtime.energy.Attribution;
import dev.ration.runtime.energy.Ledger;
import dev.ration.runtime.energy.Purse;
import dev.ration.runtime.mission.Mission;
import dev.ration.runtime.resource.Holding;
import dev.ration.runtime.resource.ResourceTree;
import dev.ration.runtime.sim.SimSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What scopes, ledger and simulated robot need of a site's profile. */
final class SiteFacts {
  /** A sensor without a figure of its own is too old after this long. */
  private static final long STALE_NANOS = 1_000_000_000L;

  private static final String WHOLE = "robot";

  private SiteFacts() {}

  /** The site's meter; one that sees the whole robot before one that sees a part of it. */
  static Optional<Site.Meter> meter(Site site) {
    return site.meters().stream()
        .filter(one -> one.sees().equals(WHOLE))
        .findFirst()
        .or(() -> site.meters().stream().findFirst());
  }

  /** What a meter sees. */
  static Set<Attribution.Resource> seen(Site.Meter meter) {
    return meter.sees().equals(WHOLE)
        ? Set.of(Attribution.Resource.values())
        : Set.of(Attribution.Resource.CPU, Attribution.Resource.GPU);
  }

  /** The idle draw that a meter sees: its own figure, the board's, or the robot's. */
  static long idle(Site site, Site.Meter meter) {
    long robot = site.robot().idle().value();
    BoardProfile board = site.robot().board();
    if (meter.idle() != null) {
      return meter.idle().value();
    }
    return meter.sees().equals(WHOLE) || board == null || board.idle() == null
        ? robot
        : board.idle().value();
  }

  /** The site as the scopes see it. */
  static dev.ration.runtime.scope.Site scopes(Site site) {
    RobotProfile robot = site.robot();
    Map<String, Long> stale = new HashMap<>();
    robot.sensors().forEach((name, sensor) -> stale.put(name, sensor.stale().value()));
    return new dev.ration.runtime.scope.Site(
        resources(robot),
        robot.cleanup().value(),
        stale,
        STALE_NANOS,
        remoteTiers(site),
        idle(robot),
        robot.lease().value());
  }

  private static Set<String> remoteTiers(Site site) {
    return site.serves().stream()
        .filter(
            serve -> serve.tier().place() == TierProfile.Place.CLOUD || serve.model().isRemote())
        .map(serve -> serve.tier().name())
        .collect(Collectors.toSet());
  }

  /** Holding a whole takes all its parts (P5); what else a resource takes, it says. */
  private static ResourceTree resources(RobotProfile robot) {
    Map<String, ResourceTree.Node> nodes = new LinkedHashMap<>();
    for (RobotProfile.Resource one : robot.resources()) {
      List<Holding> takes = new ArrayList<>();
      one.takes().entrySet().stream()
          .sorted(Map.Entry.comparingByKey())
          .filter(entry -> entry.getValue() > 0)
          .forEach(
              entry ->
                  takes.add(
                      new Holding(entry.getKey(), Math.round(entry.getValue() * Holding.WHOLE))));
      robot.resources().stream()
          .filter(part -> one.name().equals(part.parent()) && !one.takes().containsKey(part.name()))
          .forEach(part -> takes.add(Holding.of(part.name())));
      nodes.put(
          one.name(), new ResourceTree.Node(takes, one.stop().value(), one.safeState() != null));
    }
    return new ResourceTree(nodes);
  }

  /** The mission's account: the site's figure, or what the battery holds above the reserve. */
  static Ledger.Settings ledger(Site site) {
    RobotProfile robot = site.robot();
    Figure<Long> energy = site.energy();
    long battery = Math.max(0, robot.battery().value() - robot.safetyReserve().value());
    Figure<Money> money = site.money();
    return new Ledger.Settings(
        energy == null ? bounded(battery) : energy.value(),
        money == null ? 0 : money.value().micros(),
        idle(robot),
        robot.tail().value());
  }

  /** A mission that has used nothing of what the site gives. */
  static Mission mission(String id, Site site) {
    Ledger.Settings budgets = ledger(site);
    Figure<Money> money = site.money();
    return new Mission(
        id,
        site.name(),
        site.robot().name(),
        money == null ? "" : currency(money.value()),
        Purse.full(budgets.energyMicrojoules()),
        Purse.full(budgets.microMoney()),
        Purse.full(site.robot().safetyReserve().value()),
        false);
  }

  private static String currency(Money money) {
    return Arrays.stream(Dimension.Base.values())
        .filter(base -> Dimension.of(base).equals(money.currency()))
        .map(Dimension.Base::name)
        .findFirst()
        .orElse("");
  }

  /** A battery of nothing is a robot on the mains. */
  private static long bounded(long battery) {
    return battery == 0 ? NONE : battery;
  }

  private static long idle(RobotProfile robot) {
    BoardProfile board = robot.board();
    Figure<Long> computer = board == null ? null : board.idle();
    return Math.addExact(robot.idle().value(), computer == null ? 0 : computer.value());
  }

  /** The simulated robot's body; {@code given} overrides what the profile says. */
  static SimSettings sim(Site site, @Nullable SimSettings given) {
    if (given != null) {
      return given;
    }
    RobotProfile robot = site.robot();
    Map<String, Long> stops = new HashMap<>();
    robot.resources().forEach(one -> stops.put(one.name(), one.stop().value()));
    return new SimSettings(
        Math.max(1, robot.battery().value()),
        1,
        idle(robot),
        bands(robot),
        0,
        stops,
        SimSettings.DEFAULTS.faults());
  }

  private static Map<String, Double> bands(RobotProfile robot) {
    Map<String, Double> bands = new HashMap<>();
    robot.bands().forEach((name, below) -> bands.put(name, below.value()));
    return bands;
  }
}
