package dev.ration.runtime.clock;

/**
 * The event that is being taken, as a run that is kept knows it.
 *
 * @param turns how often the run had turned to the world when it was set
 * @param isOutside whether it was set outside the run: by the robot, a model, or the host
 * @param event tells one from another
 */
public record Taken(long turns, long instantNanos, Rank rank, boolean isOutside, Object event) {
  static Taken of(Event event) {
    return new Taken(event.turns, event.instantNanos, event.rank, event.isOutside, event);
  }
}
