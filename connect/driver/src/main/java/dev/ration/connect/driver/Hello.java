package dev.ration.connect.driver;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a driver says of itself. Immutable.
 *
 * @param grant the highest grant number that it refuses
 * @param isStopped whether its emergency stop was pressed and it is not armed again
 */
record Hello(
    String driver,
    long grant,
    boolean lapses,
    boolean isStopped,
    List<Resource> resources,
    List<Action> actions) {
  private static final double NANOS_PER_MILLI = 1e6;

  Hello {
    resources = List.copyOf(resources);
    actions = List.copyOf(actions);
  }

  /** Something that it moves. */
  record Resource(String name, long stopNanos, boolean isSafe) {}

  /**
   * Something that it does.
   *
   * @param example arguments with which it may be tried; empty when it says none
   */
  record Action(String name, Set<String> resources, Optional<Map<String, Object>> example) {
    Action {
      resources = Set.copyOf(resources);
    }
  }

  /** Reads one; empty when something is missing or out of its range. */
  static Optional<Hello> read(Message message) {
    List<Resource> resources = new ArrayList<>();
    for (Message one : message.objects("resources")) {
      double stop = one.millis("stop_ms");
      if (one.text("name").isEmpty() || !(stop >= 0 && stop <= 60_000)) {
        return Optional.empty();
      }
      resources.add(
          new Resource(one.text("name"), Math.round(stop * NANOS_PER_MILLI), one.flag("safe")));
    }
    List<Action> actions = new ArrayList<>();
    for (Message one : message.objects("actions")) {
      if (one.text("name").isEmpty()) {
        return Optional.empty();
      }
      actions.add(new Action(one.text("name"), names(one), example(one)));
    }
    boolean isComplete =
        message.type().equals("hello")
            && message.whole("protocol") == Message.PROTOCOL
            && message.whole("grant") >= 0
            && !message.text("driver").isEmpty();
    return isComplete
        ? Optional.of(
            new Hello(
                message.text("driver"),
                message.whole("grant"),
                message.flag("lapses"),
                message.flag("stopped"),
                resources,
                actions))
        : Optional.empty();
  }

  private static Set<String> names(Message action) {
    Set<String> names = new LinkedHashSet<>();
    if (action.fields().get("resources") instanceof List<?> list) {
      list.forEach(name -> names.add(String.valueOf(name)));
    }
    return names;
  }

  private static Optional<Map<String, Object>> example(Message action) {
    if (!(action.fields().get("example") instanceof Map<?, ?> map)) {
      return Optional.empty();
    }
    Map<String, Object> named = new LinkedHashMap<>();
    map.forEach((name, value) -> named.put(String.valueOf(name), value));
    return Optional.of(named);
  }
}
