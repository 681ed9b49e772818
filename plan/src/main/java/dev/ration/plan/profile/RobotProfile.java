package dev.ration.plan.profile;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A robot's body, in numbers. Names are those that {@code std.body} declares for any robot.
 *
 * @param battery capacity, in microjoules
 * @param idle draw with nothing commanded, in microwatts
 * @param tail energy still to burn after an activity ended, in microjoules (E2)
 * @param cleanup the time C of a cleanup that does not say, in nanoseconds; always finite (C3)
 * @param safetyReserve energy no policy can reserve, in microjoules (E5)
 * @param lease how long a motion grant lives without renewal, in nanoseconds (C8)
 * @param resources in the order in which they may be taken (P5)
 * @param sensors by dotted name
 * @param actions what this robot promises other than the contract of a host action, by full name
 * @param driver the connector's id, as {@code sim}
 * @param settings texts by name for the connector
 * @param bands the share of its charge below which the battery is in a band, by the band's name
 */
public record RobotProfile(
    String name,
    @Nullable BoardProfile board,
    Figure<Long> battery,
    Figure<Long> idle,
    Figure<Long> tail,
    Figure<Long> cleanup,
    Figure<Long> safetyReserve,
    Figure<Long> lease,
    List<Resource> resources,
    Map<String, Sensor> sensors,
    Map<String, Contract> actions,
    String driver,
    Map<String, String> settings,
    Map<String, Figure<Double>> bands) {
  public RobotProfile {
    resources = List.copyOf(resources);
    sensors = Map.copyOf(sensors);
    actions = Map.copyOf(actions);
    settings = Map.copyOf(settings);
    bands = Map.copyOf(bands);
  }

  /** A robot whose battery has no bands. */
  public RobotProfile(
      String name,
      @Nullable BoardProfile board,
      Figure<Long> battery,
      Figure<Long> idle,
      Figure<Long> tail,
      Figure<Long> cleanup,
      Figure<Long> safetyReserve,
      Figure<Long> lease,
      List<Resource> resources,
      Map<String, Sensor> sensors,
      Map<String, Contract> actions,
      String driver,
      Map<String, String> settings) {
    this(
        name,
        board,
        battery,
        idle,
        tail,
        cleanup,
        safetyReserve,
        lease,
        resources,
        sensors,
        actions,
        driver,
        settings,
        Map.of());
  }

  /** The same body with another connector and what that is told. */
  public RobotProfile drivenBy(String connector, Map<String, String> told) {
    Map<String, String> all = new HashMap<>(connector.equals(driver) ? settings : Map.of());
    all.putAll(told);
    return new RobotProfile(
        name,
        board,
        battery,
        idle,
        tail,
        cleanup,
        safetyReserve,
        lease,
        resources,
        sensors,
        actions,
        connector,
        all,
        bands);
  }

  /** Finds a resource by its dotted name. */
  public Optional<Resource> resource(String resourceName) {
    return resources.stream().filter(one -> one.name().equals(resourceName)).findFirst();
  }

  /** The longest stop time of what is held, in nanoseconds; 0 for nothing. */
  public long stopTime(Iterable<String> held) {
    long longest = 0;
    for (String one : held) {
      longest = Math.max(longest, resource(one).map(known -> known.stop().value()).orElse(0L));
    }
    return longest;
  }

  /**
   * Something that can be held.
   *
   * @param parent the resource it is a part of, or null
   * @param takes shares of other resources that holding it takes, 0 to 1, by name
   * @param capacity how much there is of it; 1 unless it can be shared
   * @param stop time from a stop to standing still, in nanoseconds
   * @param safeState what {@code safe_stop} brings it to; null when it needs none
   * @param holdState the state in which it can be frozen; null when it cannot (C6)
   */
  public record Resource(
      String name,
      @Nullable String parent,
      Map<String, Double> takes,
      Figure<Double> capacity,
      Figure<Long> stop,
      @Nullable String safeState,
      @Nullable String holdState) {
    public Resource {
      takes = Map.copyOf(takes);
    }
  }

  /**
   * Something that can be read.
   *
   * @param stale a reading older than this is unknown, in nanoseconds (P3)
   * @param tolerance changes smaller than this are none, in coherent units; 0 for every change
   */
  public record Sensor(String name, Figure<Long> stale, Figure<Double> tolerance) {}

  /**
   * A host action's figures on this robot; null where the declaration's own hold.
   *
   * @param takes in nanoseconds
   * @param begins in nanoseconds
   * @param draws in microwatts
   */
  public record Contract(
      @Nullable Figure<Distribution> takes,
      @Nullable Figure<Distribution> begins,
      @Nullable Figure<Distribution> draws) {}
}
