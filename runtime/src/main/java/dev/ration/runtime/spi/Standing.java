package dev.ration.runtime.spi;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a robot's drivers say of themselves (C8). Immutable.
 *
 * @param grant the highest grant number that is refused: every command carries a higher one
 * @param lapses whether they bring what moves to its safe state by themselves when a lease runs out
 * @param hasOwnClock whether they live on a clock of their own, and not on the scheduler's
 * @param unsafe the resources that are not known to be in their safe state
 * @param actions the host actions they do, by full name; empty where they do all
 * @param stops the stop times of their resources in nanoseconds, by name
 */
public record Standing(
    long grant,
    boolean lapses,
    boolean hasOwnClock,
    Set<String> unsafe,
    Optional<Set<String>> actions,
    Map<String, Long> stops) {
  /** A robot at rest on the scheduler's clock that was never told anything, and does everything. */
  public static final Standing AT_REST =
      new Standing(0, true, false, Set.of(), Optional.empty(), Map.of());

  public Standing {
    unsafe = Set.copyOf(unsafe);
    actions = actions.map(Set::copyOf);
    stops = Map.copyOf(stops);
  }

  /** Whether a host action is done by one of them. */
  public boolean offers(String action) {
    return actions.map(known -> known.contains(action)).orElse(true);
  }
}
