package dev.ration.grammar.check.profile;

import dev.ration.grammar.syntax.Declaration;
import dev.ration.plan.Quantity;
import dev.ration.plan.profile.BoardProfile;
import dev.ration.plan.profile.Distribution;
import dev.ration.plan.profile.Figure;
import dev.ration.plan.profile.RobotProfile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns a robot's profile into figures. */
final class RobotBuilder {
  /** What holds where a profile does not say, in nanoseconds. */
  private static final long CLEANUP_NANOS = 2_000_000_000L;

  private static final long LEASE_NANOS = 500_000_000L;

  private final ProfileContext context;
  private final Reader reader;

  RobotBuilder(ProfileContext context, Reader reader) {
    this.context = context;
    this.reader = reader;
  }

  /** The robot in numbers; empty when a figure that it needs is missing or wrong. */
  Optional<RobotProfile> robot(
      Declaration.Profile profile, Function<Declaration.Profile, Optional<BoardProfile>> boards) {
    Amended lines = Amended.of(profile, context);
    Figures figures = new Figures(lines, Schema.of(Declaration.Profile.Kind.ROBOT), reader);
    Optional<Declaration.Profile> named = figures.value("board", Declaration.Profile.class);
    Optional<BoardProfile> board = named.flatMap(boards);
    var battery = figures.grainsOrNull("battery");
    var idle = figures.grainsOrNull("idle");
    Optional<List<RobotProfile.Resource>> resources = resources(lines, figures);
    Optional<Map<String, RobotProfile.Sensor>> sensors = sensors(lines, figures);
    boolean isBoardBroken = lines.field("board").isPresent() && board.isEmpty();
    if (battery == null || idle == null || isBoardBroken) {
      return Optional.empty();
    }
    if (resources.isEmpty() || sensors.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new RobotProfile(
            profile.name().text(),
            board.orElse(null),
            battery,
            idle,
            figures.grainsOr("tail", 0),
            figures.grainsOr("cleanup", CLEANUP_NANOS),
            figures.grainsOr("safety_reserve", 0),
            figures.grainsOr("lease", LEASE_NANOS),
            resources.get(),
            sensors.get(),
            actions(lines, figures),
            figures.value("driver", String.class).orElse("sim"),
            figures.settings(),
            bands(lines, figures)));
  }

  private static Optional<List<RobotProfile.Resource>> resources(Amended lines, Figures robot) {
    List<RobotProfile.Resource> resources = new ArrayList<>();
    for (Map.Entry<String, Amended> group : lines.groups("resource").entrySet()) {
      Figures figures = robot.inside("resource", group.getValue());
      var stop = figures.grainsOrNull("stop");
      if (stop == null) {
        return Optional.empty();
      }
      Map<String, Double> takes = new LinkedHashMap<>();
      group
          .getValue()
          .groups("takes")
          .forEach(
              (name, share) ->
                  figures
                      .inside("takes", share)
                      .value("share", Double.class)
                      .ifPresent(part -> takes.put(name, part)));
      resources.add(
          new RobotProfile.Resource(
              group.getKey(),
              figures.value("part_of", String.class).orElse(null),
              takes,
              number(figures, "capacity", 1.0),
              stop,
              figures.value("safe_state", String.class).orElse(null),
              figures.value("hold_state", String.class).orElse(null)));
    }
    return Optional.of(resources);
  }

  private static Figure<Double> number(Figures figures, String name, double otherwise) {
    return figures
        .figure(name, Quantity.class)
        .map(figure -> figure.map(Quantity::toDouble))
        .orElseGet(() -> Figure.byDefault(otherwise));
  }

  private static Optional<Map<String, RobotProfile.Sensor>> sensors(Amended lines, Figures robot) {
    Map<String, RobotProfile.Sensor> sensors = new LinkedHashMap<>();
    for (Map.Entry<String, Amended> group : lines.groups("sensor").entrySet()) {
      Figures figures = robot.inside("sensor", group.getValue());
      var stale = figures.grainsOrNull("stale");
      if (stale == null) {
        return Optional.empty();
      }
      sensors.put(
          group.getKey(),
          new RobotProfile.Sensor(group.getKey(), stale, number(figures, "tolerance", 0.0)));
    }
    return Optional.of(sensors);
  }

  private static Map<String, RobotProfile.Contract> actions(Amended lines, Figures robot) {
    Map<String, RobotProfile.Contract> actions = new LinkedHashMap<>();
    lines
        .groups("action")
        .forEach(
            (name, group) -> {
              Figures figures = robot.inside("action", group);
              actions.put(
                  name,
                  new RobotProfile.Contract(
                      withMax(figures, "takes"),
                      withMax(figures, "begins"),
                      figures.spreadOrNull("draws")));
            });
    return actions;
  }

  /** A maximum that stands alone leaves the points to the declaration, so it has no figure here. */
  private static @Nullable Figure<Distribution> withMax(Figures figures, String name) {
    Figure<Distribution> points = figures.spreadOrNull(name);
    Optional<Long> max = figures.grains(name + "_max").map(Figure::value);
    if (points == null || max.isEmpty()) {
      return points;
    }
    return points.map(
        spread ->
            new Distribution(
                spread.shape(),
                Math.min(spread.least(), max.get()),
                Math.min(spread.typical(), max.get()),
                Math.min(spread.p95(), max.get()),
                OptionalLong.of(max.get())));
  }

  private static Map<String, Figure<Double>> bands(Amended lines, Figures robot) {
    Map<String, Figure<Double>> bands = new LinkedHashMap<>();
    lines
        .groups("band")
        .forEach(
            (name, group) ->
                robot
                    .inside("band", group)
                    .figure("below", Double.class)
                    .ifPresent(below -> bands.put(name, below)));
    return bands;
  }
}
