package dev.ration.interpreter;

import dev.ration.plan.Dimension;
import dev.ration.plan.profile.Distribution;
import dev.ration.plan.profile.Figure;
import dev.ration.plan.profile.LinkProfile;
import dev.ration.plan.profile.ModelProfile;
import dev.ration.plan.profile.Money;
import dev.ration.plan.profile.RobotProfile;
import dev.ration.plan.profile.Site;
import dev.ration.plan.profile.TierProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A humanoid in the simulator with scripted models. */
final class TestSites {
  static final String BACKEND = "scripted";

  private static final long MS = 1_000_000;

  /** A voice falls silent sooner than an arm stands still. */
  static final Map<String, Long> STOPS = Map.of("voice", 20_000_000L);

  private TestSites() {}

  /**
   * The site that a golden names: {@code humanoid}, {@code drained} with 1 kJ in its battery, or
   * {@code two_servers} that are sometimes slow.
   */
  static Site named(String name) {
    return switch (name) {
      case "humanoid" -> humanoid();
      case "drained" -> humanoid(1_000_000_000L);
      case "two_servers" -> twoServers();
      default -> throw new IllegalArgumentException(name);
    };
  }

  static Site humanoid() {
    return humanoid(3_600_000_000_000L);
  }

  /** The same with a robot that is driven by {@link ThreadedRobot}. */
  static Site threaded() {
    return humanoid(3_600_000_000_000L, ThreadedRobot.DRIVER);
  }

  private static Site humanoid(long batteryMicrojoules) {
    return humanoid(batteryMicrojoules, "sim");
  }

  private static Site humanoid(long batteryMicrojoules, String driver) {
    List<RobotProfile.Resource> resources = new ArrayList<>();
    resources.add(resource("voice", null));
    resources.add(resource("ears", null));
    resources.add(
        new RobotProfile.Resource(
            "head", null, Map.of(), given(1.0), given(100_000_000L), null, "still"));
    resources.add(
        new RobotProfile.Resource(
            "base", null, Map.of(), given(1.0), given(100_000_000L), "standing", null));
    resources.add(resource("arm.right", null));
    resources.add(resource("hand.right", "arm.right"));
    RobotProfile robot =
        new RobotProfile(
            "tester",
            null,
            given(batteryMicrojoules),
            given(20_000_000L),
            given(0L),
            given(500_000_000L),
            given(1_000_000L),
            given(1_000_000_000L),
            resources,
            Map.of(),
            Map.of(),
            driver,
            Map.of());
    return new Site(
        "lab",
        robot,
        List.of(link()),
        given(new Money(1_000_000, Dimension.of(Dimension.Base.EUR))),
        null,
        List.of(
            serve("local.tiny", TierProfile.Place.ROBOT, 50),
            serve("local.small", TierProfile.Place.ROBOT, 90),
            serve("cloud.chat", TierProfile.Place.CLOUD, 700)));
  }

  private static Site twoServers() {
    Site humanoid = humanoid();
    return new Site(
        humanoid.name(),
        humanoid.robot(),
        humanoid.links(),
        humanoid.money(),
        null,
        List.of(
            serve("local.small", TierProfile.Place.ROBOT, Distribution.constant(90 * MS), 0.6),
            serve("cloud.chat", TierProfile.Place.CLOUD, slow(700, 2_500), 0.95),
            serve("cloud.quick", TierProfile.Place.CLOUD, slow(400, 600), 0.8)));
  }

  private static Distribution slow(long median, long p95) {
    return Distribution.lognormal(median * MS, p95 * MS);
  }

  private static LinkProfile link() {
    return new LinkProfile(
        "wire",
        given(Distribution.constant(20_000_000L)),
        List.of(),
        given(0.0),
        null,
        null,
        given(1_000_000L),
        given(0L),
        given(0L));
  }

  private static RobotProfile.Resource resource(String name, @Nullable String parent) {
    return new RobotProfile.Resource(
        name,
        parent,
        Map.of(),
        given(1.0),
        given(STOPS.getOrDefault(name, 100_000_000L)),
        null,
        null);
  }

  private static Site.Serve serve(String tier, TierProfile.Place place, long millis) {
    return serve(tier, place, Distribution.constant(millis * MS), 0.8);
  }

  private static Site.Serve serve(
      String tier, TierProfile.Place place, Distribution latency, double quality) {
    boolean isRemote = place == TierProfile.Place.CLOUD;
    return new Site.Serve(
        new TierProfile(tier, place, List.of()),
        new ModelProfile(
            "model of " + tier,
            BACKEND,
            Map.of("tier", tier),
            isRemote,
            List.of(),
            null,
            null,
            given(latency),
            null,
            null,
            null,
            isRemote ? null : given(5_000_000L),
            given(quality),
            null,
            null),
        null);
  }

  private static <T> Figure<T> given(T value) {
    return Figure.byDefault(value);
  }
}
