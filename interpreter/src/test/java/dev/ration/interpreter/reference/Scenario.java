package dev.ration.interpreter.reference;

import java.util.List;

/**
 * A policy with the world it runs in. Times are in milliseconds; {@link Part#NONE} where there is
 * none.
 *
 * @param policy its clauses, body and trailers
 * @param actions the host actions that it does, by number
 * @param stop when the operator stops it
 * @param emergency when the robot is stopped at once
 * @param readings when the sensor of all {@code keep} changes: false first, then true, and so on
 * @param pings when a message of the one topic comes
 */
record Scenario(
    Part.Step policy,
    List<Action> actions,
    long stop,
    long emergency,
    List<Long> readings,
    List<Long> pings) {
  Scenario {
    actions = List.copyOf(actions);
    readings = List.copyOf(readings);
    pings = List.copyOf(pings);
  }

  Scenario with(Part.Step other) {
    return new Scenario(other, actions, stop, emergency, readings, pings);
  }

  Scenario with(List<Action> other) {
    return new Scenario(policy, other, stop, emergency, readings, pings);
  }

  Scenario withoutStops() {
    return new Scenario(policy, actions, Part.NONE, Part.NONE, readings, pings);
  }

  Scenario reading(List<Long> other) {
    return new Scenario(policy, actions, stop, emergency, other, pings);
  }

  Scenario pinged(List<Long> other) {
    return new Scenario(policy, actions, stop, emergency, readings, other);
  }

  /**
   * A host action; its times are in microseconds.
   *
   * @param least the least it takes
   * @param takes what it takes when nothing goes wrong
   * @param begins when it has its first effect; 0 where it is not declared, and comes at once
   * @param max the most it takes, which is enforced
   * @param watts what it draws
   * @param holds the resource it holds; empty for none
   * @param faults what happens the first time, the second, …; nothing after the last
   */
  record Action(
      long least, long takes, long begins, long max, long watts, String holds, List<Fault> faults) {
    Action {
      faults = List.copyOf(faults);
    }

    Action withoutFaults() {
      return new Action(least, takes, begins, max, watts, holds, List.of());
    }

    Fault fault(int number) {
      return number <= faults.size() ? faults.get(number - 1) : Fault.FINE;
    }
  }

  /** What goes wrong with a host action. */
  enum Fault {
    FINE,
    /** It fails with {@code slipped} when it would have ended. */
    FAILS,
    /** It does not end, but stops when asked. */
    HANGS,
    /** It neither ends nor stops. */
    DEAF,
    /** It takes three times as long. */
    SLOW
  }

  /** The robot that all scenarios run on. */
  static final List<String> RESOURCES = List.of("voice", "head", "base", "ears");

  /** How long it takes to stop what uses a resource. */
  static long stopMillis(String resource) {
    return switch (resource) {
      case "" -> 0;
      case "voice" -> 20;
      case "head" -> 100;
      default -> 60;
    };
  }

  /** Whether what uses a resource can stand still for a while; what uses none cannot. */
  static boolean hasHoldState(String resource) {
    return resource.equals("head") || resource.equals("voice");
  }

  /** Whether a resource has a safe state. */
  static boolean hasSafeState(String resource) {
    return resource.equals("head") || resource.equals("base");
  }
}
